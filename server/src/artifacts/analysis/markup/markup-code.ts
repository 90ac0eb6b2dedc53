import { Braces } from './braces.js';
import { tagsWithCode, type Part, type Piece, type ScriptLanguage, type ScriptReader } from './pieces.js';
import { codeOfTemplate } from './template-parts.js';

/** Pages and pictures that a browser runs code of, and components that are compiled to such. */
const MARKUP = /\.(?:x?html?|xht|svg|vue|svelte)$/i;
const COMPONENT = /\.(?:vue|svelte)$/i;

export function isMarkup(path: string): boolean {
  return MARKUP.test(path);
}

/** Whoever imports it runs its script. */
export function isComponent(path: string): boolean {
  return COMPONENT.test(path);
}

/** A script that should be code, and is none, at the place where it stands. */
export interface UnreadScript {
  readonly code: string;
  readonly language: ScriptLanguage;
}

export interface MarkupCode {
  /** Each piece at the place where it stands in the page: all else is blank. */
  readonly code: string;
  readonly unread: UnreadScript | undefined;
}

/** The code of a page's scripts and event handlers, and what the template of a component does with its script. */
export function codeInMarkup(path: string, text: string, reader: ScriptReader): MarkupCode {
  const braces = isComponent(path) ? new Braces(text, /\.svelte$/i.test(path)) : undefined;
  const tags = [...tagsWithCode(text, braces)];
  const scripts = tags.flatMap(({ script }) => script ?? []);
  const handlers = partsOf(
    tags.flatMap((one) => one.handlers),
    reader,
  );
  const ofScripts = partsOf(scripts, reader);
  if (braces === undefined) return { code: together(text, [...handlers, ...ofScripts]), unread: undefined };
  const isVue = /\.vue$/i.test(path);
  const component = { text, braces, tags, scripts: ofScripts, reader, language: languageOf(scripts), isVue };
  const { parts, end } = codeOfTemplate(component);
  return { code: together(text, [...parts, ...handlers]) + end, unread: unreadOf(text, scripts, reader) };
}

function partsOf(pieces: readonly Piece[], reader: ScriptReader): readonly Part[] {
  return pieces.flatMap((piece) => {
    const { start, end, isHandler, language = 'js' } = piece;
    const code = piece.code.trim() === '' ? undefined : reader.read(piece.code, language);
    if (code === undefined) return [];
    // The quote, or what else ends the value.
    return isHandler ? { start, end: end + 1, opening: '{', code: `${code}}` } : { start, end, opening: ';', code };
  });
}

function together(text: string, parts: readonly Part[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, opening, code } of [...parts].sort((one, other) => one.start - other.start)) {
    if (start < at) continue;
    result += seam(blank(text.slice(at, start)), opening) + code;
    at = end;
  }
  return result;
}

function languageOf(scripts: readonly Piece[]): ScriptLanguage {
  return scripts.find(({ language }) => language !== 'js')?.language ?? 'js';
}

/** Pages hold templates; what a component has as its script is to be code. */
function unreadOf(text: string, scripts: readonly Piece[], reader: ScriptReader): UnreadScript | undefined {
  for (const { start, code, language } of scripts)
    if (language !== undefined && code.trim() !== '' && reader.read(code, language) === undefined)
      return { code: blank(text.slice(0, start)) + code, language };
  return undefined;
}

/** A line separator, so that a comment at the end of one script does not take the next one with it. */
const SEPARATOR = '\u2028';

/** Ends what came before, and begins the next piece. Between two pieces there are at least two characters. */
function seam(blanks: string, opening: ';' | '{'): string {
  if (blanks.length < 2) return blanks;
  const start = blanks.startsWith(' ') ? SEPARATOR + blanks.slice(1) : blanks;
  return start.endsWith(' ') ? start.slice(0, -1) + opening : start + opening;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
