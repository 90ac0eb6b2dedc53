import semver from 'semver';
import { splitDescriptor } from './yarn-descriptor.js';
import { YARN_EXTENSIONS } from './yarn-extensions-data.js';
import type { YarnDeclared } from './yarn-members.js';
import type { YarnExtension } from './yarn-settings.js';

export type ExtensionsByName = ReadonlyMap<string, readonly YarnExtension[]>;

/** Yarn's own extensions and those of the project. */
export function extensionsByName(told: readonly YarnExtension[]): ExtensionsByName {
  const byName = new Map<string, YarnExtension[]>();
  const add = (extension: YarnExtension): void => {
    const known = byName.get(extension.of.name);
    if (known === undefined) byName.set(extension.of.name, [extension]);
    else known.push(extension);
  };
  for (const [of, added] of YARN_EXTENSIONS) {
    add({ of: splitDescriptor(of), dependencies: new Map(Object.entries(added)) });
  }
  told.forEach(add);
  return byName;
}

/** Dependencies that stand neither in a package's manifest nor in its lockfile block. */
export function addedByYarn(
  name: string,
  version: string | undefined,
  extensions: ExtensionsByName,
): readonly (readonly [string, YarnDeclared])[] {
  const found = extensions.get(name);
  if (found === undefined || version === undefined) return NOTHING;
  return found
    .filter(({ of }) => semver.satisfies(version, of.range, { includePrerelease: true }))
    .flatMap(({ dependencies }) => [...dependencies])
    .map(([dependency, range]) => [dependency, { range, kind: 'required' }]);
}

const NOTHING: readonly (readonly [string, YarnDeclared])[] = [];
