import { ok, type Replacement } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { Source } from './source.js';
import { indexReplacements, type ReplacementIndex } from './support/replacement-index.js';
import { withSafeForks } from './support/safe-forks.js';

/** Look-ups are reads of a map. */
const BATCH_SIZE = 1000;

/**
 * Documented better choices: forks that are known to be safe first, as they take the least work, then the
 * `module-replacements` data that ships with the product. A name without any is an
 * answer: an empty list. The data is read with the first question.
 */
export function createReplacementsSource(clock: Clock): Source<'replacements'> {
  let loading: Promise<ReplacementIndex> | undefined;
  return {
    question: 'replacements',
    batchSize: BATCH_SIZE,
    // The data changes with the product only.
    maxAgeMs: Number.POSITIVE_INFINITY,
    key: ({ name }) => name,
    async lookUp(requests, { signal }) {
      const index = await (loading ??= load());
      signal.throwIfAborted();
      return requests.map(({ name }) => ok<readonly Replacement[]>(index.get(name) ?? [], clock()));
    },
  };
}

/** Loaded late: half a megabyte of data that no start needs. */
async function load(): Promise<ReplacementIndex> {
  const { preferredReplacements, nativeReplacements, microUtilsReplacements } = await import('module-replacements');
  return withSafeForks(indexReplacements([preferredReplacements, nativeReplacements, microUtilsReplacements]));
}
