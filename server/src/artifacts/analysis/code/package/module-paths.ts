import { posix } from 'node:path';
import { PACKAGE_ROOT } from '../values/text.js';
import { readManifest, type PackageManifest } from './manifest.js';
import { resolveFile } from './resolve.js';

interface Files {
  has(path: string): boolean;
  text(path: string): string | undefined;
}

/** Finds the file of a package that a specifier means; what is no file of it is a module of the platform or of another package. */
export class ModulePaths {
  readonly #files: Files;
  readonly #manifest: PackageManifest;

  constructor(files: Files, manifest: PackageManifest) {
    this.#files = files;
    this.#manifest = manifest;
  }

  /** @param from the file in which the specifier stands */
  resolve(specifier: string, from: string): string | undefined {
    if (specifier.startsWith('.')) return this.#find(posix.join(posix.dirname(from), specifier));
    const path = specifier.replace(/^file:\/\//, '');
    if (path.startsWith(PACKAGE_ROOT)) return this.#find(path.slice(PACKAGE_ROOT.length + 1));
    if (specifier.startsWith('#')) return this.#imported(specifier);
    return this.#bundled(specifier, from) ?? this.#own(specifier);
  }

  #find(path: string): string | undefined {
    return resolveFile((one) => this.#files.has(one), path);
  }

  #imported(specifier: string): string | undefined {
    const imports = this.#manifest.data.imports;
    const target =
      typeof imports === 'object' && imports !== null
        ? (imports as Readonly<Record<string, unknown>>)[specifier]
        : undefined;
    const path = firstPath(target);
    return path === undefined ? undefined : this.#find(path);
  }

  /** In a node_modules folder of the package itself. */
  #bundled(specifier: string, from: string): string | undefined {
    for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
      const base = posix.join(folder, 'node_modules', specifier);
      const manifest = readManifest(this.#files.text(`${base}/package.json`));
      const main = firstPath(manifest.data.main) ?? firstPath(manifest.data.exports);
      const file = this.#find(main === undefined ? base : posix.join(base, main));
      if (file !== undefined) return file;
      if (folder === '.' || folder === '/') return undefined;
    }
  }

  /** A package may import itself by its name. */
  #own(specifier: string): string | undefined {
    const { name, data } = this.#manifest;
    if (name === undefined || (specifier !== name && !specifier.startsWith(`${name}/`))) return undefined;
    const inside =
      specifier === name
        ? (firstPath(data.exports) ?? firstPath(data.main) ?? 'index.js')
        : specifier.slice(name.length + 1);
    return this.#find(inside);
  }
}

function firstPath(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return undefined;
  const record = target as Readonly<Record<string, unknown>>;
  for (const key of ['.', 'node', 'require', 'import', 'default']) {
    const found = firstPath(record[key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
