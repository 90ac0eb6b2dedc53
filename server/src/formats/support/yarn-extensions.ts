import semver from 'semver';
import type { YarnDeclared } from './yarn-members.js';
import type { YarnExtension } from './yarn-settings.js';

/** What yarn adds without being told to, as far as met in lockfiles of real projects: types that a package forgot. */
const OWN: readonly YarnExtension[] = [
  {
    of: { name: 'got', range: '<11' },
    dependencies: new Map([
      ['@types/keyv', '^3.1.1'],
      ['@types/responselike', '^1.0.0'],
    ]),
  },
];

export type ExtensionsByName = ReadonlyMap<string, readonly YarnExtension[]>;

/** Yarn's own extensions and those of the project. */
export function extensionsByName(told: readonly YarnExtension[]): ExtensionsByName {
  const byName = new Map<string, readonly YarnExtension[]>();
  for (const one of [...OWN, ...told]) byName.set(one.of.name, [...(byName.get(one.of.name) ?? []), one]);
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
