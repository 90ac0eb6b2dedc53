import { Braces } from './braces.js';
import { attributesOf, nextTag, withoutEntities, type Tag } from './tags.js';

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

/** What scripts are written in that are read. */
export type ScriptLanguage = 'js' | 'ts' | 'tsx';

/** Scripts of other types hold data. JSX is what `text/babel` is there for. */
const CODE_TYPE =
  /^(?:|module|text\/(?:babel|jsx)|(?:text|application)\/(?:(?:x-)?(?:java|ecma|live)script|typescript))(?:;.*)?$/i;
const LANGUAGES: Readonly<Record<string, ScriptLanguage>> = {
  ...{ '': 'js', js: 'js', javascript: 'js', jsx: 'js', babel: 'js', module: 'js' },
  ...{ ts: 'ts', typescript: 'ts', tsx: 'tsx' },
};
const HANDLER = /^(?:on[a-z]{2,40}|[@:]?on:[a-z]+)$/;
/** Attributes whose value a browser goes to. */
const ADDRESS = /^(?:href|xlink:href|src|action|formaction|data)$/;
const SCRIPT_ADDRESS = /^\s*javascript:/i;

/** Code that stands in a text, from one offset to another; entities are read already. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly code: string;
  /** It has a scope of its own. */
  readonly isHandler: boolean;
  /** Undefined where it is none that is read. */
  readonly language: ScriptLanguage | undefined;
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

/**
 * The code of a page's scripts and event handlers.
 * @param read gives a piece as JavaScript in as many lines; what is no code (a template) is left out
 */
export function codeInMarkup(
  path: string,
  text: string,
  read: (code: string, language: ScriptLanguage) => string | undefined,
): MarkupCode {
  let result = '';
  let at = 0;
  let unread: UnreadScript | undefined;
  for (const piece of piecesOf(text, bracesOf(path, text))) {
    const { start, end, isHandler } = piece;
    if (start < at || piece.code.trim() === '') continue;
    const code = read(piece.code, piece.language ?? 'js');
    if (code === undefined) unread ??= unreadScript(path, text, piece);
    else {
      const before = blank(text.slice(at, start));
      result += isHandler ? `${seam(before, '{')}${code}}` : seam(before, ';') + code;
      // The quote, or what else ends the value.
      at = isHandler ? end + 1 : end;
    }
  }
  return { code: result, unread };
}

/** Pages hold templates, and handlers of components are written in as many ways as there are compilers. */
function unreadScript(
  path: string,
  text: string,
  { start, code, isHandler, language }: Piece,
): UnreadScript | undefined {
  if (isHandler || language === undefined || !isComponent(path)) return undefined;
  return { code: blank(text.slice(0, start)) + code, language };
}

function bracesOf(path: string, text: string): Braces | undefined {
  return isComponent(path) ? new Braces(text, /\.svelte$/i.test(path)) : undefined;
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

function* piecesOf(text: string, braces: Braces | undefined): Generator<Piece> {
  for (let tag = nextTag(text, 0, braces); tag !== undefined;) {
    yield* handlersOf(text, tag);
    const script = tag.name === 'script' || tag.name.endsWith(':script') ? scriptIn(text, tag) : undefined;
    if (script !== undefined) yield script;
    tag = nextTag(text, Math.max(tag.after, script?.end ?? 0), braces);
  }
}

function* handlersOf(text: string, tag: Tag): Generator<Piece> {
  for (const { name, value, start } of attributesOf(text, tag)) {
    const end = start + value.length;
    if (HANDLER.test(name)) yield { start, end, code: withoutEntities(value), isHandler: true, language: 'js' };
    else if (ADDRESS.test(name)) {
      const address = withoutEntities(value);
      const scheme = SCRIPT_ADDRESS.exec(address)?.[0];
      if (scheme !== undefined)
        yield { start, end, code: address.slice(scheme.length), isHandler: true, language: 'js' };
    }
  }
}

const SCRIPT_END = /<\/(?:\w{1,20}:)?script\b/gi;
const CDATA = /<!\[CDATA\[|\]\]>/g;

/** What stands between a script's tags; undefined where that is data, or nothing. */
function scriptIn(text: string, tag: Tag): Piece | undefined {
  const attribute = (wanted: string): string =>
    attributesOf(text, tag).find(({ name }) => name === wanted)?.value ?? '';
  const type = attribute('type');
  const isEmpty = text.charAt(tag.end - 1) === '/';
  if (isEmpty || !CODE_TYPE.test(type.trim())) return undefined;
  SCRIPT_END.lastIndex = tag.after;
  const end = SCRIPT_END.exec(text)?.index ?? text.length;
  const inner = text.slice(tag.after, end);
  const code = inner.replace(CDATA, (mark) => ' '.repeat(mark.length));
  return { start: tag.after, end, code, isHandler: false, language: languageOf(attribute('lang'), type) };
}

function languageOf(lang: string, type: string): ScriptLanguage | undefined {
  const name = (lang === '' && /typescript/i.test(type) ? 'ts' : lang).toLowerCase();
  return Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name] : undefined;
}
