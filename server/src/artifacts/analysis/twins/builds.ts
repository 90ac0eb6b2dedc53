import { posix } from 'node:path';
import { resolveFile } from '../code/package/resolve.js';
import type { SourceFiles } from '../code/package/source-files.js';
import { capabilitiesIn, withoutComments, type Capability } from './capabilities.js';

/** One build of a package: what it is called, and all its files. */
export interface Build {
  /** For the reader: the file at which it begins. */
  readonly name: string;
  readonly files: readonly BuildFile[];
}

/** What is compared of one file. */
export interface BuildFile {
  readonly path: string;
  /** What it asks for, as it is written there. */
  readonly specifiers: readonly string[];
  /** Each with the offset of its first sign. */
  readonly capabilities: ReadonlyMap<Capability, number>;
  readonly words: () => ReadonlySet<string>;
}

const SPECIFIER = /(?:\brequire\s*\(\s*|\bimport\s*\(\s*|\bfrom\s*|\bimport\s*)['"]([^'"\n]{1,200})['"]/g;
/** Gone once it is compiled. */
const TYPE_IMPORT = /\b(?:import|export)\s+type\b[^;'"]{0,2000}['"][^'"\n]*['"]/g;
const WORD = /(["'`])([^"'`\\\n]{4,60})\1|\.\s*([A-Za-z_$][\w$]{3,30})\b/g;

export function buildFileOf(path: string, source: string): BuildFile {
  const text = withoutComments(source);
  return {
    path,
    specifiers: [...text.replace(TYPE_IMPORT, '').matchAll(SPECIFIER)].map(([, specifier = '']) => specifier),
    capabilities: capabilitiesIn(text),
    // What survives every compiler and minifier: texts, and names of members.
    words: () => new Set([...text.matchAll(WORD)].map(([, , quoted, member]) => quoted ?? member ?? '')),
  };
}

/** Larger ones are whole applications, which nobody builds twice. */
const MAX_FILES = 1000;

/** The builds of one package. Each file is read once, however many builds it is a part of. */
export class Builds {
  readonly #files: SourceFiles;
  readonly #read = new Map<string, BuildFile>();

  constructor(files: SourceFiles) {
    this.#files = files;
  }

  file(path: string): BuildFile {
    const known = this.#read.get(path) ?? buildFileOf(path, this.#files.text(path) ?? '');
    this.#read.set(path, known);
    return known;
  }

  /** Everything that an entry of the package asks for in turn, within the package. */
  from(entry: string): Build | undefined {
    const has = (path: string): boolean => this.#files.has(path);
    const first = resolveFile(has, entry);
    if (first === undefined) return undefined;
    const paths = new Set([first]);
    // A set that grows while it is gone through is gone through to its new end.
    for (const path of paths) {
      for (const specifier of isCode(path) ? this.file(path).specifiers : []) {
        const target = specifier.startsWith('.')
          ? resolveFile(has, posix.join(posix.dirname(path), specifier))
          : undefined;
        if (target !== undefined && paths.size < MAX_FILES) paths.add(target);
      }
    }
    return { name: first, files: [...paths].filter(isCode).map((path) => this.file(path)) };
  }
}

function isCode(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

/** Packages that a build leaves to be installed, by their names. */
export function externalsOf({ files }: Build): ReadonlySet<string> {
  const all = files.flatMap(({ specifiers }) => specifiers).filter((one) => /^[@a-z]/i.test(one));
  return new Set(
    all.map((one) =>
      one
        .split('/')
        .slice(0, one.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
  );
}

export function wordsOf({ files }: Build): ReadonlySet<string> {
  return new Set(files.flatMap(({ words }) => [...words()]));
}
