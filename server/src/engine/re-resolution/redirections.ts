import semver from 'semver';
import { splitPackageId, type RangeTest } from '../../model/index.js';

/** What is installed in place of what packages ask for: an entry of `overrides` or `resolutions`, understood. */
export interface Redirection {
  /** Whose place is taken. */
  readonly name: string;
  /** Only where what is asked for (or locked) lies in this range. */
  readonly range?: string;
  /** `name` or `name@range`: only below these. Empty: everywhere. */
  readonly parents: readonly string[];
  /** Below the parents at any depth (npm), not only directly (the others). */
  readonly deep: boolean;
  /** The manifest's own lines are redirected too. npm refuses that. */
  readonly lines: boolean;
  /** How the package manager compares what it takes for texts; absent: ranges are what they say. */
  readonly isRange?: RangeTest;
  /** A version, range or tag. */
  readonly to: string;
}

/** Who asks: a package, or a manifest's line. */
export interface Asker {
  readonly name: string;
  readonly version: string | null;
  /** Parents of deep redirections that lie above it. */
  readonly inside: readonly string[];
}

/** What stands in for a name, by the most particular redirection that speaks of it; of equal ones by the last. */
export function redirectionOf(
  redirections: readonly Redirection[],
  asker: Asker | 'manifest',
  asked: { readonly name: string; readonly range?: string; readonly version?: string | null },
): Redirection | undefined {
  let best: Redirection | undefined;
  for (const redirection of redirections) {
    if (redirection.name !== asked.name || !holdsFor(redirection, asker) || !isInRange(redirection, asked)) continue;
    if (best === undefined || redirection.parents.length >= best.parents.length) best = redirection;
  }
  return best;
}

/** The parents of deep redirections that hold below a package: those above it, and itself where it is one. */
export function insideOf(redirections: readonly Redirection[], { name, version, inside }: Asker): readonly string[] {
  const own = redirections
    .filter(({ deep }) => deep)
    .flatMap(({ parents }) => parents.filter((parent) => isNamed(parent, name, version, undefined)));
  const added = own.filter((parent) => !inside.includes(parent));
  return added.length === 0 ? inside : [...new Set([...inside, ...added])].sort();
}

function holdsFor({ parents, deep, lines, isRange }: Redirection, asker: Asker | 'manifest'): boolean {
  if (asker === 'manifest') return lines && parents.length === 0;
  if (deep) return parents.every((parent) => asker.inside.includes(parent));
  const direct = parents.at(-1);
  return direct === undefined || isNamed(direct, asker.name, asker.version, isRange);
}

function isNamed(parent: string, name: string, version: string | null, isRange: RangeTest | undefined): boolean {
  const { name: wanted, version: range = '' } = splitPackageId(parent);
  if (wanted !== name) return false;
  if (range === '') return true;
  if (version === null) return false;
  // So yarn calls what it has from a registry.
  return isRange === undefined ? semver.satisfies(version, range, true) : isRange(range, `npm:${version}`);
}

function isInRange(
  { range = '', isRange }: Redirection,
  asked: { readonly range?: string; readonly version?: string | null },
): boolean {
  if (range === '' || range === asked.range) return true;
  if (isRange !== undefined && asked.range !== undefined) return isRange(range, asked.range);
  const meant = range.replace(/^npm:/, '');
  if (asked.version != null) return semver.satisfies(asked.version, meant, true);
  return asked.range !== undefined && overlaps(asked.range, meant);
}

function overlaps(a: string, b: string): boolean {
  try {
    return semver.intersects(a, b, { loose: true });
  } catch {
    return false;
  }
}
