import type { AddressMention, Span } from '../../../model/index.js';
import { addressedPackages, MENTIONS_NETWORK } from './network-address.js';
import { scriptBlocks } from './script-blocks.js';

const COMMENT_OR_TAG = /<!--[^]*?(?:-->|$)|<(?:script|link)\b((?:[^>"']|"[^"]*"|'[^']*'){0,500})>/gi;
const LOADED = /(?:^|\s)(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
/** A string of code or of an import map, in one line. */
const QUOTED = /"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`/g;

/**
 * The packages that a page loads: by `src` of its scripts, by `href` of its links to styles and modules, and by addresses in its
 * scripts and import maps. What it merely leads to, or shows as text, is nothing that it loads.
 */
export function pageAddresses(text: string): readonly AddressMention[] {
  if (!MENTIONS_NETWORK.test(text)) return [];
  const tags = [...text.matchAll(COMMENT_OR_TAG)].flatMap(({ 0: whole, 1: attributes, index }) => {
    const start = index + whole.length - 1 - (attributes?.length ?? 0);
    return attributes === undefined ? [] : valuesIn(attributes, start, LOADED);
  });
  const strings = scriptBlocks(text).flatMap(({ span: { start, end } }) =>
    valuesIn(text.slice(start, end), start, QUOTED),
  );
  return [...tags, ...strings]
    .flatMap(({ start, end }) => addressedPackages(text.slice(start, end), start))
    .sort((a, b) => a.span.start - b.span.start);
}

/** Where the first group that took part in each match stands. */
function valuesIn(text: string, offset: number, pattern: RegExp): readonly Span[] {
  return [...text.matchAll(pattern)].map((match) => {
    const value = match[1] ?? match[2] ?? match[3] ?? '';
    const isQuoted = match[3] === undefined || pattern === QUOTED;
    const end = offset + match.index + match[0].length - (isQuoted ? 1 : 0);
    return { start: end - value.length, end };
  });
}
