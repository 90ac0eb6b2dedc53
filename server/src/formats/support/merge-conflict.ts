import { phrase, type DependencyGraph, type FormatProblem, type Importer, type Span } from '../../model/index.js';

/** What git writes into a text where two branches differ, each at the start of a line. */
const MARKS = Object.freeze({ ours: '<<<<<<<', base: '|||||||', theirs: '=======', end: '>>>>>>>' });

const CONFLICT = phrase(
  'This lockfile holds both sides of a merge conflict: where they differ over an entry, the first counts.',
);

/**
 * Reads a lockfile in which a merge has left both sides as the two lockfiles that it holds, with all places where they
 * are in the text. Package managers take such a file too, and settle it with their next install.
 */
export function readBothSides(text: string, read: (text: string) => DependencyGraph): DependencyGraph {
  // Where nothing is found, `split` gives the text back in one piece. After an edit it is a rope of pieces, and each look
  // at one of its characters takes a detour: reading takes a quarter longer.
  const [whole = text, ...rest] = text.split(MARKS.ours, 2);
  const parts = rest.length > 0 ? conflictsIn(text) : undefined;
  if (parts === undefined) return read(rest.length > 0 ? text : whole);
  const ours = read(without(text, [...parts.marks, ...parts.theirs]));
  const theirs = read(without(text, [...parts.marks, ...parts.ours]));
  const [at] = parts.marks;
  return merged(ours, theirs, { message: CONFLICT, span: at });
}

interface Conflicts {
  /** The marks' own lines, and what both sides come from. */
  readonly marks: readonly Span[];
  readonly ours: readonly Span[];
  readonly theirs: readonly Span[];
}

type Place = 'both' | 'ours' | 'base' | 'theirs';

/** Which mark may stand where, and what follows it. */
const NEXT: Readonly<Record<Place, readonly (readonly [mark: string, then: Place])[]>> = Object.freeze({
  both: [[MARKS.ours, 'ours']],
  ours: [
    [MARKS.base, 'base'],
    [MARKS.theirs, 'theirs'],
  ],
  base: [[MARKS.theirs, 'theirs']],
  theirs: [[MARKS.end, 'both']],
});

/** Undefined where marks do not follow one another as git writes them: then they are a text like any other. */
function conflictsIn(text: string): Conflicts | undefined {
  const found = { marks: [] as Span[], ours: [] as Span[], theirs: [] as Span[] };
  let place: Place = 'both';
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const next: Place | undefined = NEXT[place].find(([mark]) => isMark(text, start, mark))?.[1];
    if (next !== undefined || place === 'base') found.marks.push({ start, end });
    else if (Object.values(MARKS).some((mark) => mark !== MARKS.theirs && isMark(text, start, mark))) return undefined;
    else if (place !== 'both') found[place].push({ start, end });
    place = next ?? place;
    start = end + 1;
  }
  return place === 'both' ? found : undefined;
}

function isMark(text: string, at: number, mark: string): boolean {
  return text.startsWith(mark, at) && !text.startsWith(mark.charAt(0), at + mark.length);
}

/** The same text with blanks in these lines, so that all others keep their places. */
function without(text: string, lines: readonly Span[]): string {
  const pieces: string[] = [];
  let last = 0;
  for (const { start, end } of [...lines].sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(last, start), ' '.repeat(end - start));
    last = end;
  }
  return pieces.join('') + text.slice(last);
}

function merged(ours: DependencyGraph, theirs: DependencyGraph, problem: FormatProblem): DependencyGraph {
  const entries = new Map(ours.entries);
  for (const [id, entry] of theirs.entries) if (!entries.has(id)) entries.set(id, entry);
  // Nothing was added on purpose where a merge has not been settled yet.
  for (const [id, entry] of entries)
    if (entry.unreachable === true) entries.set(id, { ...entry, unreachable: undefined });
  const importers = new Map(theirs.importers.map((importer) => [importer.id, importer]));
  for (const importer of ours.importers) importers.set(importer.id, together(importer, importers.get(importer.id)));
  return { ...ours, entries, importers: [...importers.values()], problems: [problem, ...ours.problems] };
}

function together(ours: Importer, theirs: Importer | undefined): Importer {
  return { ...ours, resolves: new Map([...(theirs?.resolves ?? []), ...ours.resolves]) };
}
