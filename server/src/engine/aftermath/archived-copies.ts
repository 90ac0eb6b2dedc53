import path from 'node:path';
import type { InstalledCopy } from '../../model/index.js';
import type { Files } from '../../platform/files.js';

const CACHE = '.yarn/cache';
const UNPLUGGED = '.yarn/unplugged';

/**
 * What yarn 2 and later keep of a package in the project: `name-npm-1.0.0-….zip`, from which it is run without being unpacked, and
 * folders of those that have scripts. The cache that all projects of a user share is not looked into.
 */
export async function archivedCopies(
  root: string,
  { name, version }: { readonly name: string; readonly version: string | undefined },
  files: Files,
): Promise<readonly InstalledCopy[]> {
  const start = `${name.replace('/', '-')}-npm-${version ?? ''}${version === undefined ? '' : '-'}`;
  const copies: InstalledCopy[] = [];
  for (const folder of [CACHE, UNPLUGGED]) {
    const names = (await files.names?.(path.join(root, folder))) ?? [];
    for (const one of names.filter((each) => each.startsWith(start))) {
      const place = `${folder}/${one}`;
      const times = await files.times?.(path.join(root, place));
      copies.push({ place, since: times?.written });
    }
  }
  return copies;
}
