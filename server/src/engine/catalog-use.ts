import type { CatalogUse, Dependency, DependencyGraph, LockEntry } from '../model/index.js';
import type { Project, WorkspaceMember } from './engine.js';
import { importerOf } from './lockfile-reader.js';

/** The catalog's entry that a manifest line refers to; undefined for a line that refers to none, or in vain. */
export function catalogUse({ workspace }: Project, dependency: Dependency): CatalogUse | undefined {
  const { specifier, name, raw } = dependency;
  if (specifier.kind !== 'catalog') return undefined;
  for (const { file, entries } of workspace?.catalogs ?? []) {
    const line = entries.find((entry) => entry.name === name && entry.catalog === specifier.catalog);
    if (line !== undefined) return { file, line, reference: raw };
  }
  return undefined;
}

/** Who asks for a catalog's entry, and what the lockfile holds for that. */
export interface EntryUse {
  /** The member's folder; `''` for the workspace's root. */
  readonly importer: string;
  readonly locked: LockEntry | null;
}

/** The members' lines that refer to a catalog's entry, as far as the lockfile knows the members. */
export function usesOf(
  graph: DependencyGraph | undefined,
  members: readonly WorkspaceMember[],
  { name, catalog }: Dependency,
): readonly EntryUse[] {
  if (graph === undefined) return [];
  return members.flatMap(({ folder, manifest }) => {
    const isUsed = manifest.dependencies.some((line) => {
      return line.name === name && line.specifier.kind === 'catalog' && line.specifier.catalog === catalog;
    });
    const importer = isUsed ? importerOf(graph, folder) : undefined;
    if (importer === undefined) return [];
    const id = importer.resolves.get(name);
    return [{ importer: folder, locked: (id === undefined ? undefined : graph.entries.get(id)) ?? null }];
  });
}
