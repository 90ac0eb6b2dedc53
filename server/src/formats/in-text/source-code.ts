import type { InTextFormat } from '../format.js';
import { readImports } from './support/import-reader.js';
import { scriptBlocks } from './support/script-blocks.js';

const CODE = /\.(?:[cm]?[jt]s|[jt]sx)$/i;
const PAGE = /\.(?:vue|svelte)$/i;
/** `<T>x` is a type assertion there, and no tag. */
const WITHOUT_JSX = /\.[cm]?ts$/i;

/** JavaScript and TypeScript, and the scripts of Vue and Svelte files. */
export const sourceCode: InTextFormat = Object.freeze({
  id: 'source-code',
  matches: (file) => CODE.test(file) || PAGE.test(file),
  read: (text, file) => (PAGE.test(file) ? importsOfPage(text) : readImports(text, !WITHOUT_JSX.test(file))),
} satisfies InTextFormat);

function importsOfPage(text: string): ReturnType<typeof readImports> {
  return scriptBlocks(text).flatMap(({ span: { start, end }, hasJsx }) =>
    readImports(text.slice(start, end), hasJsx).map((found) => ({
      ...found,
      span: { start: start + found.span.start, end: start + found.span.end },
    })),
  );
}
