import type { Specifier } from '../../model/index.js';

/** Aliases and addresses hold one of these; versions, ranges and tags hold none. */
const COLON = 0x3a;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/** Asks for a version, range or tag of the name it stands under, as a lockfile repeats what a package declares. */
export function isPlainRange(range: string): boolean {
  for (let at = 0; at < range.length; at += 1) {
    const code = range.charCodeAt(at);
    if (code === COLON || code === SLASH || code === BACKSLASH) return false;
  }
  return true;
}

/** The same for a line of a manifest. */
export function isPlainSpecifier(name: string, specifier: Specifier): boolean {
  switch (specifier.kind) {
    case 'version':
    case 'range':
    case 'tag':
      return specifier.name === name;
    default:
      return false;
  }
}
