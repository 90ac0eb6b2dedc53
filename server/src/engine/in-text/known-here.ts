import { phrase, skipped, type Question } from '../../model/index.js';
import type { Source, SourceSet } from '../../sources/source.js';

/** Answered from data that comes with the program. */
const OFFLINE: readonly Question[] = ['intelligence', 'popularity', 'replacements'];

const NOT_ASKED = skipped(
  'switched-off',
  phrase('Nobody was asked about it, because no package.json declares it; a setting allows that.'),
);

/** The same sources, of which only those answer that ask nobody. */
export function sourcesHere(sources: SourceSet): SourceSet {
  const known = kept.get(sources) ?? narrowed(sources);
  kept.set(sources, known);
  return known;
}

/** Facts are remembered by their source. */
const kept = new WeakMap<SourceSet, SourceSet>();

function narrowed(sources: SourceSet): SourceSet {
  const entries = Object.entries(sources as unknown as Readonly<Record<string, Source | undefined>>);
  return Object.fromEntries(
    entries.map(([question, source]) => [
      question,
      source === undefined || isOffline(source) ? source : silenced(source),
    ]),
  ) as unknown as SourceSet;
}

function isOffline({ question }: Source): boolean {
  return OFFLINE.includes(question);
}

function silenced(source: Source): Source {
  return {
    ...source,
    maxAgeMs: Number.POSITIVE_INFINITY,
    key: (request) => source.key(request),
    lookUp: (requests) => Promise.resolve(requests.map(() => NOT_ASKED)),
  };
}
