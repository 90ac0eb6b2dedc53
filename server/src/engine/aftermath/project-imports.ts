import path from 'node:path';
import type { Files } from '../../platform/files.js';

/** Where a package's name is imported. */
export interface ImportSearch {
  /** `src/index.js:3`, relative to the folder, the first ones. */
  readonly places: readonly string[];
  /** Source files that were read. */
  readonly files: number;
  /** There were more than are read. */
  readonly partial: boolean;
}

/** Larger projects are not read to their end: the search is made when something is badly wrong, and has to come back. */
const MAX_FILES = 4_000;
const MAX_FOLDERS = 2_000;
/** Longer files are generated. */
const MAX_CHARACTERS = 2_000_000;
const MAX_PLACES = 3;

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx)$/;
/** What is installed or made from the sources says nothing about what the sources import. */
const NOT_SOURCES: ReadonlySet<string> = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'vendor']);

/** Looks for imports of a name in a project's source files, as text. */
export async function searchImports(
  name: string,
  folder: string,
  files: Files,
  signal: AbortSignal,
): Promise<ImportSearch> {
  const pattern = importOf(name);
  const places: string[] = [];
  let read = 0;
  let partial = false;
  for await (const file of sourceFiles(folder, files)) {
    signal.throwIfAborted();
    if (places.length >= MAX_PLACES || read >= MAX_FILES) {
      partial = places.length < MAX_PLACES;
      break;
    }
    read += 1;
    const text = await files.read(path.join(folder, file));
    if (text.status !== 'ok' || text.value.length > MAX_CHARACTERS || !text.value.includes(name)) continue;
    const found = pattern.exec(text.value);
    if (found !== null) places.push(`${file}:${lineAt(text.value, found.index)}`);
  }
  return { places, files: read, partial };
}

/** `from 'name'`, `import 'name/part'`, `require("name")`, `import(…)`. */
function importOf(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(
    `(?:\\bfrom|\\bimport|\\brequire(?:\\.resolve)?\\s*\\(|\\bimport\\s*\\()\\s*['"\`]${escaped}(?:/[^'"\`\\n]*)?['"\`]`,
  );
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

async function* sourceFiles(folder: string, files: Files): AsyncGenerator<string> {
  const queue = [''];
  let folders = 0;
  // Grows while it runs.
  for (const at of queue) {
    folders += 1;
    if (folders > MAX_FOLDERS) return;
    const { below, sources } = await listed(path.join(folder, at), files);
    const inside = (name: string): string => (at === '' ? name : `${at}/${name}`);
    queue.push(...below.map(inside));
    yield* sources.map(inside);
  }
}

/** Folders to look into, and source files. */
async function listed(
  folder: string,
  files: Files,
): Promise<{ readonly below: readonly string[]; readonly sources: readonly string[] }> {
  const folders = new Set((await files.folders?.(folder)) ?? []);
  const names = (await files.names?.(folder)) ?? [];
  return {
    below: [...folders].filter((name) => !NOT_SOURCES.has(name) && !name.startsWith('.')),
    sources: names.filter((name) => !folders.has(name) && SOURCE.test(name)),
  };
}
