import {
  judgedVersion,
  openQuestions,
  type Assessment,
  type Coverage,
  type Question,
} from '../../../server/src/model/index.js';
import { RULES } from '../../../server/src/rules/index.js';
import type { Told } from './site.js';

/** What a run with faults said, held against what is said without any. */
export interface Comparison {
  /** Findings that are missing where nothing tells that something was not checked: each a sentence. */
  readonly wrongSafe: readonly string[];
  /** Findings that nothing but the faults has brought about: each a sentence. */
  readonly invented: readonly string[];
  /** Findings that are missing, and it is told why. */
  readonly toldMissing: number;
  /** Packages of which something could not be checked that was checked without faults. */
  readonly incomplete: number;
}

export interface Expected {
  /** What has to be found. */
  readonly reference: Told;
  /** What may be found as well: judged at another time, or told by a rule that speaks of the fault itself. */
  readonly allowed?: readonly Told[];
  readonly mayFind?: readonly string[];
}

const NEEDS: ReadonlyMap<string, readonly Question[]> = new Map(RULES.map(({ id, needs }) => [id, needs]));

export function compare(got: Told, { reference, allowed = [], mayFind = [] }: Expected): Comparison {
  const judged = bySubject(got);
  const notes = got.notes.filter((note) => !reference.notes.includes(note));
  const elsewhere = allowed.map(bySubject);
  const missed = [...bySubject(reference)].map(([id, known]) => {
    const now = judged.get(id);
    const gaps = now === undefined ? [] : gapsIn(now, known);
    const isElsewhere = (finding: string): boolean =>
      elsewhere.some((other) => missing(known, other.get(id)).includes(finding));
    const findings = missing(known, now).filter((finding) => !isElsewhere(finding));
    const untold = findings.filter((finding) => !isTold(finding, now, gaps) && !isLockfileTold(now, known, notes));
    return {
      wrongSafe: untold.map((finding) => `${id}: ${finding} is missing (${statesOf(now)})`),
      toldMissing: findings.length - untold.length,
      incomplete: gaps.length > 0 ? 1 : 0,
    };
  });
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  return {
    wrongSafe: missed.flatMap(({ wrongSafe }) => wrongSafe),
    invented: inventedIn(judged, [bySubject(reference), ...elsewhere], mayFind),
    toldMissing: sum(missed.map(({ toldMissing }) => toldMissing)),
    incomplete: sum(missed.map(({ incomplete }) => incomplete)),
  };
}

type Judged = ReadonlyMap<string, Assessment>;

function inventedIn(judged: Judged, references: readonly Judged[], mayFind: readonly string[]): readonly string[] {
  return [...judged].flatMap(([id, now]) => {
    const known = references.map((each) => each.get(id)).filter((each) => each !== undefined);
    const isKnown = (finding: string): boolean =>
      known.some((each) => findingsOf(each).includes(finding) || isMilder(finding, now, each));
    return findingsOf(now)
      .filter((finding) => !isKnown(finding) && !mayFind.includes(ruleOf(finding)))
      .map((finding) => `${id}: ${finding} (${statesOf(now)})`);
  });
}

/** What could not be checked without any fault, in sentences: a measure has to be whole, save for files that nobody has. */
export function gapsOf({ assessments }: Told): readonly string[] {
  return assessments.flatMap((assessment) =>
    openQuestions(assessment)
      .filter(({ question }) => question !== 'artifact')
      .map(({ question, reason = '' }) => `${idOf(assessment)}: ${question}: ${reason}`),
  );
}

/** Everything that is said, for holding a run without faults against another one. */
export function saidIn(told: Told): readonly string[] {
  return [...bySubject(told)]
    .map(([id, assessment]) => {
      const states = assessment.coverage.map(({ question, status, stale, partial }) =>
        [question, status, stale === true ? 'stale' : '', partial === true ? 'partial' : ''].join(' ').trim(),
      );
      return `${id}: ${[...findingsOf(assessment), ...states].sort().join(', ')}`;
    })
    .sort();
}

function bySubject({ assessments }: Told): Judged {
  return new Map(assessments.map((assessment) => [idOf(assessment), assessment]));
}

/** A line stays the same whatever version it comes to. */
function idOf({ subject }: Assessment): string {
  if (subject.dependency !== undefined) return `line ${subject.dependency.name}`;
  return `locked ${subject.name}@${judgedVersion(subject) ?? ''}`;
}

/** `rule level` and `rule level accepted`. */
function findingsOf({ findings, accepted }: Assessment): readonly string[] {
  return [
    ...findings.map(({ rule, level }) => `${rule} ${level}`),
    ...accepted.map(({ finding }) => `${finding.rule} ${finding.level} accepted`),
  ];
}

/** The same at another level, where it is told that not all could be read. */
function isMilder(finding: string, now: Assessment, known: Assessment): boolean {
  const rule = ruleOf(finding);
  const needs = NEEDS.get(rule) ?? [];
  return (
    missing(known, now).some((one) => ruleOf(one) === rule) && gapsIn(now, known).some((gap) => needs.includes(gap))
  );
}

function ruleOf(finding: string): string {
  return finding.split(' ')[0] ?? '';
}

function missing(known: Assessment, now: Assessment | undefined): readonly string[] {
  const there = now === undefined ? [] : [...findingsOf(now)];
  return findingsOf(known).filter((finding) => {
    const at = there.indexOf(finding);
    if (at >= 0) there.splice(at, 1);
    return at < 0;
  });
}

/** Questions that had a better answer without faults. */
function gapsIn(now: Assessment, known: Assessment): readonly Question[] {
  const before = new Map(known.coverage.map((one) => [one.question, one]));
  const after = new Map(now.coverage.map((one) => [one.question, one]));
  return [...before.values()].filter((one) => isWorse(after.get(one.question), one)).map(({ question }) => question);
}

function isWorse(now: Coverage | undefined, before: Coverage): boolean {
  if (before.status !== 'answered') return false;
  return now?.status !== 'answered' || isMarked(now) > isMarked(before);
}

function isMarked({ stale, partial }: Coverage): number {
  return Number(stale === true) + Number(partial === true);
}

/** The reader of this very package is told that an answer which the rule needs is missing, old, or about a part. */
function isTold(finding: string, now: Assessment | undefined, gaps: readonly Question[]): boolean {
  if (now === undefined) return false;
  const needs = NEEDS.get(ruleOf(finding)) ?? [];
  const tells = openQuestions(now).length > 0 || now.coverage.some((one) => isMarked(one) > 0);
  return tells && needs.some((question) => gaps.includes(question));
}

/** What only the lockfile knows is gone with it, and the project's notes say that it could not be read. */
function isLockfileTold(now: Assessment | undefined, known: Assessment, notes: readonly string[]): boolean {
  return known.subject.locked !== undefined && now?.subject.locked === undefined && notes.length > 0;
}

function statesOf(assessment: Assessment | undefined): string {
  if (assessment === undefined) return 'not judged';
  const open = assessment.coverage.filter((one) => one.status !== 'answered' || isMarked(one) > 0);
  return (
    open.map(({ question, status, reason }) => `${question} ${status}: ${reason ?? ''}`).join(' ') || 'all is answered'
  );
}
