import type { AddressMention } from '../../../model/index.js';
import { packageArgument } from './package-argument.js';

/**
 * Networks that deliver files of whatever is in npm's registry, and what stands before the name there. cdnjs is none: it has
 * names and versions of its own. Of the networks' own pages (`browse/`) and of what comes from elsewhere (`gh/`) nothing is read.
 */
const NETWORKS: readonly (readonly [host: string, before: string])[] = [
  ['unpkg\\.com', '(?!browse/)'],
  ['(?:cdn|fastly|gcore)\\.jsdelivr\\.net', 'npm/'],
  ['esm\\.run', ''],
  ['esm\\.sh', '(?:v\\d+/|stable/)?\\*?(?!(?:gh|jsr|pr|pkg\\.pr\\.new)/)'],
  // A pinned address has a hash behind the version, which is none of the version.
  ['cdn\\.skypack\\.dev', '(?!(?:pin|new|-)/)'],
  ['(?:ga\\.jspm\\.io|jspm\\.dev)', 'npm:'],
];
/** As registries take it, and the version, range or tag. Percent signs and templates end it. */
const PACKAGE = '(?:@[\\w.~-]{1,214}/)?[\\w.~-]{1,214}(?:@[\\w.^~*+-]{1,100})?';

const start = `^\\s*(?:https?:)?//`;
const ADDRESSES = NETWORKS.map(([host, before]) => new RegExp(`${start}${host}/${before}(${PACKAGE})`, 'i'));
const COMBINED = new RegExp(`${start}cdn\\.jsdelivr\\.net/combine/`, 'i');
const PART = new RegExp(`(?<=[/,]npm/)${PACKAGE}`, 'gi');

/** What a text has to hold so that it is worth reading. */
export const MENTIONS_NETWORK = /unpkg\.com|jsdelivr\.net|esm\.(?:run|sh)|skypack\.dev|jspm\.(?:io|dev)/i;

/** The packages that an address names: one, or several that jsDelivr puts together. @param offset of the address in the whole text */
export function addressedPackages(address: string, offset: number): readonly AddressMention[] {
  const parts = COMBINED.test(address) ? [...address.matchAll(PART)] : [];
  const found = parts.map(({ 0: named, index }) => mentionOf(named, offset + index));
  for (const pattern of ADDRESSES) {
    const match = pattern.exec(address);
    const named = match?.[1] ?? '';
    if (match !== null) found.push(mentionOf(named, offset + match[0].length - named.length));
  }
  return found.filter((mention) => mention !== undefined);
}

function mentionOf(text: string, at: number): AddressMention | undefined {
  const named = packageArgument({ text, places: Array.from(text, (_, index) => at + index) });
  return named && { ...named, kind: 'address' };
}
