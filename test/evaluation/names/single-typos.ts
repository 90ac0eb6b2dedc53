import type { SeededRandom } from '../../bench/random.js';

/** Of shorter names a slip is as often another name. */
const FEWEST_LETTERS = 6;

/** What goes wrong when a name is typed, one at a time. */
export const TYPO_KINDS = [
  'omitted',
  'doubled',
  'swapped',
  'neighbour key',
  'substituted',
  'inserted',
  'separator',
] as const;
export type TypoKind = (typeof TYPO_KINDS)[number];

export interface Typo {
  readonly kind: TypoKind;
  readonly meant: string;
  readonly written: string;
}

/** For each letter of the US layout the keys that touch it. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  ...{ q: 'wa', w: 'qes', e: 'wrd', r: 'etf', t: 'ryg', y: 'tuh', u: 'yij', i: 'uok', o: 'ipl', p: 'ol' },
  ...{ a: 'qsz', s: 'awdx', d: 'sefc', f: 'drgv', g: 'fthb', h: 'gyjn', j: 'hukm', k: 'jil', l: 'ko' },
  ...{ z: 'ax', x: 'zsc', c: 'xdv', v: 'cfb', b: 'vgn', n: 'bhm', m: 'nj' },
};
const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');
const SEPARATORS = ['-', '_', '.'];

/** One typo of each kind in each name of six letters or more, as far as the name has a place for it. */
export function singleTypos(names: readonly string[], random: SeededRandom): readonly Typo[] {
  const long = names.filter((name) => name.replace(/[^a-z0-9]/gi, '').length >= FEWEST_LETTERS);
  return long.flatMap((meant) =>
    TYPO_KINDS.flatMap((kind): readonly Typo[] => {
      const written = MAKERS[kind](meant, random);
      return written === undefined || written === meant ? [] : [{ kind, meant, written }];
    }),
  );
}

type Maker = (name: string, random: SeededRandom) => string | undefined;

const MAKERS: Readonly<Record<TypoKind, Maker>> = {
  omitted: (name, random) => atLetter(name, random, () => ''),
  doubled: (name, random) => atLetter(name, random, (letter) => letter + letter),
  swapped: (name, random) => {
    const places = lettersIn(name).filter((at) => isLetter(name[at + 1]) && name[at] !== name[at + 1]);
    const at = anyOf(places, random);
    return at === undefined ? undefined : splice(name, at, 2, (name[at + 1] ?? '') + (name[at] ?? ''));
  },
  'neighbour key': (name, random) =>
    atLetter(name, random, (letter) => anyOf(Array.from(NEIGHBOURS[letter] ?? ''), random) ?? letter),
  substituted: (name, random) => atLetter(name, random, () => anyOf(LETTERS, random) ?? ''),
  inserted: (name, random) => atLetter(name, random, (letter) => letter + (anyOf(LETTERS, random) ?? '')),
  separator: (name, random) => separatorSlip(name, random),
};

/** A separator is left out, taken for another, or put between two letters. */
function separatorSlip(name: string, random: SeededRandom): string | undefined {
  const places = Array.from(name, (_, at) => at).filter((at) => SEPARATORS.includes(name[at] ?? ''));
  const at = anyOf(places, random);
  const other = anyOf(SEPARATORS, random) ?? '-';
  if (at !== undefined) return splice(name, at, 1, name[at] === other ? '' : other);
  return atLetter(name, random, (letter) => letter + other);
}

/** Writes something for one letter, as a hand may do anywhere but behind the last one. */
function atLetter(name: string, random: SeededRandom, write: (letter: string) => string): string | undefined {
  const at = anyOf(lettersIn(name), random);
  return at === undefined ? undefined : splice(name, at, 1, write(name[at] ?? ''));
}

function lettersIn(name: string): readonly number[] {
  return Array.from(name, (_, at) => at).filter((at) => isLetter(name[at]));
}

function isLetter(text: string | undefined): boolean {
  return text !== undefined && /^[a-z]$/i.test(text);
}

function splice(text: string, at: number, cut: number, add: string): string {
  return text.slice(0, at) + add + text.slice(at + cut);
}

function anyOf<T>(items: readonly T[], random: SeededRandom): T | undefined {
  return items[random.below(items.length)];
}
