import type { Primitive, Unknown, Value } from './types.js';

/** Stands around the name of a part of a text that is not known: private-use characters, which no path or URL has. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const PLACEHOLDER = /\uE000[^\uE001]*\uE001/g;

/** A part of a text by what it will be: `home`, `tmp`, `host name`. */
export function placeholder(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

export const SOMETHING = placeholder('?');

/** Note on a text that is not known: addresses that money is sent to were looked for in it, and others put in their place. */
export const OTHER_ADDRESSES = 'otherAddresses';

/** Where the package's own files are; its neighbours are beside it. */
export const PACKAGE_ROOT = `${placeholder('node_modules')}/${placeholder('package')}`;
export const HOME = placeholder('home');

/** Whether a text has parts that are not known. */
export function isSymbolic(value: Primitive): boolean {
  return typeof value === 'string' && value.includes(OPEN);
}

/** For readers: `‹home›/.ssh/id_rsa`. */
export function readable(text: string): string {
  return text.replaceAll(OPEN, '‹').replaceAll(CLOSE, '›');
}

/** The text with everything that is not known left out. */
export function knownParts(text: string): string {
  return text.replace(PLACEHOLDER, '');
}

/** A name that no code has, which stands in a text that is code for what is not known of it. */
export const HOLE = '\uA7FB';

/** Code in which whatever is not known has a name: `fetch(url, { body: ‹?› })`, `'id ‹?›'`. */
export function withHoles(text: string): string {
  return text.replace(PLACEHOLDER, HOLE);
}

/** What an unknown value looks like inside of a text. */
export function textOfUnknown(value: Unknown): string {
  return value.text ?? SOMETHING;
}

/** A text that may have parts that are not known. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (value.kind === 'known') return typeof value.value === 'string' ? value.value : undefined;
  return value.kind === 'unknown' ? value.text : undefined;
}

/** Every text a value may be. */
export function textsOf(value: Value): readonly string[] {
  if (typeof value === 'object' && value?.kind === 'union') return value.members.flatMap(textsOf);
  const text = textOf(value);
  return text === undefined ? [] : [text];
}
