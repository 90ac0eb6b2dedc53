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

/** The next tag that opens an element, from an offset on; comments are passed over. Reads each character once. */
export function nextTag(text: string, from: number): Tag | undefined {
  for (let at = text.indexOf('<', from); at !== -1; at = text.indexOf('<', at + 1)) {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4);
      if (end === -1) return undefined;
      at = end;
      continue;
    }
    NAME.lastIndex = at + 1;
    const name = NAME.exec(text)?.[0];
    if (name === undefined) continue;
    const start = at + 1 + name.length;
    const end = endOfTag(text, start);
    return end === undefined ? undefined : { name: name.toLowerCase(), start, end, after: end + 1 };
  }
  return undefined;
}

/** The `>` that is in no quotes. */
function endOfTag(text: string, start: number): number | undefined {
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '>') return at;
    if (QUOTES.has(character)) {
      const closing = text.indexOf(character, at + 1);
      if (closing === -1) return undefined;
      at = closing;
    }
    at += 1;
  }
  return undefined;
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
