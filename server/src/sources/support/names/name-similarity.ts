import type { SimilarName } from '../../../model/index.js';
import { DeletionIndex } from './name-deletions.js';
import { EDIT_KINDS, singleEdit, type Edit } from './name-edits.js';
import { asciiForm, bareLetters, lettersOf, MAX_NAME_LENGTH, skeletonOf, withoutSeparators } from './name-forms.js';

/** Where names stand among the much-used ones, and which of those another name resembles. */
export interface NameSimilarity {
  readonly size: number;
  /** 1 is first; undefined where the name is not in the list. */
  rankOf(name: string): number | undefined;
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
  readonly edit: Edit;
}

/** @param names first is rank 1; a name that stands twice counts where it stands first. */
export function createNameSimilarity(names: readonly string[]): NameSimilarity {
  const index = indexNames(names);
  const { ranks } = index;
  return {
    size: ranks.size,
    rankOf: (name) => ranks.get(name),
    similarTo(name) {
      if (ranks.has(name) || name.length > MAX_NAME_LENGTH || lettersOf(name) < FEWEST_LETTERS) return [];
      const edits = new Map([
        ...otherNumberEdits(index, name),
        ...singleEdits(index, name),
        ...skeletonEdits(index, name),
      ]);
      return [...edits]
        .map(([known, edit]): Candidate => ({ known, rank: ranks.get(known) ?? 0, edit }))
        .filter(isTelling)
        .sort(likelierFirst)
        .slice(0, MAX_SIMILAR)
        .map(({ known, rank, edit }) => ({ name: known, rank, how: edit.how }));
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

function indexNames(names: readonly string[]): NameIndex {
  const ranks = new Map<string, number>();
  const bySkeleton = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const skeleton = skeletonOf(name);
    ranks.set(name, ranks.size + 1);
    bySkeleton.set(skeleton, [...(bySkeleton.get(skeleton) ?? []), name]);
  }
  const known = [...ranks.keys()];
  const forms = known.map(asciiForm);
  return { ranks, bySkeleton, names: known, forms, neighbours: new DeletionIndex(forms) };
}

type NamedEdit = readonly [known: string, Edit];

function skeletonEdits({ bySkeleton }: NameIndex, asked: string): readonly NamedEdit[] {
  return (bySkeleton.get(skeletonOf(asked)) ?? []).map((known) => [known, skeletonEdit(asked, known)]);
}

function singleEdits({ names, forms, neighbours }: NameIndex, asked: string): readonly NamedEdit[] {
  const form = asciiForm(asked);
  return [...neighbours.near(form)].flatMap((number): readonly NamedEdit[] => {
    const edit = singleEdit(form, forms[number] ?? '');
    return edit === undefined ? [] : [[names[number] ?? '', edit]];
  });
}

function otherNumberEdits({ ranks }: NameIndex, asked: string): readonly NamedEdit[] {
  return otherNumber(asciiForm(asked)).filter(([known]) => ranks.has(known));
}

/** The likelier slip first; of equal ones the more used name. */
function likelierFirst(a: Candidate, b: Candidate): number {
  return EDIT_KINDS.indexOf(a.edit.kind) - EDIT_KINDS.indexOf(b.edit.kind) || a.rank - b.rank;
}

/** How two names differ that have the same skeleton. */
function skeletonEdit(asked: string, known: string): Edit {
  const punctuation = (how: string): Edit => ({ kind: 'punctuation', at: 0, how });
  if (asked.toLowerCase() === known.toLowerCase()) return punctuation('differs only in capital letters');
  const form = asked.toLowerCase();
  const knownForm = known.toLowerCase();
  if (withoutSeparators(form) === withoutSeparators(knownForm)) {
    return singleEdit(form, knownForm) ?? punctuation('differs only in separators');
  }
  if (bareLetters(form) === bareLetters(knownForm)) return punctuation('differs only in how the scope is written');
  return singleEdit(form, knownForm) ?? { kind: 'look-alike', at: 0, how: 'has characters that look alike' };
}

/** Singulars and plurals that are two characters apart: `boxes`, `entries`. */
function otherNumber(form: string): readonly NamedEdit[] {
  const plural: Edit = { kind: 'plural', at: form.length, how: 'is its plural' };
  const singular: Edit = { kind: 'plural', at: form.length, how: 'is its singular' };
  return [
    ...(form.endsWith('ies') ? [[`${form.slice(0, -3)}y`, plural] as const] : []),
    ...(form.endsWith('es') ? [[form.slice(0, -2), plural] as const] : []),
    ...(form.endsWith('y') ? [[`${form.slice(0, -1)}ies`, singular] as const] : []),
    [`${form}es`, singular],
  ];
}

/** Whether the part that differs is long enough for the likeness to mean something. */
function isTelling({ known, edit }: Candidate): boolean {
  const slash = known.startsWith('@') ? known.indexOf('/') : -1;
  // A slip in the scope leaves the whole base name as it was.
  const part = edit.at <= slash ? known : known.slice(slash + 1);
  const letters = lettersOf(part);
  const keepsLetters = edit.kind === 'swap' || edit.kind === 'doubling' || edit.kind === 'punctuation';
  return letters >= (keepsLetters ? FEWEST_LETTERS : FEWEST_LETTERS_FOR_ANY_SLIP);
}
