import { win32 } from 'node:path';

/**
 * Where npm writes an archive's entry, below the package's folder; undefined where it writes nothing.
 *
 * As npm's own extraction has it: the first part goes whatever it is called, `.` and doubled slashes mean nothing, roots
 * and drive letters are cut off, and a path with `..` is refused. So `x//package.json` becomes the package's manifest too.
 */
export function installedPath(entryPath: string): string | undefined {
  const path = withoutRoots(entryPath.split('/').slice(1).join('/'));
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}

/** As what a file is looked at: where npm writes it, and what npm refuses to write by what is left of its path. */
export function analysedPath(entryPath: string): string {
  const place = installedPath(entryPath);
  if (place !== undefined) return place;
  const parts = entryPath.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.join('/') || 'unnamed';
}

/** Where npm writes it on a system with `\` in paths and no capitals in names: entries that are two files here can be one there. */
export function loosePath(entryPath: string): string | undefined {
  return installedPath(entryPath.replaceAll('\\', '/'))?.toLowerCase();
}

/** `/`, `c:`, `c:/` and `//?/c:/`, one behind the other. */
function withoutRoots(path: string): string {
  let rest = path;
  for (;;) {
    const isPlainSlash = rest.startsWith('/') && !rest.startsWith('//?/');
    const root = isPlainSlash ? '/' : win32.parse(rest).root;
    if (root === '') return rest;
    rest = rest.slice(root.length);
  }
}
