import type { Braces } from './braces.js';

/** A tag that opens an element, as it stands in a text. */
export interface Tag {
  /** In small letters. */
  readonly name: string;
  /** Offsets of what stands between the name and `>`. */
  readonly start: number;
  readonly end: number;
  /** Offset behind `>`. */
  readonly after: number;
}

const QUOTES = new Set(['"', "'"]);
const NAME = /[a-z][\w:-]{0,100}/iy;

/**
 * The next tag that opens an element, from an offset on; comments are passed over. Reads each character once.
 * @param braces of a component: what stands in them is no tag
 */
export function nextTag(text: string, from: number, braces?: Braces): Tag | undefined {
  const marks = braces === undefined ? MARKS.page : MARKS[braces.opening];
  marks.lastIndex = from;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const [opening] = mark;
    const at = mark.index;
    if (opening === '<') {
      NAME.lastIndex = at + 1;
      const name = NAME.exec(text)?.[0];
      if (name !== undefined) return tagAt(text, name, at + 1 + name.length, braces);
    } else if (opening === '<!--') {
      const end = text.indexOf('-->', at + opening.length);
      if (end === -1) return undefined;
      marks.lastIndex = end;
    } else marks.lastIndex = braces?.endOf(at) ?? marks.lastIndex;
  }
  return undefined;
}

const MARKS = { page: /<!--|</g, '{{': /<!--|<|\{\{/g, '{': /<!--|<|\{/g };

function tagAt(text: string, name: string, start: number, braces: Braces | undefined): Tag | undefined {
  const end = endOfTag(text, start, braces);
  return end === undefined ? undefined : { name: name.toLowerCase(), start, end, after: end + 1 };
}

/** The `>` that is in no value. A quote begins one behind `=` only; elsewhere it is part of a name. */
function endOfTag(text: string, start: number, braces: Braces | undefined): number | undefined {
  let isBehindEquals = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '>') return at;
    const end = endOfValue(text, at, isBehindEquals, braces);
    if (end === undefined) return undefined;
    if (!/\s/.test(character)) isBehindEquals = character === '=';
    at = end;
  }
  return undefined;
}

/** The last character of a value that begins at an offset, which is that one where none does; undefined where it never ends. */
function endOfValue(text: string, at: number, isBehindEquals: boolean, braces: Braces | undefined): number | undefined {
  const character = text.charAt(at);
  const isCode = character === '{' && braces?.areInTags === true;
  if (isCode) return (braces.endOf(at) ?? at + 1) - 1;
  if (!isBehindEquals || !QUOTES.has(character)) return at;
  return endOfQuotes(text, at, braces);
}

/** In Svelte there may be code between quotes, with quotes of its own. */
export function endOfQuotes(text: string, start: number, braces: Braces | undefined): number | undefined {
  const quote = text.charAt(start);
  for (let from = start + 1; ;) {
    const closing = text.indexOf(quote, from);
    if (closing === -1) return undefined;
    const code = braces?.areInTags === true ? text.slice(from, closing).indexOf('{') : -1;
    if (code === -1) return closing;
    from = braces?.endOf(from + code) ?? from + code + 1;
  }
}

export interface Attribute {
  /** In small letters. */
  readonly name: string;
  readonly value: string;
  /** Offset of the value, without its quotes, in the text. */
  readonly start: number;
}

/** Names are no longer than this; the bound keeps the search linear. */
const ATTRIBUTE = /([^\s"'=<>/]{1,100})\s{0,100}=\s{0,100}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

/** The attributes of a tag that have a value. */
export function attributesOf(text: string, { start, end }: Tag): readonly Attribute[] {
  return [...text.slice(start, end).matchAll(ATTRIBUTE)].map((match) => {
    const [whole, name = '', double, single, bare] = match;
    const value = double ?? single ?? bare ?? '';
    const quote = bare === undefined ? 1 : 0;
    return { name: name.toLowerCase(), value, start: start + match.index + whole.length - value.length - quote };
  });
}

const ENTITIES: Readonly<Record<string, string>> = Object.freeze({
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', lpar: '(', rpar: ')', colon: ':', semi: ';' },
  ...{ comma: ',', period: '.', sol: '/', equals: '=', plus: '+', Tab: '\t', NewLine: '\n', lsqb: '[', rsqb: ']' },
});

/** A value as the browser reads it. */
export function withoutEntities(value: string): string {
  return value.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,10}));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
