import type { Popularity, SimilarName } from '../../model/index.js';

/** More suggestions than these are no suggestion. */
const MOST_SUGGESTIONS = 3;

/** The much-used names that were perhaps meant, likeliest first as they are given. None for a name that is much used. */
export function meantNames(name: string, popularity: Popularity): readonly SimilarName[] {
  if (popularity.rank !== undefined) return [];
  return popularity.similar
    .filter((similar) => similar.name !== name && !isExtensionOf(name, similar.name))
    .slice(0, MOST_SUGGESTIONS);
}

/** True for `lodash-es`, `lodash.pick`, `express-session`: a whole name with words of its own added says what it is. */
function isExtensionOf(name: string, popular: string): boolean {
  const words = wordsOf(name);
  const own = wordsOf(popular);
  if (!own.every((word) => words.includes(word))) return false;
  return words.some((word) => !own.includes(word));
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[-._/@]+/).filter((word) => word !== '');
}
