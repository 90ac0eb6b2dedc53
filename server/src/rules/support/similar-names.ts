import type { Packument, Popularity, SimilarName } from '../../model/index.js';

/** More suggestions than these are no suggestion. */
const MOST_SUGGESTIONS = 3;

/** The much-used names that were perhaps meant, likeliest first as they are given. None for a name that is used by many. */
export function meantNames(name: string, popularity: Popularity): readonly SimilarName[] {
  if (popularity.rank !== undefined || popularity.established === true) return [];
  return popularity.similar
    .filter((similar) => similar.name !== name && (similar.kind === 'dressed' || !isExtensionOf(name, similar.name)))
    .slice(0, MOST_SUGGESTIONS);
}

/**
 * `lodash, place 10 of 5247 much-used names, first published 2012-04-23`.
 * @param meant the registry's document of one of them; the date is left out where it is another's, or tells none.
 */
export function useOf({ name, rank }: SimilarName, { listSize }: Popularity, meant: Packument | undefined): string {
  const createdAt = meant?.name === name ? meant.createdAt : undefined;
  const since = createdAt === undefined ? '' : `, first published ${new Date(createdAt).toISOString().slice(0, 10)}`;
  return `${name}, place ${rank} of ${listSize} much-used names${since}`;
}

/** True for `lodash-es`, `lodash.pick`, `express-session`: a whole name with words of its own added says what it is. */
function isExtensionOf(name: string, popular: string): boolean {
  const words = [...wordsOf(name)];
  for (const word of wordsOf(popular)) {
    const at = words.indexOf(word);
    if (at < 0) return false;
    words.splice(at, 1);
  }
  return words.length > 0;
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[-._/@]+/).filter((word) => word !== '');
}
