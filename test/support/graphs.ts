import type { DependencyGraph, LockEntry } from '../../server/src/model/index.js';

export function lockEntry(id: string, more: Partial<LockEntry> = {}): LockEntry {
  return { id, name: id, version: '1.0.0', span: { start: 0, end: 0 }, dependsOn: [], ...more };
}

/** A lockfile's graph. @param importers what each declares, by the ids of the entries */
export function graphWith(
  entries: readonly LockEntry[],
  importers: Readonly<Record<string, readonly string[]>>,
): DependencyGraph {
  return {
    format: 'test',
    lockfileVersion: '1',
    importers: Object.entries(importers).map(([id, names]) => ({
      id,
      resolves: new Map(names.map((name) => [name, name])),
    })),
    entries: new Map(entries.map((one) => [one.id, one])),
    problems: [],
  };
}

/** The same of entries about which only their dependencies matter. */
export function graphOf(
  dependsOn: Readonly<Record<string, readonly string[]>>,
  importers: Readonly<Record<string, readonly string[]>>,
): DependencyGraph {
  return graphWith(
    Object.entries(dependsOn).map(([id, needed]) => lockEntry(id, { dependsOn: needed })),
    importers,
  );
}
