import semver from 'semver';
import type { DependencyGraph, LockEntry, RegistrySpecifier } from '../../model/index.js';
import { comesFromRegistry } from '../entry-origin.js';

/** The entries of a lockfile by the real name of their package. */
export type EntriesByName = ReadonlyMap<string, readonly LockEntry[]>;

/** A search for a fix resolves one lockfile anew dozens of times. */
const sorted = new WeakMap<DependencyGraph, EntriesByName>();

export function entriesByName(graph: DependencyGraph): EntriesByName {
  const known = sorted.get(graph) ?? sortedByName(graph);
  sorted.set(graph, known);
  return known;
}

function sortedByName(graph: DependencyGraph): EntriesByName {
  const byName = new Map<string, LockEntry[]>();
  for (const entry of graph.entries.values()) {
    if (entry.version === null || !comesFromRegistry(entry)) continue;
    const known = byName.get(entry.name);
    if (known === undefined) byName.set(entry.name, [entry]);
    else known.push(entry);
  }
  return byName;
}

/**
 * The locked entry that a package manager would keep for somebody new who asks for this: the one that stood in its place
 * before, then the one that everybody finds, then the highest that will do.
 */
export function lockedFor(
  { name, ...wanted }: RegistrySpecifier,
  entries: EntriesByName,
  before: readonly string[],
): LockEntry | undefined {
  if (wanted.kind === 'tag') return undefined;
  const range = wanted.kind === 'version' ? wanted.version : wanted.range;
  const fitting = (entries.get(name) ?? []).filter(({ version }) => semver.satisfies(version ?? '', range, true));
  return (
    fitting.find(({ id }) => before.includes(id)) ??
    fitting.find(({ id }) => id === name || id === `node_modules/${name}`) ??
    [...fitting].sort((a, b) => semver.rcompare(a.version ?? '', b.version ?? '', true))[0]
  );
}
