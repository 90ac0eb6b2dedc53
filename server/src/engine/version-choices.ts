import semver from 'semver';
import { valueOf, type Assessment, type Packument, type Subject } from '../model/index.js';
import { assess, type Judgement } from './assess.js';
import type { FactStore } from './fact-store.js';
import { fetchFacts } from './lookups.js';
import { knownFacts } from './questions.js';
import type { SourceSet } from '../sources/source.js';

/** The newest ones: whoever wants an older one knows which. */
const MAX_VERSIONS = 100;

/** What may be written behind a name. */
export interface VersionChoices {
  readonly packument: Packument;
  /** The newest first, judged by what the registry's document and the offline data say: nothing is asked about each. */
  readonly versions: readonly Assessment[];
}

export interface ChoiceLookUps {
  readonly sources: SourceSet;
  readonly store: FactStore;
  readonly judgement: Judgement;
  readonly signal: AbortSignal;
}

/** The versions of a name that somebody has written in full. Undefined where the registry does not tell any. */
export async function versionChoices(name: string, lookUps: ChoiceLookUps): Promise<VersionChoices | undefined> {
  const { sources, store, signal } = lookUps;
  const options = { signal, freshness: 'cached' } as const;
  await Promise.all([
    store.ask(sources.packument, [{ name }], options),
    store.ask(sources.intelligence, [{ name }], options),
  ]);
  const packument = valueOf(store.recall(sources.packument, { name })?.outcome);
  if (packument === undefined) return undefined;
  const versions = Object.keys(packument.versions).filter((version) => semver.valid(version) !== null);
  const newest = versions.sort(semver.rcompare).slice(0, MAX_VERSIONS);
  return { packument, versions: newest.map((version) => judged(name, version, lookUps)) };
}

/** One of them with all that can be asked about it. */
export async function chosenVersion(name: string, version: string, lookUps: ChoiceLookUps): Promise<Assessment> {
  const { sources, store, signal } = lookUps;
  await fetchFacts(() => [subjectOf(name, version)], sources, store, { signal, freshness: 'cached' });
  return judged(name, version, lookUps);
}

function judged(name: string, version: string, { sources, store, judgement }: ChoiceLookUps): Assessment {
  const subject = subjectOf(name, version);
  const { facts, pending } = knownFacts(subject, sources, store);
  return assess(subject, facts, pending, judgement);
}

function subjectOf(name: string, version: string): Subject {
  return { name, resolution: { from: 'registry', version }, direct: true, paths: [] };
}
