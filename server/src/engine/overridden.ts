import semver from 'semver';
import { splitPackageId, type Dependency, type DependencyGraph, type LockEntry } from '../model/index.js';
import { redirectionOf, type Redirection } from './re-resolution/redirections.js';

/**
 * The exact version that the next install puts in all places of a package, because an override says so by now.
 * Undefined where none does, where the lockfile agrees with it already, or where only some of those who ask are meant.
 */
export function overriddenTo(
  graph: DependencyGraph,
  places: readonly LockEntry[],
  redirections: readonly Redirection[],
): string | undefined {
  const [entry] = places;
  const about = redirections.filter(({ name }) => name === entry?.name);
  if (entry === undefined || about.length === 0) return undefined;
  const ids = new Set(places.map(({ id }) => id));
  const parents = [...graph.entries.values()].filter(({ dependsOn }) => dependsOn.some((id) => ids.has(id)));
  const found = parents.map((parent) => {
    const asker = { name: parent.name, version: parent.version, inside: [parent.name] };
    return redirectionOf(about, asker, { name: entry.name, version: entry.version })?.to;
  });
  const [to] = found;
  if (to === undefined || semver.valid(to) !== to || to === entry.version) return undefined;
  return found.every((one) => one === to) ? to : undefined;
}

/** What a lockfile still holds in place of what an override of everything says. */
export function lockedBehindOverride(
  graph: DependencyGraph | undefined,
  { section, path, name, raw }: Dependency,
): string | undefined {
  const [, key = '', ...below] = path;
  const isOfEverything = section === 'overrides' && below.every((step) => step === '.');
  if (graph === undefined || !isOfEverything || semver.validRange(raw) === null) return undefined;
  const { version: range = '*' } = splitPackageId(key);
  const versions = [...graph.entries.values()].flatMap((entry) => (entry.name === name ? (entry.version ?? []) : []));
  return versions.find((version) => semver.satisfies(version, range, true) && !semver.satisfies(version, raw, true));
}
