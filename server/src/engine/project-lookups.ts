import type { Subject } from '../model/index.js';
import type { LookUpOptions, SourceSet } from '../sources/source.js';
import type { JudgeOptions } from './engine.js';
import type { FactStore } from './fact-store.js';
import { fetchAdditions, fetchArtifacts, fetchEachArtifact, fetchFacts, type CurrentSubjects } from './lookups.js';
import { NAME_QUESTIONS, VERSION_QUESTIONS } from './questions.js';

/** What is asked about a package whose version is known, for saying early how much is to come. */
const QUESTIONS_PER_PACKAGE = NAME_QUESTIONS.length + VERSION_QUESTIONS.length;

/** Whose facts are fetched, and from where. */
export interface ProjectLookUps {
  /** The manifest's. */
  readonly lines: CurrentSubjects;
  /** The lockfile's, worked out once the lines are complete: those are in view. */
  readonly locked: () => Promise<readonly Subject[]>;
  /** About how many of these there are. */
  readonly lockedSize: number;
  /** What has to be looked into as well, once the files of the lines were. */
  readonly linked: () => readonly Subject[];
  readonly sources: SourceSet;
  readonly store: FactStore;
}

type Wanted = Pick<JudgeOptions, 'signal' | 'freshness' | 'onProgress' | 'onDirect'>;

/**
 * Fetches all that is missing about a project: first what names and versions are known for, then what the files of packages say,
 * and last what that leads to. Rejects only with the signal's reason.
 */
export async function fetchProject(project: ProjectLookUps, wanted: Wanted): Promise<void> {
  const { lines, linked, sources, store } = project;
  const { signal, onProgress, onDirect } = wanted;
  const options: LookUpOptions = { signal, freshness: wanted.freshness ?? 'cached' };
  const before = onDirect === undefined ? 0 : await fetchLines(project, { ...wanted, onDirect }, options);
  const locked = await project.locked();
  const rest: CurrentSubjects = () => (onDirect === undefined ? [...lines(), ...locked] : locked);
  let asked = before;
  await fetchFacts(rest, sources, store, options, (done, total) => {
    asked = before + total;
    onProgress?.({ done: before + done, total: asked });
  });
  signal.throwIfAborted();
  await fetchArtifacts([...lines(), ...locked], sources, store, options, ({ package: name, ...far }) =>
    onProgress?.({
      done: asked + far.done,
      total: asked + far.total,
      ...(name !== undefined && { analysing: { ...far, package: name } }),
    }),
  );
  signal.throwIfAborted();
  await fetchEachArtifact(linked(), sources, store, options);
  await fetchAdditions([...lines(), ...locked], sources, store, options);
  signal.throwIfAborted();
}

/** Tells when the lines are complete. Answers how many questions that took. */
async function fetchLines(
  { lines, lockedSize, sources, store }: ProjectLookUps,
  { signal, onProgress, onDirect }: Wanted & Required<Pick<Wanted, 'onDirect'>>,
  options: LookUpOptions,
): Promise<number> {
  const later = lockedSize * QUESTIONS_PER_PACKAGE;
  let asked = 0;
  await fetchFacts(lines, sources, store, options, (done, total) => {
    asked = total;
    onProgress?.({ done, total: total + later });
  });
  signal.throwIfAborted();
  onDirect();
  return asked;
}
