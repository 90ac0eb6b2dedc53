import { phrase, type Phrase, type SimilarName } from '../../../model/index.js';
import { DeletionIndex } from './name-deletions.js';
import { dressingsOf } from './name-dressings.js';
import { EDIT_KINDS, singleEdit, type Edit } from './name-edits.js';
import { ESTABLISHED_NAMES } from './established-names.js';
import { asciiForm, bareLetters, lettersOf, MAX_NAME_LENGTH, skeletonOf, withoutSeparators } from './name-forms.js';

/** Where names stand among the much-used ones, and which of those another name resembles. */
export interface NameSimilarity {
  readonly size: number;
  /** 1 is first; undefined where the name is not in the list. */
  rankOf(name: string): number | undefined;
  /** Outside the list, resembling a name of it, and used by many all the same. */
  isEstablished(name: string): boolean;
  /** Best first. Empty for a name that is in the list, and for one too short to tell. */
  similarTo(name: string): readonly SimilarName[];
}

/** As many as a person reads. */
const MAX_SIMILAR = 5;

/**
 * A name of three letters has a much-used neighbour for nearly every letter (`ms`, `ws`, `qs`, `fs`): nothing is said of
 * it. Of four letters only slips that keep all letters are: `vtie` is `vite`, while `zite` may be anything.
 */
const FEWEST_LETTERS = 4;
const FEWEST_LETTERS_FOR_ANY_SLIP = 5;

interface Candidate {
  readonly known: string;
  readonly rank: number;
  readonly edit: NameEdit;
}

/** An edit, and what kind of likeness it makes. */
interface NameEdit extends Edit {
  readonly likeness: SimilarName['kind'];
}

/**
 * @param names first is rank 1; a name that stands twice counts where it stands first.
 * @param established names outside of these that are nobody's misspelling.
 */
export function createNameSimilarity(
  names: readonly string[],
  established: readonly string[] = ESTABLISHED_NAMES.trim().split(/\s+/),
): NameSimilarity {
  const ranks = ranksOf(names);
  const known = new Set(established);
  let index: NameIndex | undefined;
  return {
    size: ranks.size,
    rankOf: (name) => ranks.get(name),
    isEstablished: (name) => known.has(name),
    similarTo(name) {
      if (ranks.has(name) || name.length > MAX_NAME_LENGTH || lettersOf(name) < FEWEST_LETTERS) return [];
      // A project of nothing but much-used names need not wait for it.
      index ??= indexNames(ranks);
      const edits = new Map([
        ...dressings(index, name),
        ...otherNumberEdits(index, name),
        ...singleEdits(index, name),
        ...skeletonEdits(index, name),
      ]);
      const found = [...edits]
        .map(([known, edit]): Candidate => ({ known, rank: ranks.get(known) ?? 0, edit }))
        .filter((candidate) => isTelling(name, candidate));
      return found
        .sort(likelierFirst(found.filter(isDressed).filter(({ known }) => asciiForm(name).startsWith(known))))
        .slice(0, MAX_SIMILAR)
        .map(({ known, rank, edit }) => ({ name: known, rank, how: edit.how, kind: edit.likeness }));
    },
  };
}

interface NameIndex {
  readonly ranks: ReadonlyMap<string, number>;
  readonly bySkeleton: ReadonlyMap<string, readonly string[]>;
  /** The names and their ASCII forms, by the numbers that `neighbours` gives. */
  readonly names: readonly string[];
  readonly forms: readonly string[];
  readonly neighbours: DeletionIndex;
}

function ranksOf(names: readonly string[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const name of names) if (!ranks.has(name)) ranks.set(name, ranks.size + 1);
  return ranks;
}

function indexNames(ranks: ReadonlyMap<string, number>): NameIndex {
  const bySkeleton = new Map<string, string[]>();
  for (const name of ranks.keys()) {
    const skeleton = skeletonOf(name);
    bySkeleton.set(skeleton, [...(bySkeleton.get(skeleton) ?? []), name]);
  }
  const known = [...ranks.keys()];
  const forms = known.map(asciiForm);
  return { ranks, bySkeleton, names: known, forms, neighbours: new DeletionIndex(forms) };
}

type NamedEdit = readonly [known: string, NameEdit];

function skeletonEdits({ bySkeleton }: NameIndex, asked: string): readonly NamedEdit[] {
  return (bySkeleton.get(skeletonOf(asked)) ?? []).map((known) => [known, skeletonEdit(asked, known)]);
}

