import semver from 'semver';
import type { PackageManager } from '../../model/index.js';
import type { Candidate } from '../../remedies/remedy.js';
import type { Redirection } from '../re-resolution/redirections.js';
import type { AffectedPlaces, Wanting } from './affected-places.js';

/** A nested override for each parent; with more of them than this nobody sees any more what is overridden. */
const MAX_PARENTS = 4;

/** Which version takes the place of the affected one, and for whom. */
export interface OverrideChoice {
  readonly candidate: Candidate;
  /** Parents that ask for something else. */
  readonly against: readonly Wanting[];
  /** Parents below which it holds; empty: everywhere. */
  readonly below: readonly string[];
}

/**
 * The lowest version that all parents take, else the lowest of the same major, else the lowest of all; what is safe comes
 * before what only has nothing against it.
 *
 * @param candidates without anything known against them, the nearest to the present version first
 */
export function chooseOverride(
  candidates: readonly Candidate[],
  places: AffectedPlaces,
  manager: PackageManager,
): OverrideChoice | undefined {
  const taken = candidates.filter(({ version }) => places.parents.every((parent) => takes(parent, version)));
  const withinMajor = candidates.filter((candidate) => candidate.withinMajor);
  const tiers = [taken, withinMajor, candidates];
  const safest = tiers.map((tier) => tier.find(({ safe }) => safe)).find((found) => found !== undefined);
  const candidate = safest ?? tiers.map(([first]) => first).find((found) => found !== undefined);
  if (candidate === undefined) return undefined;
  const below = belowWhom(candidate.version, places, manager);
  const against = places.parents.filter((parent) => parent.range !== undefined && !takes(parent, candidate.version));
  return below && { candidate, against, below };
}

/** Where others of the same name have other versions, only the affected parents get this one. */
function belowWhom(version: string, places: AffectedPlaces, manager: PackageManager): readonly string[] | undefined {
  if (places.others.length === 0) return [];
  const parents = [...new Set(places.parents.map(({ name }) => name))];
  const canNest = manager !== 'bun' && parents.length <= MAX_PARENTS && parents.length > 0;
  if (canNest) return parents;
  // Overridden everywhere, it must suit the others too.
  return places.others.every((other) => other.range !== undefined && takes(other, version)) ? [] : undefined;
}

function takes({ range }: Wanting, version: string): boolean {
  return range !== undefined && semver.satisfies(version, range, true);
}

/** What the package manager makes of the override. */
export function redirectionsOf(
  { candidate, below }: OverrideChoice,
  { name }: AffectedPlaces,
  manager: PackageManager,
): readonly Redirection[] {
  const shared = { name, to: candidate.version, deep: manager === 'npm', lines: manager !== 'npm' };
  return below.length === 0 ? [{ ...shared, parents: [] }] : below.map((parent) => ({ ...shared, parents: [parent] }));
}
