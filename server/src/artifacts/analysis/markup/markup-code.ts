import { attributesOf, nextTag, withoutEntities, type Tag } from './tags.js';

/** Pages and pictures that a browser runs code of, and components that are compiled to such. */
const MARKUP = /\.(?:x?html?|xht|svg|vue|svelte)$/i;

export function isMarkup(path: string): boolean {
  return MARKUP.test(path);
}

/** Scripts of other types hold data. JSX is what `text/babel` is there for. */
const CODE_TYPE = /^(?:|module|text\/(?:babel|jsx)|(?:text|application)\/(?:x-)?(?:java|ecma|live)script)(?:;.*)?$/i;
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
  /** It is TypeScript: `<script lang="ts">`. */
  readonly isTyped: boolean;
}

/**
 * The code of a page's scripts and event handlers, each at the place where it stands in the page: all else is blank.
 * @param read gives a piece as JavaScript in as many lines; what is no code (a template) is left out
 */
export function codeInMarkup(text: string, read: (code: string, isTyped: boolean) => string | undefined): string {
  let result = '';
  let at = 0;
  for (const piece of piecesOf(text)) {
    const code = piece.start < at || piece.code.trim() === '' ? undefined : read(piece.code, piece.isTyped);
    if (code === undefined) continue;
    result += seam(blank(text.slice(at, piece.start)), piece.isHandler ? '{' : ';');
    result += code;
    at = piece.end;
    if (piece.isHandler) {
      result += '}';
      // The quote, or what else ends the value.
      at += 1;
    }
  }
  return result;
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

function* piecesOf(text: string): Generator<Piece> {
  for (let tag = nextTag(text, 0); tag !== undefined;) {
    yield* handlersOf(text, tag);
    const script = tag.name === 'script' || tag.name.endsWith(':script') ? scriptIn(text, tag) : undefined;
    if (script !== undefined) yield script;
    tag = nextTag(text, Math.max(tag.after, script?.end ?? 0));
  }
}

function* handlersOf(text: string, tag: Tag): Generator<Piece> {
  for (const { name, value, start } of attributesOf(text, tag)) {
    const end = start + value.length;
    if (HANDLER.test(name)) yield { start, end, code: withoutEntities(value), isHandler: true, isTyped: false };
    else if (ADDRESS.test(name)) {
      const address = withoutEntities(value);
      const scheme = SCRIPT_ADDRESS.exec(address)?.[0];
      if (scheme !== undefined)
        yield { start, end, code: address.slice(scheme.length), isHandler: true, isTyped: false };
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
  return { start: tag.after, end, code, isHandler: false, isTyped: /^tsx?$/i.test(attribute('lang')) };
}
