import type { SuggestedName } from '../../../model/index.js';
import { bareLetters, MAX_NAME_LENGTH } from './name-forms.js';

/** The likeliest first. @param isWanted asked about as few names as possible */
export type NameSearch = (
  typed: string,
  limit: number,
  isWanted: (name: string) => boolean,
) => readonly SuggestedName[];

/** Fewer letters are in nearly every name. */
const LEAST_LETTERS_WITHIN = 3;

interface SearchedName extends SuggestedName {
  /** Without separators and without the marks of a scope. */
  readonly bare: string;
  /** The same without the scope's name. */
  readonly unscoped: string;
  readonly words: readonly string[];
}

/** How well a name goes on from what is typed: lower is better, undefined is not at all. */
type Fit = (name: SearchedName, typed: string, bare: string) => boolean;

const FITS: readonly Fit[] = [
  ({ name }, typed) => name.startsWith(typed),
  // Separators and scopes are what people do not remember: `babelcore`, `types-node`.
  (one, _, bare) => one.bare.startsWith(bare),
  (one, _, bare) => one.unscoped.startsWith(bare),
  ({ words }, typed, bare) => words.some((word) => word.startsWith(typed) || word.startsWith(bare)),
  (one, _, bare) => bare.length >= LEAST_LETTERS_WITHIN && one.bare.includes(bare),
];

/** @param names the most used first */
export function createNameSearch(names: readonly string[]): NameSearch {
  const searched = names.map((name, index): SearchedName => ({
    ...{ name, rank: index + 1, bare: bareLetters(name) },
    unscoped: bareLetters(name.slice(name.indexOf('/') + 1)),
    words: name.split(/[-_.~@/]/).slice(1),
  }));
  return (text, limit, isWanted) => {
    if (text.length > MAX_NAME_LENGTH) return [];
    const typed = text.trim().toLowerCase();
    const bare = bareLetters(typed);
    const found = FITS.map((): SuggestedName[] => []);
    for (const one of searched) {
      const fit = FITS.findIndex((fits) => fits(one, typed, bare));
      found[fit]?.push({ name: one.name, rank: one.rank });
    }
    return taken(found.flat(), limit, isWanted);
  };
}

function taken(
  names: readonly SuggestedName[],
  limit: number,
  isWanted: (name: string) => boolean,
): readonly SuggestedName[] {
  const wanted: SuggestedName[] = [];
  for (const one of names) {
    if (wanted.length >= limit) break;
    if (isWanted(one.name)) wanted.push(one);
  }
  return wanted;
}
