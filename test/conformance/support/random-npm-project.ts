import type { SeededRandom } from '../../bench/random.js';

/** One package as a lockfile of version 2 or 3 describes it, under its place in the tree. */
export interface NpmPlace {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Wanted;
  readonly devDependencies?: Wanted;
  readonly optionalDependencies?: Wanted;
  readonly peerDependencies?: Wanted;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional: boolean }>>;
}

export type Wanted = Readonly<Record<string, string>>;

/** Place → package; `''` is the project itself. */
export type NpmPlaces = Readonly<Record<string, NpmPlace>>;

const NAMES = ['a', 'b', 'c', 'd', '@s/e', 'f'];
const VERSIONS = ['1.0.0', '1.1.0', '2.0.0'];
const RANGES = ['^1.0.0', '1.x', '*', '^2.0.0', '1.1.0'];
const MEMBERS = ['first', 'second'];
const ALIAS_SHARE = 0.1;
const BUNDLED_SHARE = 0.08;
/** How likely a name has a package of its own, by how deep below the project that would lie. */
const PLACED_SHARES = [0.7, 0.2, 0.1];

/**
 * A tree that nobody has installed: what is asked for may be missing, may lie there in a version that does not fit, and
 * what lies there may be asked for by nobody. npm reads all of it.
 */
export function randomNpmProject(random: SeededRandom, members: 'with members' | 'alone'): NpmPlaces {
  const places: Record<string, NpmPlace> = { '': root(random) };
  if (members === 'with members') addMembers(places, random);
  for (const folder of Object.keys(places)) {
    if (!folder.startsWith('node_modules/'))
      place(places, folder === '' ? '' : `${folder}/`, folder === '' ? 0 : 1, random);
  }
  return places;
}

function root(random: SeededRandom): NpmPlace {
  return {
    name: 'project',
    version: '1.0.0',
    dependencies: wanted(random, 4),
    devDependencies: wanted(random, 3),
    optionalDependencies: wanted(random, 2),
    peerDependencies: wanted(random, 2),
  };
}

function addMembers(places: Record<string, NpmPlace>, random: SeededRandom): void {
  for (const [index, member] of MEMBERS.slice(0, random.below(MEMBERS.length + 1)).entries()) {
    // Some have a name that others ask a registry for.
    const name = index === 0 && random.chance(0.3) ? pick(NAMES, random) : member;
    places[''] = { ...places[''], workspaces: ['packages/*'] };
    places[`packages/${member}`] = { ...manifest(random), name, devDependencies: wanted(random, 2) };
    places[`node_modules/${name}`] = { resolved: `packages/${member}`, link: true };
  }
}

function place(places: Record<string, NpmPlace>, prefix: string, depth: number, random: SeededRandom): void {
  for (const name of NAMES) {
    const location = `${prefix}node_modules/${name}`;
    if (places[location] !== undefined || !random.chance(PLACED_SHARES[depth] ?? 0)) continue;
    const described = manifest(random);
    places[location] = {
      ...described,
      ...(random.chance(ALIAS_SHARE) ? { name: pick(NAMES, random) } : {}),
      ...(random.chance(BUNDLED_SHARE) ? { inBundle: true } : {}),
      resolved: `https://registry.npm.example/${name}/-/file-${described.version ?? ''}.tgz`,
      // Without one npm takes an alias of version 1 for the package itself.
      integrity: 'sha512-AA==',
    };
    place(places, `${location}/`, depth + 1, random);
  }
}

function manifest(random: SeededRandom): NpmPlace {
  const peers = random.chance(0.3) ? wanted(random, 2) : {};
  return {
    version: pick(VERSIONS, random),
    dependencies: wanted(random, 2),
    optionalDependencies: random.chance(0.3) ? wanted(random, 2) : {},
    peerDependencies: peers,
    peerDependenciesMeta: random.chance(0.5)
      ? Object.fromEntries(Object.keys(peers).map((name) => [name, { optional: true }]))
      : {},
  };
}

function wanted(random: SeededRandom, most: number): Wanted {
  const names = Array.from({ length: random.below(most + 1) }, () => pick(NAMES, random));
  return Object.fromEntries(
    names.map((name) => {
      const range = pick(RANGES, random);
      return [name, random.chance(ALIAS_SHARE) ? `npm:${pick(NAMES, random)}@${range}` : range];
    }),
  );
}

function pick(from: readonly string[], random: SeededRandom): string {
  return from[random.below(from.length)] ?? '';
}

/** The lockfile. Version 1 has no members, and nests packages in one another. */
export function npmLockfile(places: NpmPlaces, lockfileVersion: 1 | 2 | 3): string {
  const tree = lockfileVersion === 1 ? { dependencies: nested(places, '') } : { packages: places };
  const { name, version } = places[''] ?? {};
  return JSON.stringify({ name, version, lockfileVersion, requires: true, ...tree }, null, 2);
}

function nested(places: NpmPlaces, prefix: string): Readonly<Record<string, unknown>> {
  const start = `${prefix}node_modules/`;
  const own = Object.keys(places).filter((at) => at.startsWith(start) && !at.includes('/node_modules/', start.length));
  return Object.fromEntries(
    own.map((at) => {
      const { name, version, resolved, integrity, inBundle, dependencies, optionalDependencies } = places[at] ?? {};
      const as = at.slice(start.length);
      const described = {
        version: name === undefined || name === as ? version : `npm:${name}@${version ?? ''}`,
        ...{ resolved, integrity, bundled: inBundle, requires: { ...dependencies, ...optionalDependencies } },
        dependencies: nested(places, `${at}/`),
      };
      return [as, described];
    }),
  );
}
