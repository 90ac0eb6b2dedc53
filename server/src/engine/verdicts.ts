import { ageOf } from '../platform/clock.js';
import type { Assessment, Facts, Outcome, Question, Subject } from '../model/index.js';

/** Rules look at ages too, and acceptances expire: a verdict is not older than this. */
const MAX_AGE_MS = 10 * 60_000;

/** A breath is taken after so many packages: some milliseconds of work. */
const SLICE = 15;

/** About ten large lockfiles; of what is in none that is looked at, what was judged longest ago goes first. */
const MAX_KEPT = 30_000;

/** What is known of a subject at this moment. */
export interface KnownFacts {
  readonly facts: Facts;
  readonly pending: boolean;
}

export interface JudgeParts {
  readonly known: (subject: Subject) => KnownFacts;
  readonly assess: (subject: Subject, known: KnownFacts) => Assessment;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Lets whatever waits have its turn. */
  readonly breathe: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** What was said of something, and when. */
export interface Kept {
  readonly assessment: Assessment;
  readonly judgedAt: number;
}

/**
 * Verdicts on the packages of lockfiles, under one policy and one set of sources. They go by what is locked, so that
 * they outlive the graph they were made for, and each is made anew only when a fact has changed.
 */
export class Verdicts {
  readonly #kept = new Map<string, Kept>();
  readonly #recalled = new WeakMap<readonly Subject[], { readonly generation: number; readonly all: Assessment[] }>();
  readonly #told = new WeakMap<Subject, { readonly of: Kept; readonly assessment: Assessment }>();
  #generation = 0;

  /** Of how many packages something was said. */
  get size(): number {
    return this.#kept.size;
  }

  /** What was last said of these, as far as something was. No rule runs. */
  recall(subjects: readonly Subject[]): readonly Assessment[] {
    const known = this.#recalled.get(subjects);
    if (known?.generation === this.#generation) return known.all;
    const all = subjects.flatMap((subject) => {
      const kept = this.#kept.get(keyOf(subject));
      return kept === undefined ? [] : [this.#toldOf(subject, kept)];
    });
    this.#recalled.set(subjects, { generation: this.#generation, all });
    return all;
  }

  /** Judges with what is known now, in slices. Rejects only with the signal's reason. */
  async judge(subjects: readonly Subject[], parts: JudgeParts): Promise<readonly Assessment[]> {
    for (let start = 0; start < subjects.length; start += SLICE) {
      await parts.breathe();
      parts.signal.throwIfAborted();
      for (const subject of subjects.slice(start, start + SLICE)) this.#judgeOne(subject, parts);
    }
    this.#dropOldest(subjects);
    return this.recall(subjects);
  }

  /** Nearly all of thousands are what they were when they were last recalled. */
  #toldOf(subject: Subject, kept: Kept): Assessment {
    const known = this.#told.get(subject);
    if (known?.of === kept) return known.assessment;
    const assessment = { ...kept.assessment, subject };
    this.#told.set(subject, { of: kept, assessment });
    return assessment;
  }

  #judgeOne(subject: Subject, { known, assess, now }: JudgeParts): void {
    const key = keyOf(subject);
    const current = known(subject);
    if (isStillTrue(this.#kept.get(key), current, now)) return;
    this.#kept.delete(key);
    this.#kept.set(key, { assessment: assess(subject, current), judgedAt: now });
    this.#generation += 1;
  }

  /** Never one of what is asked for: a lockfile that is padded with packages would hide some of them. */
  #dropOldest(current: readonly Subject[]): void {
    if (this.#kept.size <= MAX_KEPT) return;
    const needed = new Set(current.map(keyOf));
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT) return;
      if (!needed.has(key)) this.#kept.delete(key);
    }
  }
}

/** All that rules may look at in a subject which no manifest names; the ways to it differ from member to member. */
function keyOf(subject: Subject): string {
  const known = KEYS.get(subject) ?? madeKey(subject);
  KEYS.set(subject, known);
  return known;
}

/** A lockfile's subjects are the same objects for as long as it is, and are recalled on every keystroke. */
const KEYS = new WeakMap<Subject, string>();

function madeKey({ name, direct, dev, locked }: Subject): string {
  const { id, version, resolved, integrity, hasInstallScript, deprecated } = locked ?? {};
  return [name, version, direct, dev, id, resolved, integrity, hasInstallScript, deprecated].join('|');
}

/** Whether the same would be said again. */
export function isStillTrue(kept: Kept | undefined, current: KnownFacts, now: number): kept is Kept {
  if (kept === undefined || ageOf(kept.judgedAt, now) >= MAX_AGE_MS) return false;
  const { facts, pending } = kept.assessment;
  const questions = Object.keys(current.facts) as Question[];
  const isSameFact = (question: Question): boolean => {
    const [before, now] = [facts[question], current.facts[question]];
    return isSame(before, now) || (question === 'addedDependencies' && JSON.stringify(before) === JSON.stringify(now));
  };
  return pending === current.pending && questions.every(isSameFact);
}

/** The store answers with the same outcome while it keeps that; what is put together from several answers is new each time. */
function isSame(a: Outcome<unknown> | undefined, b: Outcome<unknown> | undefined): boolean {
  if (a === b) return true;
  return a?.status === 'ok' && b?.status === 'ok' && a.value === b.value && a.asOf === b.asOf && a.stale === b.stale;
}
