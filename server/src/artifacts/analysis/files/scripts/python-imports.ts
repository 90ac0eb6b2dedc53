import { posix } from 'node:path';

/** A file of a script that imports others: where its text begins among theirs. */
export interface ScriptPart {
  readonly path: string;
  readonly text: string;
  readonly start: number;
}

/** A program that has more than this is none that an install script needs. */
const MAX_PARTS = 20;
const MAX_LENGTH = 400_000;

const FROM = /^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+\(?([\w \t,*]+)/gm;
const IMPORT = /^[ \t]*import[ \t]+([\w. \t,]+)/gm;

/**
 * A Python script with the modules of the package that it imports, those first that are imported: what one function hands to
 * another is followed by names, wherever they stand.
 * @param read gives the text of a file of the package; undefined where there is none
 */
export function pythonParts(
  path: string,
  text: string,
  read: (path: string) => string | undefined,
): readonly ScriptPart[] {
  const texts = new Map<string, string>();
  let left = MAX_LENGTH - text.length;
  const visit = (from: string, code: string): void => {
    for (const module of modulesIn(from, code, posix.dirname(path))) {
      if (texts.size >= MAX_PARTS || module === path || texts.has(module)) continue;
      const found = read(module);
      if (found === undefined || found.length > left) continue;
      left -= found.length;
      // Noted before what it imports in turn, as they may import one another.
      texts.set(module, found);
      visit(module, found);
    }
  };
  visit(path, text);
  let start = 0;
  return [...[...texts].reverse(), [path, text] as const].map(([part, code]) => {
    const placed = { path: part, text: code, start };
    start += code.length + 1;
    return placed;
  });
}

/** Where modules may lie that a file imports: beside it, or beside the script that is run. */
function modulesIn(path: string, text: string, root: string): readonly string[] {
  const named = [...text.matchAll(IMPORT)].flatMap(([, modules = '']) =>
    namesIn(modules).map((name) => [root, name] as const),
  );
  return [...fromImports(path, text, root), ...named].flatMap(([folder, name]) => {
    const module = posix.join(folder, name.replaceAll('.', '/'));
    return name === '' ? [] : [`${module}.py`, posix.join(module, '__init__.py')];
  });
}

/** `from .wire import ship`, `from support import bundle`: the module, and what may be one inside of it. */
function fromImports(path: string, text: string, root: string): readonly (readonly [folder: string, name: string])[] {
  return [...text.matchAll(FROM)].flatMap(([, dots = '', module = '', members = '']) => {
    const up = Array.from(dots.slice(1), () => '..');
    const folder = dots === '' ? root : posix.join(posix.dirname(path), ...up);
    const inside = posix.join(folder, module.replaceAll('.', '/'));
    return [[folder, module] as const, ...namesIn(members).map((name) => [inside, name] as const)];
  });
}

/** `a, b as c` */
function namesIn(list: string): readonly string[] {
  return list.split(',').map((one) => one.trim().split(/\s/)[0] ?? '');
}

/** The file in which a place among all texts stands, and where. */
export function partAt(
  parts: readonly ScriptPart[],
  offset: number,
): { readonly part: ScriptPart; readonly offset: number } | undefined {
  const part = parts.findLast(({ start }) => start <= offset);
  return part === undefined ? undefined : { part, offset: Math.min(offset - part.start, part.text.length) };
}
