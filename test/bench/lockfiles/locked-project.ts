import { createHash } from 'node:crypto';
import { packageOf } from '../../artifacts/make-tarball.js';
import { integrityOf as integrityOfBytes } from '../../support/packuments.js';
import { SeededRandom } from '../random.js';

/** What a package or the project asks for, and what it gets. */
export interface Need {
  readonly name: string;
  readonly range: string;
  readonly to: LockedPackage;
}

/** One package of a project, before any manager writes it down. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly dev: boolean;
  /** The name of the only package that needs this version; absent for the version that all others get. */
  readonly within?: string;
  readonly license: string;
  readonly engines?: string;
  readonly bin?: string;
  readonly funding?: string;
  /** Sorted by name. */
  readonly needs: Need[];
  peer?: Need;
}

export interface LockedProject {
  readonly name: string;
  readonly version: string;
  /** Sorted by name; of two versions of one name, the one that all others get comes first. */
  readonly packages: readonly LockedPackage[];
  readonly direct: readonly Need[];
}

export interface ProjectSize {
  readonly packages: number;
  /** Lines of the manifest. */
  readonly direct: number;
}

/** In lockfiles of this size about one entry in eight lies nested below the package that needs it. */
const NESTED_SHARE = 0.12;
/** With the tree below, two dependencies a package on average; this project's own lockfile has 1.6. */
const MOST_FURTHER_NEEDS = 2;
const DEV_SHARE = 0.4;
/** Packages for one of the first names, as plug-ins are for what they plug into. */
const PEER_SHARE = 0.15;
const PEER_TARGETS = 5;

