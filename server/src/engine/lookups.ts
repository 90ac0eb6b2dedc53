import type { Subject } from '../model/index.js';
import type { LookUp, LookUpOptions, Source, SourceQuestion, SourceSet } from '../sources/source.js';
import { addedNames } from './added-dependencies.js';
import { inOrderOfSuspicion, isAnalysed } from './analysed-subjects.js';
import { CONTEXT_QUESTIONS, contextLookUps } from './context-questions.js';
import type { FactStore } from './fact-store.js';
import { followUps } from './follow-ups.js';
import { previousLookUp } from './previous-version.js';
import {
  isFromRegistry,
  isNameRead,
  knownFacts,
  lookUpOf,
  NAME_QUESTIONS,
  needsTarball,
  VERSION_QUESTIONS,
} from './questions.js';

/** What the registry's documents lead to. */
const FOLLOWING = ['tarballManifest', 'packument', 'signature', 'attestation', ...CONTEXT_QUESTIONS] as const;

/** Resolves the subjects with what is known at the moment of the call: a version may come to light on the way. */
export type CurrentSubjects = () => readonly Subject[];

/**
 * Fetches what is missing about some subjects. Names first; what depends on a version follows as soon as all
 * versions are known, which for locked packages is at once.
 */
export async function fetchFacts(
  subjects: CurrentSubjects,
  sources: SourceSet,
  store: FactStore,
  options: LookUpOptions,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<void> {
  const progress = new Counter(onProgress);
  const ask = (question: SourceQuestion, requests: readonly LookUp[]): Promise<void> => {
    const source = sources[question] as unknown as Source | undefined;
    if (source === undefined) return Promise.resolve();
    const distinct = [...new Map(requests.map((request) => [source.key(request), request])).values()];
    progress.expect(distinct.length);
    return store.ask(source, distinct, options, () => progress.step());
  };
  const askVersions = (some: readonly Subject[]): Promise<void>[] => {
    const requests = some.map(lookUpOf).filter((request) => request.version !== undefined);
    return VERSION_QUESTIONS.map((question) => ask(question, requests));
  };
  const all = subjects().filter(isFromRegistry);
  const locked = all.filter((subject) => subject.resolution.from === 'lockfile');
  const named = subjects().filter(isNameRead);
  const names = Promise.all(
    NAME_QUESTIONS.map((question) => ask(question, (question === 'popularity' ? named : all).map(lookUpOf))),
  );
  await Promise.all([
    ...askVersions(locked),
    names.then(async () => {
      const resolved = subjects().filter(isFromRegistry);
      const versions = askVersions(resolved.filter((subject) => subject.resolution.from !== 'lockfile'));
      // They are heard below; until then one may fail that nobody hears yet.
      for (const asked of versions) asked.catch(() => undefined);
      const next = await store.gather(resolved, options.signal, (subject) => following(subject, sources, store));
      const rest = FOLLOWING.map((question) =>
        ask(
          question,
          next.filter((one) => one.question === question).map(({ request }) => request),
        ),
      );
      await Promise.all([...versions, ...rest]);
    }),
  ]);
}

/** What the registry's document of a package leads to. */
function following(
  subject: Subject,
  sources: SourceSet,
  store: FactStore,
): readonly { readonly question: SourceQuestion; readonly request: LookUp }[] {
  const request = lookUpOf(subject);
  const packument = store.recall(sources.packument, request)?.outcome;
  const popularity = store.recall(sources.popularity, request)?.outcome;
  return [
    ...(needsTarball(subject, packument) ? [{ question: 'tarballManifest', request } as const] : []),
    ...followUps(subject, packument, popularity, store.now()),
    ...contextLookUps(subject, request, sources, packument),
  ];
}

/** Looks into the files of those packages that are worth it, the most suspicious first; their versions are known by then. */
export async function fetchArtifacts(
  subjects: readonly Subject[],
  sources: SourceSet,
  store: FactStore,
  options: LookUpOptions,
  onProgress?: (progress: Analysing) => void,
): Promise<void> {
  const wanted = await analysedOf(subjects, sources, store, options);
  await fetchEachArtifact(wanted, sources, store, options, onProgress);
}

/** Those whose files are looked into. */
function analysedOf(
  subjects: readonly Subject[],
  sources: SourceSet,
  store: FactStore,
  { signal }: LookUpOptions,
): Promise<readonly Subject[]> {
  const packumentOf = (subject: Subject) => store.recall(sources.packument, lookUpOf(subject))?.outcome;
  return store.gather(subjects, signal, (subject) =>
    isAnalysed(subject, packumentOf(subject), store.now()) ? [subject] : [],
  );
}

/** The same for all of them. */
export async function fetchEachArtifact(
  subjects: readonly Subject[],
  sources: SourceSet,
  store: FactStore,
  options: LookUpOptions,
  onProgress: (progress: Analysing) => void = () => undefined,
): Promise<void> {
  const packumentOf = (subject: Subject) => store.recall(sources.packument, lookUpOf(subject))?.outcome;
  const ordered = inOrderOfSuspicion(subjects, packumentOf);
  const before = ordered.flatMap((subject) => previousLookUp(subject, packumentOf(subject), store.now()) ?? []);
  const requests = [...ordered.map(lookUpOf), ...before];
  const open = new Map(requests.map((request) => [sources.artifact.key(request), request]));
  const distinct = [...open.values()];
  const tell = (): void => {
    const [next] = open.values();
    const total = distinct.length;
    onProgress({ done: total - open.size, total, ...(next && { package: next.name }) });
  };
  if (distinct.length > 0) tell();
  await store.ask(sources.artifact, distinct, options, (request) => {
    open.delete(sources.artifact.key(request));
    tell();
  });
}

/** Asks about the dependencies that the versions of these have added; their files were looked into by then. */
export async function fetchAdditions(
  subjects: readonly Subject[],
  sources: SourceSet,
  store: FactStore,
  options: LookUpOptions,
): Promise<void> {
  const wanted = await analysedOf(subjects, sources, store, options);
  const added = await store.gather(wanted, options.signal, (subject) =>
    addedNames(subject, knownFacts(subject, sources, store).facts, store.now()),
  );
  const names = new Set(added);
  if (names.size > 0)
    await store.ask(
      sources.packument,
      [...names].map((name) => ({ name })),
      options,
    );
}

/** How many packages have been looked into, and which is the first that has not. */
export interface Analysing {
  readonly done: number;
  readonly total: number;
  readonly package?: string;
}

/** Counts answers against questions; the total grows as versions come to light. */
class Counter {
  readonly #tell: (done: number, total: number) => void;
  #done = 0;
  #total = 0;

  constructor(tell: (done: number, total: number) => void) {
    this.#tell = tell;
  }

  expect(count: number): void {
    this.#total += count;
  }

  step(): void {
    this.#done += 1;
    this.#tell(this.#done, this.#total);
  }
}