function singleEdits({ names, forms, neighbours }: NameIndex, asked: string): readonly NamedEdit[] {
  const form = asciiForm(asked);
  return [...neighbours.near(form)].flatMap((number): readonly NamedEdit[] => {
    const edit = singleEdit(form, forms[number] ?? '');
    return edit === undefined ? [] : [[names[number] ?? '', { ...edit, likeness: likenessOf(asked) }]];
  });
}

function otherNumberEdits({ ranks }: NameIndex, asked: string): readonly NamedEdit[] {
  return otherNumber(asciiForm(asked)).filter(([known]) => ranks.has(known));
}

function dressings({ ranks }: NameIndex, asked: string): readonly NamedEdit[] {
  return dressingsOf(asciiForm(asked))
    .filter(({ name }) => ranks.has(name))
    .map(({ name, how }) => [name, { kind: 'insertion', at: 0, how, likeness: 'dressed' }]);
}

/** What is no ASCII comes from no hand that types a name. */
function likenessOf(asked: string): 'slip' | 'look-alike' {
  return /^[\0-\x7f]*$/.test(asked) ? 'slip' : 'look-alike';
}

/**
 * The likelier slip first, then what is only dressed; of equal ones the more used name. A slip in the very word that says nothing
 * comes last: who writes `lodash-js` means lodash rather than lodash-es.
 *
 * @param dressed what is left where such a word behind the name is taken off
 */
function likelierFirst(dressed: readonly Candidate[]): (a: Candidate, b: Candidate) => number {
  const isInWord = ({ edit }: Candidate): boolean => dressed.some(({ known }) => edit.at >= known.length);
  const order = (one: Candidate): number => (isDressed(one) ? 1 : isInWord(one) ? 2 : 0);
  return (a, b) =>
    order(a) - order(b) || EDIT_KINDS.indexOf(a.edit.kind) - EDIT_KINDS.indexOf(b.edit.kind) || a.rank - b.rank;
}

function isDressed({ edit }: Candidate): boolean {
  return edit.likeness === 'dressed';
}

/** How two names differ that have the same skeleton. */
function skeletonEdit(asked: string, known: string): NameEdit {
  const punctuation = (how: Phrase): NameEdit => ({ kind: 'punctuation', at: 0, how, likeness: 'slip' });
  const form = asked.toLowerCase();
  const knownForm = known.toLowerCase();
  if (form === knownForm) return { ...punctuation(phrase('differs only in capital letters')), likeness: 'look-alike' };
  const edit = singleEdit(form, knownForm);
  if (withoutSeparators(form) === withoutSeparators(knownForm)) {
    return edit === undefined ? punctuation(phrase('differs only in separators')) : { ...edit, likeness: 'slip' };
  }
  if (bareLetters(form) === bareLetters(knownForm))
    return punctuation(phrase('differs only in how the scope is written'));
  const likeness = likenessOf(asked);
  return edit === undefined
    ? { kind: 'look-alike', at: 0, how: phrase('has characters that look alike'), likeness: 'look-alike' }
    : { ...edit, likeness };
}

/** Singulars and plurals that are two characters apart: `boxes`, `entries`. */
function otherNumber(form: string): readonly NamedEdit[] {
  const plural: NameEdit = { kind: 'plural', at: form.length, how: phrase('is its plural'), likeness: 'slip' };
  const singular: NameEdit = { ...plural, how: phrase('is its singular') };
  return [
    ...(form.endsWith('ies') ? [[`${form.slice(0, -3)}y`, plural] as const] : []),
    ...(form.endsWith('es') ? [[form.slice(0, -2), plural] as const] : []),
    ...(form.endsWith('y') ? [[`${form.slice(0, -1)}ies`, singular] as const] : []),
    [`${form}es`, singular],
  ];
}

/** Whether the part that differs is long enough for the likeness to mean something. */
function isTelling(asked: string, { known, edit }: Candidate): boolean {
  const slash = known.startsWith('@') ? known.indexOf('/') : -1;
  // A slip in the scope leaves the whole base name as it was.
  const part = edit.at <= slash ? known : known.slice(slash + 1);
  const keepsLetters = edit.kind === 'swap' || edit.kind === 'doubling' || edit.kind === 'punctuation';
  // Whoever writes a well-known scope right means something in it.
  const isInScope = slash > 0 && asked.startsWith(known.slice(0, slash + 1));
  return lettersOf(part) >= (keepsLetters || isInScope ? FEWEST_LETTERS : FEWEST_LETTERS_FOR_ANY_SLIP);
}
