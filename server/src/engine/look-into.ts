import { judgedVersion, type LookedInto, type Subject } from '../model/index.js';
import type { SourceSet } from '../sources/source.js';
import type { JudgeOptions } from './engine.js';
import type { FactStore } from './fact-store.js';
import { fetchEachArtifact } from './lookups.js';
import { isFromRegistry, lookUpOf } from './questions.js';

/** Looks into the files of all these packages, not only of those that judging takes for worth it. */
export async function lookIntoAll(
  subjects: readonly Subject[],
  sources: SourceSet,
  store: FactStore,
  { signal, onProgress }: Pick<JudgeOptions, 'signal' | 'onProgress'>,
): Promise<readonly LookedInto[]> {
  const wanted = subjects.filter((subject) => judgedVersion(subject) !== undefined);
  const open = wanted.filter(isFromRegistry);
  await fetchEachArtifact(open, sources, store, { signal, freshness: 'cached' }, (far) => onProgress?.(far));
  signal.throwIfAborted();
  return wanted.map((subject) => {
    const artifact = isFromRegistry(subject) ? store.recall(sources.artifact, lookUpOf(subject))?.outcome : undefined;
    return { subject, ...(artifact !== undefined && { artifact }) };
  });
}
