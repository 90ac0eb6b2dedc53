import { phrase, type Phrase } from '../../../model/index.js';

/** The slips of a hand or a memory that turn one name into another, the likeliest first. */
export const EDIT_KINDS = [
  'look-alike',
  'punctuation',
  'swap',
  'doubling',
  'omission',
  'neighbour',
  'plural',
  'insertion',
  'substitution',
] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

/** What was done to a known name to arrive at the one that was asked about. */
export interface Edit {
  readonly kind: EditKind;
  /** Index in the known name where they begin to differ. */
  readonly at: number;
  /** For the reader, with the asked name as its subject: `leaves out "s"`. */
  readonly how: Phrase;
}

/**
 * The one edit between two different names: a character left out, added or replaced, or two neighbours swapped.
 * Undefined where there is more between them.
 */
export function singleEdit(asked: string, known: string): Edit | undefined {
  const start = sharedStart(asked, known);
  const end = sharedEnd(asked, known, start);
  const written = asked.slice(start, asked.length - end);
  const meant = known.slice(start, known.length - end);
  switch (`${written.length} for ${meant.length}`) {
    case '0 for 1':
      return omission(known, start, meant);
    case '1 for 0':
      return insertion(asked, start, written);
    case '1 for 1':
      return substitution(start, written, meant);
    case '2 for 2':
      return swap(start, written, meant);
    default:
      return undefined;
  }
}

function swap(at: number, written: string, meant: string): Edit | undefined {
  const isSwap = meant.at(1) === written.at(0) && meant.at(0) === written.at(1);
  return isSwap ? { kind: 'swap', at, how: phrase('swaps "{text}"', { text: meant }) } : undefined;
}

const SEPARATOR = /[-_.]/;

function omission(known: string, at: number, meant: string): Edit {
  if (SEPARATOR.test(meant)) {
    return { kind: 'punctuation', at, how: phrase('leaves out the "{text}"', { text: meant }) };
  }
  if (known[at - 1] === meant)
    return { kind: 'doubling', at, how: phrase('has one "{text}" for two', { text: meant }) };
  return isPluralEnd(known, at, meant)
    ? { kind: 'plural', at, how: phrase('leaves out the final "s"') }
    : { kind: 'omission', at, how: phrase('leaves out "{text}"', { text: meant }) };
}

function insertion(asked: string, at: number, written: string): Edit {
  if (SEPARATOR.test(written)) return { kind: 'punctuation', at, how: phrase('adds a "{text}"', { text: written }) };
  if (asked[at - 1] === written) return { kind: 'doubling', at, how: phrase('doubles "{text}"', { text: written }) };
  if (isPluralEnd(asked, at, written)) return { kind: 'plural', at, how: phrase('adds a final "s"') };
  return { kind: 'insertion', at, how: phrase('adds "{text}"', { text: written }) };
}

/** The same letter twice in a row is no plural: `express`. */
function isPluralEnd(longer: string, at: number, letter: string): boolean {
  return letter === 's' && at === longer.length - 1 && at > 0;
}

function substitution(at: number, written: string, meant: string): Edit {
  const letters = { written, meant };
  const how = phrase('has "{written}" for "{meant}"', letters);
  if (SEPARATOR.test(written) && SEPARATOR.test(meant)) return { kind: 'punctuation', at, how };
  if (looksAlike(written, meant))
    return { kind: 'look-alike', at, how: phrase('has "{written}" for "{meant}", which looks alike', letters) };
  if (areNeighbours(written, meant))
    return {
      kind: 'neighbour',
      at,
      how: phrase('has "{written}" for "{meant}", its neighbour on the keyboard', letters),
    };
  return { kind: 'substitution', at, how };
}

const LOOK_ALIKE_SETS = ['0o', '1li'];

function looksAlike(a: string, b: string): boolean {
  return LOOK_ALIKE_SETS.some((set) => set.includes(a) && set.includes(b));
}

/** The US layout, row by row; each row begins a little further to the right, in widths of a key. */
const KEY_ROWS: readonly (readonly [keys: string, indent: number])[] = [
  ['1234567890-', 0],
  ['qwertyuiop', 0.5],
  ['asdfghjkl', 0.75],
  ['zxcvbnm', 1.25],
];

/** Keys of one row that touch, and keys of rows that touch and overlap. */
function areNeighbours(a: string, b: string): boolean {
  const from = keyPlace(a);
  const to = keyPlace(b);
  if (from === undefined || to === undefined) return false;
  const across = Math.abs(from.x - to.x);
  return from.row === to.row ? across === 1 : Math.abs(from.row - to.row) === 1 && across < 1;
}

function keyPlace(key: string): { readonly row: number; readonly x: number } | undefined {
  const row = KEY_ROWS.findIndex(([keys]) => keys.includes(key));
  const [keys = '', indent = 0] = KEY_ROWS[row] ?? [];
  return row < 0 ? undefined : { row, x: indent + keys.indexOf(key) };
}

/** How many characters both begin with. */
function sharedStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < most && a[shared] === b[shared]) shared++;
  return shared;
}

/** How many characters both end with, behind their shared start. */
function sharedEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let shared = 0;
  while (shared < most && a[a.length - 1 - shared] === b[b.length - 1 - shared]) shared++;
  return shared;
}
