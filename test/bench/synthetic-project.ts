import { createHash } from 'node:crypto';
import { SeededRandom } from './random.js';

/** A project as text, with the versions that a registry has to know to judge it. */
export interface SyntheticProject {
  readonly manifest: string;
  readonly lockfile: string;
  /** Locked version by name, for the names that the manifest declares. */
  readonly direct: ReadonlyMap<string, string>;
  /** Locked versions by name, for all names. */
  readonly locked: ReadonlyMap<string, readonly string[]>;
}

export interface ProjectSize {
  /** Entries of the lockfile. */
  readonly packages: number;
  /** Lines of the manifest. */
  readonly direct: number;
}

interface Entry {
  readonly version: string;
  readonly resolved: string;
  readonly integrity: string;
  readonly license: string;
  dependencies?: Record<string, string>;
  readonly dev?: true;
  readonly bin?: Record<string, string>;
  readonly engines?: Record<string, string>;
  readonly funding?: { readonly type: string; readonly url: string };
}

/** In lockfiles of this size about one entry in eight lies nested below the package that needs it. */
const NESTED_SHARE = 0.12;
/** With the tree below, two dependencies a package on average; this project's own lockfile has 1.6. */
const MOST_FURTHER_DEPENDENCIES = 2;

/** A package-lock version 3 with real names, as npm writes it, and the manifest above it. Deterministic. */
export function syntheticProject(names: readonly string[], size: ProjectSize): SyntheticProject {
  const random = new SeededRandom(20_261_122);
  const hoisted = names.slice(0, Math.ceil(size.packages * (1 - NESTED_SHARE)));
  const entries = new Map<string, Entry>(hoisted.map((name) => [`node_modules/${name}`, entryOf(name, random)]));
  const further = hoisted.flatMap((_, index) => addDependencies(entries, hoisted, index, random));
  for (const { parent, child } of further.slice(0, size.packages - hoisted.length)) {
    entries.set(`node_modules/${parent}/node_modules/${child}`, entryOf(child, random));
  }
  const direct = new Map(
    hoisted.slice(0, size.direct).map((name) => [name, entries.get(`node_modules/${name}`)?.version ?? '']),
  );
  const root = rootOf(direct);
  const packages = { '': root, ...Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1))) };
  const lockfile = { name: root.name, version: root.version, lockfileVersion: 3, requires: true, packages };
  return { manifest: json(root), lockfile: json(lockfile), direct, locked: versionsByName(entries) };
}

function versionsByName(entries: ReadonlyMap<string, Entry>): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, string[]>();
  for (const [location, { version }] of entries) {
    const name = location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length);
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  return versions;
}

function rootOf(direct: ReadonlyMap<string, string>) {
  const dependencies = Object.fromEntries([...direct].map(([name, version]) => [name, `^${version}`]));
  return { name: 'synthetic', version: '1.0.0', dependencies };
}

interface Edge {
  readonly parent: string;
  readonly child: string;
}

/**
 * Each package needs two of those behind it, as in a binary tree, so that every one is reached; then some more.
 * Answers the further ones: their own copy can lie below them without leaving the hoisted one unreached.
 */
function addDependencies(
  entries: ReadonlyMap<string, Entry>,
  hoisted: readonly string[],
  index: number,
  random: SeededRandom,
): readonly Edge[] {
  const parent = hoisted[index] ?? '';
  const tree = [2 * index + 1, 2 * index + 2].flatMap((at) => hoisted[at] ?? []);
  const further = Array.from({ length: random.below(MOST_FURTHER_DEPENDENCIES + 1) }, () => {
    return hoisted[random.below(hoisted.length, index + 1)] ?? '';
  }).filter((child) => child !== '' && !tree.includes(child));
  const needed = [...new Set([...tree, ...further])].sort();
  const entry = entries.get(`node_modules/${parent}`);
  if (entry !== undefined && needed.length > 0) {
    entry.dependencies = Object.fromEntries(
      needed.map((child) => [child, `^${entries.get(`node_modules/${child}`)?.version ?? '1.0.0'}`]),
    );
  }
  return [...new Set(further)].map((child) => ({ parent, child }));
}

function entryOf(name: string, random: SeededRandom): Entry {
  const version = `${random.below(8)}.${random.below(30)}.${random.below(20)}`;
  const file = name.slice(name.indexOf('/') + 1);
  return {
    version,
    resolved: `https://registry.npm.example/${name}/-/${file}-${version}.tgz`,
    integrity: `sha512-${createHash('sha512').update(`${name}@${version}`).digest('base64')}`,
    ...(random.chance(0.4) ? { dev: true as const } : {}),
    license: random.chance(0.8) ? 'MIT' : 'ISC',
    ...(random.chance(0.1) ? { bin: { [file]: 'bin/cli.js' } } : {}),
    ...(random.chance(0.7) ? { engines: { node: `>=${random.below(22, 6)}` } } : {}),
    ...(random.chance(0.3) ? { funding: { type: 'opencollective', url: `https://funding.invalid/${file}` } } : {}),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
