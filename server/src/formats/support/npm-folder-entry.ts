import type { Manifest } from '../../model/index.js';
import type { EdgeKind, RawEntry, RawImporter } from './raw-graph.js';
import type { Folder } from './node-modules-tree.js';
import { declaredIn, edgesFrom, NOTHING, specialNames } from './npm-declared.js';
import { folderName } from './npm-location.js';
import { namesFolder } from './workspace-patterns.js';

/** What a lockfile says of a folder that is linked into the project. */
interface StatedFolder extends Pick<RawEntry, 'id' | 'span' | 'hasInstallScript'> {
  readonly name?: string;
  readonly version?: string;
  readonly declared: ReadonlyMap<string, EdgeKind> | undefined;
  /** See `edgesFrom`; its manifest's own lines are added here. */
  readonly special?: readonly ReadonlySet<string>[];
}

/** The entry of a folder. It can change after the lockfile was written, as npm knows: its own manifest counts. */
export function folderEntry(
  folder: StatedFolder,
  manifests: ReadonlyMap<string, Manifest>,
  workspaces: readonly string[],
  place: Folder | undefined,
): RawEntry {
  const { id, name, version, declared, span, hasInstallScript, special } = folder;
  const manifest = manifests.get(id);
  return {
    id,
    name: manifest?.name ?? (name || folderName(id)),
    version: manifest?.version ?? version ?? null,
    localDir: true,
    workspace: namesFolder(workspaces, id) || undefined,
    hasInstallScript,
    span,
    edges: edgesFrom(place, declaredIn(manifest, declared ?? NOTHING), special && [...special, specialNames(manifest)]),
  };
}

/** The workspace members among the entries, as places whose manifests count. */
export function memberImporters(entries: readonly RawEntry[]): readonly RawImporter[] {
  return entries.flatMap(({ id, name, workspace, edges }) => (workspace === true ? [{ id, name, edges }] : []));
}
