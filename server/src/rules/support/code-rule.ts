import {
  chained,
  phrase,
  valueOf,
  type ArtifactFacts,
  type Evidence,
  type FindingDraft,
  type Level,
  type Moment,
  type Subject,
} from '../../model/index.js';
import { defineRule, type AnyRule } from '../rule.js';
import { evidenceAt } from './code-evidence.js';
import { orderOf } from './code-flows.js';
import { newSinceBefore, shorten } from './text.js';

export interface CodeRule {
  readonly id: string;
  readonly title: string;
  /** What one version's code gives rise to, whatever other versions do. */
  readonly find: (artifact: ArtifactFacts, subject: Subject) => readonly FindingDraft[];
}

/**
 * A rule about what code does. Where the code looks first whether it is watched, it weighs more. Where the version before is
 * known, what that one did not do is told as new and weighs more: a release that suddenly does such a thing is what a takeover
 * looks like.
 */
export function defineCodeRule({ id, title, find }: CodeRule): AnyRule {
  return defineRule({
    id,
    title,
    needs: ['artifact', 'previousArtifact'],
    find({ subject, facts }) {
      const artifact = valueOf(facts.artifact);
      const before = valueOf(facts.previousArtifact);
      if (artifact === undefined) return [];
      const drafts = find(artifact, subject);
      const told =
        before === undefined
          ? drafts
          : comparedAll(drafts, find(before, subject), find(newIn(artifact, before), subject));
      return told.map((draft) => amplified(withOthers(draft), artifact));
    },
  });
}

/** What several packages do together is told of the one that brings them together. */
function withOthers(draft: FindingDraft): FindingDraft {
  const others = [...new Set(draft.evidence.flatMap((one) => one.package ?? []))];
  if (others.length === 0) return draft;
  const message = phrase('{sentence}, together with {others}', {
    sentence: draft.message,
    others: chained(others),
  });
  return { ...draft, message };
}

type Drafts = readonly FindingDraft[];

function comparedAll(drafts: Drafts, old: Drafts, fresh: Drafts): Drafts {
  return drafts.map((draft) => compared(draft, sameOf(draft, old), sameOf(draft, fresh)));
}

function sameOf({ key }: FindingDraft, drafts: readonly FindingDraft[]): FindingDraft | undefined {
  return drafts.find((draft) => draft.key === key);
}

/** Code that looks first whether it is watched has something to hide. That alone is no finding. */
function amplified(draft: FindingDraft, artifact: ArtifactFacts): FindingDraft {
  const unasked = filesThatRunUnasked(artifact);
  const files = new Set(
    draft.evidence.map(({ file }) => file).filter((file) => file !== undefined && unasked.has(file)),
  );
  const evasion = artifact.behaviours.find(({ kind, place }) => kind === 'evasion' && files.has(place.file));
  if (evasion === undefined || draft.level === 'low') return draft;
  return {
    ...draft,
    message: phrase('{sentence}; it first asks for {what}', {
      sentence: draft.message,
      what: evasion.wording ?? shorten(evasion.detail ?? '', 60),
    }),
    evidence: [...draft.evidence, evidenceAt(evasion.place)],
    ...(draft.level !== undefined && { level: raised(draft.level) }),
  };
}

/** Large builds ask for a time zone or a processor somewhere: what only waits for a call does not hide from whoever watches. */
function filesThatRunUnasked({ flows, behaviours }: ArtifactFacts): ReadonlySet<string> {
  const places = [
    ...flows.filter(({ moment }) => moment !== 'call').flatMap(({ from, to }) => [from, to]),
    ...behaviours
      .filter(({ kind, moment }) => kind !== 'evasion' && kind !== 'download-checked' && moment !== 'call')
      .map(({ place }) => place),
  ];
  return new Set(places.map(({ file }) => file));
}

/** @param old the same of the version before @param fresh the same, by what is new alone */
function compared(draft: FindingDraft, old: FindingDraft | undefined, fresh: FindingDraft | undefined): FindingDraft {
  if (old === undefined) {
    const level = draft.level === undefined ? {} : { level: raised(draft.level) };
    return { ...draft, message: newSinceBefore(draft.message), ...level };
  }
  if (fresh === undefined) return draft;
  return {
    ...draft,
    message: phrase('{sentence}, in a way that is new in this version', { sentence: draft.message }),
    evidence: [...fresh.evidence.slice(0, MAX_NEW), ...old.evidence.slice(0, 1).map(inVersionBefore)],
  };
}

/** Beside these stands one of the version before. */
const MAX_NEW = 3;

function inVersionBefore(evidence: Evidence): Evidence {
  return { ...evidence, isOld: true };
}

function raised(level: Level): Level {
  return level === 'medium' ? 'high' : level;
}

/**
 * The artifact with only those flows and behaviours of which the version before had none alike at that moment or an earlier
 * one. Places change with every release.
 */
function newIn(artifact: ArtifactFacts, before: ArtifactFacts): ArtifactFacts {
  return {
    ...artifact,
    flows: withoutThoseOf(before.flows, artifact.flows, ({ source, sink, host = '' }) => `${source} ${sink} ${host}`),
    behaviours: withoutThoseOf(before.behaviours, artifact.behaviours, ({ kind }) => kind),
  };
}

function withoutThoseOf<T extends { readonly moment: Moment }>(
  before: readonly T[],
  now: readonly T[],
  idOf: (one: T) => string,
): readonly T[] {
  const earliest = new Map<string, number>();
  for (const one of before) {
    const order = orderOf(one);
    earliest.set(idOf(one), Math.min(order, earliest.get(idOf(one)) ?? order));
  }
  return now.filter((one) => orderOf(one) < (earliest.get(idOf(one)) ?? Infinity));
}
