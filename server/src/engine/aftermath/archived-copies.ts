import path from 'node:path';
import type { InstalledCopy } from '../../model/index.js';
import type { Files } from '../../platform/files.js';

const CACHE = '.yarn/cache';
const UNPLUGGED = '.yarn/unplugged';

/**
 * What yarn 2 and later keep of a package: `name-npm-1.0.0-….zip`, from which it is run without being unpacked, in the project or in
 * the cache that all projects of a user share; and folders of those that have scripts.
 */
export async function archivedCopies(
  root: string,
  { name, version }: { readonly name: string; readonly version: string | undefined },
  files: Files,
): Promise<readonly InstalledCopy[]> {
  const start = `${name.replace('/', '-')}-npm-${version ?? ''}${version === undefined ? '' : '-'}`;
  const places = new Set<string>();
  for (const folder of [CACHE, UNPLUGGED]) {
    const names = (await files.names?.(path.join(root, folder))) ?? [];
    for (const one of names.filter((each) => each.startsWith(start))) places.add(`${folder}/${one}`);
  }
  const kept = [...places];
  const shared = (await pluggedPlaces(root, start, files)).filter((place) => !places.has(place));
  const copies = await Promise.all([...kept, ...shared].map((place) => copyAt(root, place, files)));
  // What is listed is there; what a file of the project speaks of has to be.
  return copies.filter(({ place, since }) => places.has(place) || since !== undefined);
}

async function copyAt(root: string, place: string, files: Files): Promise<InstalledCopy> {
  return { place, since: (await files.times?.(path.join(root, place)))?.written };
}

/** The table by which yarn finds packages without `node_modules`, in either of the two files that it can be in. */
const TABLES = ['.pnp.cjs', '.pnp.data.json'];
const LOCATION = /"packageLocation":\s*"([^"\\]+\.zip)\//g;

async function pluggedPlaces(root: string, start: string, files: Files): Promise<readonly string[]> {
  const places = new Set<string>();
  for (const table of TABLES) {
    const text = await files.read(path.join(root, table));
    if (text.status !== 'ok') continue;
    for (const [, place = ''] of text.value.matchAll(LOCATION)) {
      if (path.posix.basename(place).startsWith(start)) places.add(path.posix.normalize(place));
    }
  }
  return [...places];
}