/** A project whose packages have real names. Versions and needs are made up, each time the same. */
export function lockedProject(names: readonly string[], size: ProjectSize): LockedProject {
  const random = new SeededRandom(20_261_122);
  const count = Math.ceil(size.packages * (1 - NESTED_SHARE));
  const hoisted: LockedPackage[] = [];
  for (const [index, name] of names.slice(0, count).entries()) {
    const dev = index < size.direct ? random.chance(DEV_SHARE) : (hoisted[parentOf(index, size)]?.dev ?? false);
    hoisted.push(newPackage(name, versionFrom(random), dev, random));
  }
  growTree(hoisted, size, random);
  const nested = addFurtherNeeds(hoisted, size.packages - count, random);
  addPeers(hoisted, random);
  const packages = [...hoisted, ...nested].sort((a, b) => byText(a.name, b.name) || byText(within(a), within(b)));
  for (const one of packages) one.needs.sort((a, b) => byText(a.name, b.name));
  const direct = hoisted.slice(0, size.direct).map((one) => needFor(one, random));
  return { name: 'synthetic', version: '1.0.0', packages, direct: direct.sort((a, b) => byText(a.name, b.name)) };
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function within({ within: parent }: LockedPackage): string {
  return parent ?? '';
}

/** The manifest's packages are the roots of binary trees, so that every package is reached. */
function parentOf(index: number, { direct }: ProjectSize): number {
  return Math.floor((index - direct) / 2);
}

function growTree(hoisted: readonly LockedPackage[], size: ProjectSize, random: SeededRandom): void {
  for (const [index, child] of hoisted.entries()) {
    if (index >= size.direct) hoisted[parentOf(index, size)]?.needs.push(needFor(child, random));
  }
}

/** Some more needs across the trees; the first of them are for a version that nobody else needs. */
function addFurtherNeeds(
  hoisted: readonly LockedPackage[],
  nested: number,
  random: SeededRandom,
): readonly LockedPackage[] {
  const added: LockedPackage[] = [];
  for (const [index, parent] of hoisted.entries()) {
    for (let times = random.below(MOST_FURTHER_NEEDS + 1); times > 0 && index + 1 < hoisted.length; times -= 1) {
      const other = hoisted[random.below(hoisted.length, index + 1)];
      if (other?.dev !== parent.dev || needsName(parent, other.name)) continue;
      const own = added.length < nested ? ownVersion(other, parent, random) : other;
      if (own !== other) added.push(own);
      parent.needs.push(needFor(own, random));
    }
  }
  return added;
}

function needsName({ needs }: LockedPackage, name: string): boolean {
  return needs.some((need) => need.name === name);
}

function ownVersion({ name, version }: LockedPackage, parent: LockedPackage, random: SeededRandom): LockedPackage {
  // A major that no other has: two versions of one name are two packages for every manager.
  const major = Number.parseInt(version, 10) + 10;
  const own = newPackage(name, `${major}.${random.below(30)}.${random.below(100_000)}`, parent.dev, random);
  return { ...own, within: parent.name };
}

function addPeers(hoisted: readonly LockedPackage[], random: SeededRandom): void {
  for (const one of hoisted.slice(PEER_TARGETS)) {
    const target = hoisted[random.below(PEER_TARGETS)];
    if (!random.chance(PEER_SHARE) || target === undefined || needsName(one, target.name)) continue;
    one.peer = { name: target.name, range: `>=${target.version}`, to: target };
  }
}

function newPackage(name: string, version: string, dev: boolean, random: SeededRandom): LockedPackage {
  const file = unscoped(name);
  return {
    name,
    version,
    dev,
    license: random.chance(0.8) ? 'MIT' : 'ISC',
    ...(random.chance(0.7) ? { engines: `>=${random.below(22, 6)}` } : {}),
    ...(random.chance(0.1) ? { bin: file } : {}),
    ...(random.chance(0.3) ? { funding: `https://funding.invalid/${file}` } : {}),
    needs: [],
  };
}

function versionFrom(random: SeededRandom): string {
  return `${random.below(8)}.${random.below(30)}.${random.below(20)}`;
}

function needFor(to: LockedPackage, random: SeededRandom): Need {
  const sign = random.chance(0.8) ? '^' : random.chance(0.5) ? '~' : '';
  return { name: to.name, range: sign + to.version, to };
}

export function unscoped(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

/** What names one version of a package. */
type PackageId = Pick<LockedPackage, 'name' | 'version'>;

/** A small honest package, whose manifest is as the registry's documents have it. */
export function packageFileOf({ name, version }: PackageId): Buffer {
  const manifest = { name, version, description: `The package ${name}`, main: 'index.js', license: 'MIT' };
  return packageOf(manifest, { 'index.js': `'use strict';\n\nmodule.exports = (value) => value;\n` });
}

const INTEGRITIES = new Map<string, string>();

/** What npm, pnpm, bun, vlt and deno write of a tarball. */
export function integrityOf({ name, version }: PackageId): string {
  const id = `${name}@${version}`;
  const known = INTEGRITIES.get(id) ?? integrityOfBytes(packageFileOf({ name, version }));
  INTEGRITIES.set(id, known);
  return known;
}

export function digest(algorithm: 'sha1' | 'sha512', { name, version }: PackageId): Buffer {
  return createHash(algorithm).update(`${name}@${version}`).digest();
}

export function tarballOf({ name, version }: LockedPackage): string {
  return `https://registry.npm.example/${name}/-/${unscoped(name)}-${version}.tgz`;
}

/** Every range under which each package is asked for, by the package. */
export function rangesOf({ packages, direct }: LockedProject): ReadonlyMap<LockedPackage, ReadonlySet<string>> {
  const ranges = new Map(packages.map((one) => [one, new Set<string>()]));
  for (const { to, range } of [...direct, ...packages.flatMap((one) => one.needs)]) ranges.get(to)?.add(range);
  return ranges;
}

export function pairs(needs: readonly Need[], valueOf: (need: Need) => string): Record<string, string> {
  return Object.fromEntries(needs.map((need) => [need.name, valueOf(need)]));
}

/** The project's own manifest. */
export function manifestOf({ name, version, direct }: LockedProject): string {
  const range = (need: Need): string => need.range;
  const dependencies = pairs(
    direct.filter(({ to }) => !to.dev),
    range,
  );
  const devDependencies = pairs(
    direct.filter(({ to }) => to.dev),
    range,
  );
  return `${JSON.stringify({ name, version, dependencies, devDependencies }, null, 2)}\n`;
}
