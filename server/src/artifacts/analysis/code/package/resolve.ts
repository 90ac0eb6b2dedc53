import { posix } from 'node:path';

const ENDINGS = ['', '.js', '.cjs', '.mjs', '.json', '.ts', '.mts', '.cts', '.tsx', '.jsx', '.node'];
const INDEXES = ENDINGS.slice(1).map((ending) => `/index${ending}`);
/** TypeScript names the file that will be there: `./a.js` for `./a.ts`. */
const COMPILED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.js$/, ['.ts', '.tsx']],
  [/\.mjs$/, ['.mts']],
  [/\.cjs$/, ['.cts']],
];

/** Which file of the package a path without its ending means. */
export function resolveFile(has: (path: string) => boolean, path: string): string | undefined {
  const plain = posix.normalize(path).replace(/^\.\//, '').replace(/\/$/, '');
  if (plain.startsWith('..')) return undefined;
  return candidatesFor(plain === '.' ? '' : plain).find(has);
}

function candidatesFor(base: string): readonly string[] {
  if (base === '') return INDEXES.map((index) => index.slice(1));
  const compiled = COMPILED.flatMap(([pattern, endings]) =>
    pattern.test(base) ? endings.map((ending) => base.replace(pattern, ending)) : [],
  );
  return [...ENDINGS, ...INDEXES].map((ending) => base + ending).concat(compiled);
}
