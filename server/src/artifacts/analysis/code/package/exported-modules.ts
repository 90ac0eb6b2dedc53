import { modulePath } from './crossings.js';
import { pathsIn, type PackageManifest } from './manifest.js';
import { resolveFile } from './resolve.js';

/** One module for CommonJS and one for the others: further builds are the same again. */
const MAX_BUILDS = 2;
/** Modules that a package does not name and that can be imported by their path. */
const MAX_UNNAMED = 12;
const MAX_NAMED = 24;

export interface NamedModule {
  /** Below the package's root, as code that imports it says: `''` for the package itself, `/lib/x`. */
  readonly path: string;
  readonly file: string;
}

/** What of the files that have been run others can import. */
export function exportedModules(
  { data }: PackageManifest,
  has: (path: string) => boolean,
  loaded: readonly string[],
): readonly NamedModule[] {
  const filesOf = (targets: readonly string[]): readonly string[] =>
    [...new Set(targets.flatMap((target) => resolveFile(has, target) ?? []))].slice(0, MAX_BUILDS);
  const isMap = typeof data.exports === 'object' && data.exports !== null;
  const map = isMap ? Object.entries(data.exports as Readonly<Record<string, unknown>>) : [];
  const subpaths = map.filter(([key]) => key.startsWith('.') && !key.includes('*')).slice(0, MAX_NAMED);
  if (subpaths.length > 0) {
    return subpaths.flatMap(([key, target]) =>
      filesOf(pathsIn(target)).map((file) => ({ path: modulePath(key.slice(1)), file })),
    );
  }
  const mains = filesOf(data.exports == null ? [...mainsOf(data), 'index.js'] : pathsIn(data.exports));
  const unnamed = data.exports == null ? loaded.filter((file) => !mains.includes(file)).slice(0, MAX_UNNAMED) : [];
  return [
    ...mains.map((file) => ({ path: '', file })),
    ...unnamed.map((file) => ({ path: modulePath(`/${file}`), file })),
  ];
}

function mainsOf(data: PackageManifest['data']): readonly string[] {
  return [data.main, data.module].flatMap((field) => pathsIn(field));
}
