import { ok, type Popularity } from '../model/index.js';
import type { LookUp, Source } from './source.js';
import type { IntelligenceProvider } from './support/intelligence/intelligence-reader.js';
import { createCompoundFinder, type CompoundFinder } from './support/names/name-compounds.js';
import { createNameSimilarity, type NameSimilarity } from './support/names/name-similarity.js';

/** A look-up takes tens of microseconds. */
const BATCH_SIZE = 200;

/**
 * The place of a name among the much-used ones, and much-used names that it resembles. From the same offline data as
 * the known malware; fails where that cannot be opened. The index over the names is built with the first question.
 */
export function createPopularitySource(provider: IntelligenceProvider): Source<'popularity'> {
  let index: NameIndex | undefined;
  return {
    question: 'popularity',
    batchSize: BATCH_SIZE,
    // The asset in memory does not change while the process runs.
    maxAgeMs: Number.POSITIVE_INFINITY,
    key: ({ name, alias }) => (alias === undefined ? name : `${name} as ${alias}`),
    async lookUp(requests, { signal }) {
      const opened = await provider();
      signal.throwIfAborted();
      if (opened.status !== 'ok') return requests.map(() => opened);
      const known = (index ??= indexOf(opened.value.popularNames()));
      return requests.map((request) => ok(standing(known, request), opened.value.asOf));
    },
  };
}

interface NameIndex {
  readonly similarity: NameSimilarity;
  readonly compounds: CompoundFinder;
}

function indexOf(names: readonly string[]): NameIndex {
  return { similarity: createNameSimilarity(names), compounds: createCompoundFinder(names) };
}

function standing({ similarity, compounds }: NameIndex, { name, alias }: LookUp): Popularity {
  const compound = compounds.compoundOf(name);
  return {
    ...ranked(similarity, name),
    ...(similarity.isEstablished(name) && { established: true }),
    listSize: similarity.size,
    ...(compound !== undefined && { compound }),
    ...(alias !== undefined && { alias: ranked(similarity, alias) }),
  };
}

function ranked(names: NameSimilarity, name: string): Pick<Popularity, 'rank' | 'similar'> {
  const rank = names.rankOf(name);
  return { ...(rank !== undefined && { rank }), similar: names.similarTo(name) };
}
