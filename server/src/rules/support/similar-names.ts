import {
  likeliestMeant,
  listed,
  phrase,
  valueOf,
  type Downloads,
  type Evidence,
  type Outcome,
  type Packument,
  type Phrase,
  type Popularity,
  type SimilarName,
  type Words,
} from '../../model/index.js';
import { ownWords } from './text.js';
import { downloadsInWords } from './usage.js';

/** More suggestions than these are no suggestion. */
const MOST_SUGGESTIONS = 3;

/** The much-used names that were perhaps meant, likeliest first as they are given. None for a name that is used by many. */
export function meantNames(name: string, popularity: Popularity): readonly SimilarName[] {
  if (popularity.rank !== undefined || popularity.established === true) return [];
  return popularity.similar
    .filter((similar) => similar.name !== name && (similar.kind === 'dressed' || !isExtensionOf(name, similar.name)))
    .slice(0, MOST_SUGGESTIONS);
}

/** What was looked up of the likeliest of the names that were perhaps meant. */
export interface MeantFacts {
  readonly meantPackage?: Outcome<Packument>;
  readonly meantDownloads?: Outcome<Downloads>;
}

/**
 * `lodash, place 10 of 5247 much-used names, first published 2012-04-23, 60,000,000 downloads in a week`; what nobody has told is
 * left out.
 */
export function useOf(
  { name, rank }: { readonly name: string; readonly rank?: number },
  popularity: Popularity,
  facts: MeantFacts,
): Words {
  const isLookedUp = likeliestMeant(popularity) === name;
  const createdAt = isLookedUp ? valueOf(facts.meantPackage)?.createdAt : undefined;
  const downloads = isLookedUp ? valueOf(facts.meantDownloads) : undefined;
  return listed([
    ...(rank === undefined ? [name] : [placeInWords(name, rank, popularity.listSize)]),
    ...(createdAt === undefined
      ? []
      : [phrase('first published {day}', { day: new Date(createdAt).toISOString().slice(0, 10) })]),
    ...(downloads === undefined ? [] : [downloadsInWords(downloads)]),
  ]);
}

/** `lodash, place 10 of 5247 much-used names` */
export function placeInWords(name: string, rank: number, size: number): Phrase {
  return phrase('{name}, place {rank} of {size} much-used names', { name, rank, size });
}

/** Of each name that is offered, how much and since when it is used, as far as that is known. */
export function evidenceOfMeant(
  meant: readonly { readonly name: string; readonly rank?: number }[],
  popularity: Popularity | undefined,
  facts: MeantFacts,
): readonly Evidence[] {
  if (popularity === undefined) return [];
  return meant.flatMap((one): readonly Evidence[] => {
    const use = useOf(one, popularity, facts);
    return typeof use === 'string' ? [] : [{ kind: 'metadata', field: 'meant', ...ownWords(use) }];
  });
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
