import {
  byText,
  integrityOf,
  manifestOf,
  pairs,
  tarballOf,
  type LockedPackage,
  type LockedProject,
  type Need,
} from './locked-project.js';

/** As npm writes it: places since version 2, nested packages before that; version 2 has both. */
export function packageLockText(project: LockedProject, lockfileVersion: 1 | 2 | 3): string {
  const { name, version } = project;
  const lockfile = {
    name,
    version,
    lockfileVersion,
    requires: true,
    ...(lockfileVersion === 1 ? {} : { packages: placesOf(project) }),
    ...(lockfileVersion === 3 ? {} : { dependencies: nestedOf(project) }),
  };
  return `${JSON.stringify(lockfile, null, 2)}\n`;
}

const rangeOf = (need: Need): string => need.range;

function placesOf(project: LockedProject): object {
  const places = project.packages.map((one) => [locationOf(one), placeOf(one)] as const);
  places.sort(([a], [b]) => byText(a, b));
  return { '': JSON.parse(manifestOf(project)) as object, ...Object.fromEntries(places) };
}

function locationOf({ name, within }: LockedPackage): string {
  return `${within === undefined ? '' : `node_modules/${within}/`}node_modules/${name}`;
}

function placeOf(one: LockedPackage): object {
  const { version, dev, license, needs, peer, engines, bin, funding } = one;
  return {
    version,
    resolved: tarballOf(one),
    integrity: integrityOf(one),
    ...(dev ? { dev } : {}),
    license,
    ...(needs.length === 0 ? {} : { dependencies: pairs(needs, rangeOf) }),
    ...(bin === undefined ? {} : { bin: { [bin]: 'bin/cli.js' } }),
    ...(engines === undefined ? {} : { engines: { node: engines } }),
    ...(funding === undefined ? {} : { funding: { type: 'opencollective', url: funding } }),
    ...(peer === undefined ? {} : { peerDependencies: pairs([peer], rangeOf) }),
  };
}

function nestedOf({ packages }: LockedProject): object {
  const inside = new Map<string, LockedPackage[]>();
  for (const one of packages) {
    if (one.within !== undefined) inside.set(one.within, [...(inside.get(one.within) ?? []), one]);
  }
  const entry = (one: LockedPackage, children: readonly LockedPackage[]): object => ({
    version: one.version,
    resolved: tarballOf(one),
    integrity: integrityOf(one),
    ...(one.dev ? { dev: true } : {}),
    ...(one.needs.length === 0 ? {} : { requires: pairs(one.needs, rangeOf) }),
    ...(children.length === 0
      ? {}
      : { dependencies: Object.fromEntries(children.map((child) => [child.name, entry(child, [])])) }),
  });
  const top = packages.filter(({ within }) => within === undefined);
  return Object.fromEntries(top.map((one) => [one.name, entry(one, inside.get(one.name) ?? [])]));
}
