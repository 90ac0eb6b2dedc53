import type { Specifier } from '../../model/index.js';

/** Aliases and addresses hold one of these; versions, ranges and tags hold none. */
const SPECIAL = /[:/\\]/;

/** Asks for a version, range or tag of the name it stands under, as a lockfile repeats what a package declares. */
export function isPlainRange(range: string): boolean {
  return !SPECIAL.test(range);
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
