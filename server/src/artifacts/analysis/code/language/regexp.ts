import { isUnknown, known, unknown } from '../values/lattice.js';
import { array, isObj, method, methods, object } from '../values/objects.js';
import { ownTaints } from '../values/taints.js';
import { isSymbolic, knownParts, textOf } from '../values/text.js';
import type { Machine, Native, Obj, Taints, Value } from '../values/types.js';
import { textFrom } from './coercion.js';

/**
 * Patterns come from the package and could be made to take for ever, as nothing interrupts a match. Only those are tried that
 * have no repetition inside a repetition, on texts whose length fits how many repetitions there are.
 */
const MAX_LENGTHS: readonly number[] = [2_000_000, 500_000, 20_000, 3_000, 1_000];
const NESTED_REPETITION =
  /[+*}]\)?[+*{]|\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)[+*{]|\((?:[^()\\]|\\.)*\|(?:[^()\\]|\\.)*\)[+*{]/;
const BACK_REFERENCE = /\\[1-9]|\\k</;
const UNBOUNDED = /(?:[+*]|\{\d+,\d*\})/g;

/** Whether trying a pattern on a text takes little time for certain. */
export function isCheap(pattern: RegExp, text: string): boolean {
  const { source } = pattern;
  if (source.length > 2_000) return false;
  if (NESTED_REPETITION.test(source) || BACK_REFERENCE.test(source)) return text.length <= 64 && source.length <= 64;
  const repetitions = source.match(UNBOUNDED)?.length ?? 0;
  return text.length <= (MAX_LENGTHS[repetitions] ?? 300);
}

export function regExp(source: string, flags: string): Obj {
  return object('RegExp', {
    inner: `/${source}/${flags}`,
    props: [
      ['source', source],
      ['flags', flags],
      ['global', flags.includes('g')],
      ['lastIndex', 0],
    ],
  });
}

/** The pattern a value stands for: a regular expression, or a text to be found as it is. */
export function patternOf(value: Value): RegExp | undefined {
  if (!isObj(value) || value.tag !== 'RegExp') return undefined;
  try {
    const { source, flags } = Object.fromEntries(value.props);
    return typeof source === 'string' && typeof flags === 'string' ? new RegExp(source, flags) : undefined;
  } catch {
    return undefined;
  }
}

/** The path of a file that some folder may have, as far as it is known: its end is what code asks for. */
function nameOfEntry(value: Value): { readonly text: string; readonly whole: boolean } | undefined {
  const text = textOf(value);
  if (text === undefined || !isSymbolic(text)) return undefined;
  const isOfName = ownTaints(value).some(({ kind, detail = '' }) => kind === 'entry-name' && text.endsWith(detail));
  return isOfName ? { text: knownParts(text), whole: true } : undefined;
}

/** Whoever looks for one of all cookies has a use for it. */
function foundIn(searched: Value, taints: Taints): Taints {
  if (!isUnknown(searched) || searched.api !== 'cookies()') return taints;
  return taints.filter(({ kind }) => kind !== 'page-storage' && kind !== 'others-request');
}

/** `machine\s+api\.acme\.dev\s`, `//registry\.acme\.dev/:_authToken=`: the host whose entry is looked for. */
const HOST_OF_ENTRY = /(?:machine(?:\\s[+*]?| \+?)|(?:\\?\/){2})((?:[\w-]+\\?\.)+[a-z]{2,})(?![\w.-])/gi;
/** What finds more than the one entry. */
const FINDS_MORE = /\||\[\^\]|\[(?:\\s\\S|\\S\\s|\\d\\D|\\D\\d|\\w\\W|\\W\\w)\]/;

/** Of a file with the credentials for many hosts, the entry of one: its path, `#`, and the host. */
export function entriesFoundBy(pattern: RegExp | undefined, taints: Taints): Taints {
  if (pattern === undefined || !taints.some(({ kind }) => kind === 'credential-file')) return taints;
  const [found, ...more] = [...pattern.source.matchAll(HOST_OF_ENTRY)];
  const host = found?.[1]?.replaceAll('\\', '');
  if (host === undefined || more.length > 0 || pattern.dotAll || FINDS_MORE.test(pattern.source)) return taints;
  return taints.map((one) =>
    one.kind === 'credential-file' && !one.detail?.includes('#')
      ? { ...one, detail: `${one.detail ?? ''}#${host.toLowerCase()}` }
      : one,
  );
}

/** Patterns for addresses that money is sent to, as clippers look for them. */
const ADDRESS_PATTERN = /0x\\?\[?(?:a-f|A-F|0-9).{0,12}\{40\}|\[13\]\[?.{0,30}\{25,|bc1|T\[.{0,24}\{33\}|\[LM3\]/;

/** What is looked for with it are addresses that money is sent to. */
export function findsAddresses(pattern: Value): boolean {
  const source = patternOf(pattern)?.source;
  return source !== undefined && ADDRESS_PATTERN.test(source);
}

/** Whether the code has looked for such addresses in what is not known. */
export const LOOKED_FOR_ADDRESSES = '@@lookedForAddresses';

function lostTest(machine: Machine, pattern: Value): Value {
  machine.unknowns += 1;
  if (findsAddresses(pattern)) machine.apiObject('clipboard').props?.set(LOOKED_FOR_ADDRESSES, true);
  return unknown();
}

export const REGEXP_METHODS: Readonly<Record<string, Native['run']>> = methods({
  test: (machine, self, args) => {
    const pattern = patternOf(self);
    const { text, whole } = nameOfEntry(args[0]) ?? textFrom(args[0]);
    return pattern !== undefined && whole && isCheap(pattern, text) ? pattern.test(text) : lostTest(machine, self);
  },
  exec: (machine, self, args) => {
    const pattern = patternOf(self);
    const { text, whole, taints } = textFrom(args[0]);
    if (pattern === undefined || !whole || !isObj(self) || !isCheap(pattern, text)) {
      machine.unknowns += 1;
      return unknown(entriesFoundBy(pattern, foundIn(args[0], taints)));
    }
    if (pattern.global) pattern.lastIndex = Number(self.props.get('lastIndex') ?? 0);
    const found = pattern.exec(text);
    if (pattern.global) self.props.set('lastIndex', pattern.lastIndex);
    if (found === null) return null;
    const list = array(
      found.map((part) => known(part, taints)),
      machine.depth,
    );
    list.props.set('index', found.index);
    return list;
  },
  toString: method((_machine, self) => (isObj(self) ? self.inner : undefined)),
});
