import { posix } from 'node:path';
import { recipesOf, type Recipe } from './makefile.js';
import type { Started } from '../files/started-code.js';

/** What `make` is told. Paths are as they are written. */
export type StartedMake = Extract<Started, { kind: 'make' }>;

/** What making something runs, put together as one text. */
export interface MakeCommands {
  readonly file: string;
  /** Folder in which it runs, without a slash at its end; empty for the package's own. */
  readonly folder: string;
  readonly text: string;
  readonly parts: readonly CommandPart[];
}

/** Where a part of a text that is put together of several stands. */
export interface CommandPart {
  /** In the text. */
  readonly start: number;
  /** In the file. */
  readonly offset: number;
}

const NAMES = ['GNUmakefile', 'makefile', 'Makefile'];

/** What `make` runs in a folder of the package; undefined where there is no makefile. */
export function makeCommands(
  { directory, file, targets }: StartedMake,
  from: string,
  read: (path: string) => string | undefined,
  isMeant = true,
): MakeCommands | undefined {
  const folder = joinedPath(from, directory);
  const names = file === undefined ? NAMES : [file];
  for (const path of names.map((name) => joinedPath(folder, name))) {
    const text = read(path);
    if (text !== undefined) return { file: path, folder, ...together(recipesOf(text, targets, isMeant)) };
  }
  return undefined;
}

function together(recipes: readonly Recipe[]): Pick<MakeCommands, 'text' | 'parts'> {
  const parts: CommandPart[] = [];
  let text = '';
  for (const recipe of recipes) {
    parts.push({ start: text.length, offset: recipe.offset });
    text += `${recipe.text}\n`;
  }
  return { text, parts };
}

/** Of a file of the package, as its files are called. */
function joinedPath(folder: string, path: string): string {
  const joined = posix.join('/', folder, path.replaceAll('\\', '/'));
  return joined.replace(/^\/|\/$/g, '');
}
