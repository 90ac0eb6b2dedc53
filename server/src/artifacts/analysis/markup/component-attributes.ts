import type { Braces } from './braces.js';
import { endOfQuotes, type Tag } from './tags.js';

/** An attribute or a directive as it stands in a component. */
export interface ComponentAttribute {
  readonly name: string;
  /** Undefined where there is none. */
  readonly value: string | undefined;
  /** Offset of the value, or of the name where there is none. */
  readonly start: number;
  /** In Svelte: the value stood in braces. */
  readonly isBraced: boolean;
}

const NAME = /[^\s=>/{"']+/y;
const BARE = /[^\s>]+/y;
const BETWEEN = /[\s/]*/y;
const EQUALS = /\s*=\s*/y;

/** The attributes of a tag, those without a value as well. */
export function componentAttributes(text: string, { start, end }: Tag, braces: Braces): readonly ComponentAttribute[] {
  const found: ComponentAttribute[] = [];
  for (let at = skip(BETWEEN, text, start); at < end; at = skip(BETWEEN, text, at)) {
    const name = matchAt(NAME, text, at);
    const behind = at + name.length;
    const from = skip(EQUALS, text, behind);
    if (name === '') at = endOfSpread(text, at, braces);
    else if (from === behind) {
      found.push({ name, value: undefined, start: at, isBraced: false });
      at = behind;
    } else {
      const value = valueAt(text, from, braces);
      found.push({ name, value: text.slice(value.start, value.end), start: value.start, isBraced: value.isBraced });
      at = value.after;
    }
  }
  return found;
}

/** `{...props}`, `{value}`, or what is no name. */
function endOfSpread(text: string, at: number, braces: Braces): number {
  return (text.charAt(at) === '{' ? braces.endOf(at) : undefined) ?? at + 1;
}

interface ValueAt {
  readonly start: number;
  readonly end: number;
  /** Behind quotes and braces. */
  readonly after: number;
  readonly isBraced: boolean;
}

function valueAt(text: string, at: number, braces: Braces): ValueAt {
  if (!/["']/.test(text.charAt(at))) {
    const after = endOfCode(text, at, braces);
    const end = after ?? skip(BARE, text, at);
    return inBraces({ start: at, end, after: end, isBraced: after !== undefined });
  }
  const closing = endOfQuotes(text, at, braces) ?? text.length;
  // `"{code}"` is `{code}`.
  const isBraced = endOfCode(text, at + 1, braces) === closing;
  return inBraces({ start: at + 1, end: closing, after: closing + 1, isBraced });
}

function endOfCode(text: string, at: number, braces: Braces): number | undefined {
  return braces.areInTags && text.charAt(at) === '{' ? braces.endOf(at) : undefined;
}

function inBraces(value: ValueAt): ValueAt {
  return value.isBraced ? { ...value, start: value.start + 1, end: value.end - 1 } : value;
}

function skip(pattern: RegExp, text: string, at: number): number {
  return at + matchAt(pattern, text, at).length;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
