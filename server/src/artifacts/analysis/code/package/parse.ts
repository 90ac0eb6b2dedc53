import { parse as parseJavaScript, type ESTree } from 'meriyah';
import { transform } from 'sucrase';

export interface Parsed {
  readonly program: ESTree.Program;
  readonly isModule: boolean;
  /** What was parsed, where types had to be taken out before. */
  readonly text: string;
}

const TYPED = /\.[cm]?tsx?$/i;
const MODULE_SYNTAX =
  /(?:^|[\n;}])\s*(?:import\s*(?:[\w*{$"']|$)|export\s*(?:[{*]|default\b|const\b|let\b|var\b|class\b|function\b|async\b))|\bimport\.meta\b/;

/** Parses a source file: as what it looks like, else as the other kind. Throws the first error where nothing fits. */
export function parseSource(path: string, source: string): Parsed {
  const text = TYPED.test(path) ? withoutTypes(path, source) : source;
  const looksLikeModule = /\.m[jt]s$/i.test(path) || (!/\.c[jt]s$/i.test(path) && MODULE_SYNTAX.test(text));
  const kinds = looksLikeModule ? (['module', 'commonjs'] as const) : (['commonjs', 'module', 'script'] as const);
  let first: unknown;
  for (const jsx of /<\/?[\w>]/.test(text) ? [false, true] : [false]) {
    for (const sourceType of kinds) {
      try {
        return { program: parseAs(text, sourceType, jsx), isModule: sourceType === 'module', text };
      } catch (error) {
        first ??= error;
      }
    }
  }
  throw first;
}

function parseAs(text: string, sourceType: 'module' | 'commonjs' | 'script', jsx: boolean): ESTree.Program {
  return parseJavaScript(text, {
    sourceType,
    next: true,
    webcompat: true,
    jsx,
    ranges: { start: true, end: true },
    validateRegex: false,
  });
}

/** Lines stay where they are; what is taken out of a line moves the rest of it to the left. */
function withoutTypes(path: string, source: string): string {
  const isMarkup = /x$/i.test(path);
  return transform(source, {
    transforms: isMarkup ? ['typescript', 'jsx'] : ['typescript'],
    jsxRuntime: 'preserve',
    disableESTransforms: true,
    preserveDynamicImport: true,
    keepUnusedImports: false,
    filePath: path,
  }).code;
}

/** A text as JavaScript, line by line. Throws where it is no code. */
export function plainCode(text: string, language: 'js' | 'ts' | 'tsx'): string {
  const code = language === 'js' ? text : withoutTypes(`script.${language}`, text);
  parseSource('script.js', code);
  return code;
}

/** Whether a text is code that could be run: for constants that were decoded. */
export function parseCode(text: string): ESTree.Program | undefined {
  for (const sourceType of ['commonjs', 'module'] as const) {
    try {
      return parseAs(text, sourceType, false);
    } catch {
      // Not of this kind.
    }
  }
  return undefined;
}
