import { posix } from 'node:path';

const LAST_NAMES = /(?:(?:^|\/)(@[^/]+\/[^/]+)|([^/]*))$/;

/** What npm calls a folder whose manifest has no name. */
export function folderName(location: string): string {
  const [, scoped, plain] = LAST_NAMES.exec(location) ?? [];
  return scoped ?? plain ?? location;
}

/** A folder as written in a lockfile, in the form of the lockfile's keys: relative, with `/`, `''` for its own folder. */
export function folderLocation(written: string): string {
  const normal = posix.normalize(written.replaceAll('\\', '/')).replace(/(?<=.)\/$/, '');
  return normal === '.' ? '' : normal;
}
