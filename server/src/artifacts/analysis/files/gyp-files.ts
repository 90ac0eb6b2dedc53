import { posix } from 'node:path';

/** `"includes": ["build/common.gypi"]`, `"dependencies": ["vendor/lib.gyp:lib"]`. */
const NAMED = /["']([^"'\s]+\.gypi?)(?::[^"']*)?["']/g;

/**
 * The build descriptions that `node-gyp` reads: those in the folder itself, and what they name, wherever that lies.
 *
 * @param folder without a slash at its end; empty for the package's own
 */
export function gypPaths(
  paths: readonly string[],
  textOf: (path: string) => string | undefined,
  folder = '',
): readonly string[] {
  const inFolder = paths.filter(
    (path) => /\.gypi?$/i.test(path) && posix.join(posix.dirname(path), '.') === (folder || '.'),
  );
  const read = new Set(inFolder);
  // What is found while the set is gone through is gone through as well.
  for (const path of read) {
    for (const [, named = ''] of (textOf(path) ?? '').matchAll(NAMED)) {
      const places = [posix.join(posix.dirname(path), named), posix.join(folder, named)];
      const found = places.find((place) => textOf(place) !== undefined);
      if (found !== undefined) read.add(found);
    }
  }
  return [...read];
}
