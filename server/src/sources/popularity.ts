import { ok, type Popularity } from '../model/index.js';
import type { LookUp, Source } from './source.js';
import type { IntelligenceProvider } from './support/intelligence/intelligence-reader.js';
import { createNameSimilarity, type NameSimilarity } from './support/names/name-similarity.js';

/** A look-up takes tens of microseconds. */
const BATCH_SIZE = 200;

/**
 * The place of a name among the much-used ones, and much-used names that it resembles. From the same offline data as
 * the known malware; fails where that cannot be opened. The index over the names is built with the first question.
 */
export function createPopularitySource(provider: IntelligenceProvider): Source<'popularity'> {
  let index: NameSimilarity | undefined;
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
      const names = (index ??= createNameSimilarity(opened.value.popularNames()));
      return requests.map((request) => ok(standing(names, request), opened.value.asOf));
    },
  };
}

function standing(names: NameSimilarity, { name, alias }: LookUp): Popularity {
  return {
    ...ranked(names, name),
    ...(names.isEstablished(name) && { established: true }),
    listSize: names.size,
    ...(alias !== undefined && { alias: ranked(names, alias) }),
  };
}

function ranked(names: NameSimilarity, name: string): Pick<Popularity, 'rank' | 'similar'> {
  const rank = names.rankOf(name);
  return { ...(rank !== undefined && { rank }), similar: names.similarTo(name) };
}
