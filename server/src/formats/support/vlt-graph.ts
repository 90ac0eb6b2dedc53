import type { Manifest } from '../../model/index.js';
import type { Edge, RawEntry, RawGraph, RawImporter } from './raw-graph.js';
import { parseVltId } from './vlt-id.js';
import type { VltEdge, VltNode } from './vlt-records.js';

const FOLDER_ID = /^(?:file|workspace)/;
const TARBALL = /\.(?:tgz|tar\.gz|tar)$/i;

/** Importers and entries. The project and its members have edges, and no nodes. */
export function vltGraph(
  nodes: readonly VltNode[],
  edges: readonly VltEdge[],
  manifests: ReadonlyMap<string, Manifest>,
): Pick<RawGraph, 'importers' | 'entries'> {
  const byFrom = new Map<string, Edge[]>();
  const importers = new Map<string, Edge[]>([['', []]]);
  for (const edge of edges) {
    const known = byFrom.get(edge.from);
    if (known !== undefined) {
      known.push(edge);
      continue;
    }
    const own = [edge];
    byFrom.set(edge.from, own);
    const folder = importerFolder(edge.from);
    if (folder !== undefined) importers.set(folder, own);
  }
  return {
    importers: [...importers].map(([id, own]): RawImporter => ({ id, name: manifests.get(id)?.name, edges: own })),
    entries: nodes.map((node) => entryOf(node, byFrom.get(node.id) ?? NO_EDGES)),
  };
}

const NO_EDGES: readonly Edge[] = [];

function importerFolder(from: string): string | undefined {
  // Nearly all edges come from packages of a registry, and taking their ids apart takes time.
  if (!FOLDER_ID.test(from)) return undefined;
  const id = parseVltId(from);
  if (id.type === 'workspace') return id.folder;
  return id.type === 'file' && id.folder === '' ? '' : undefined;
}

function entryOf(node: VltNode, edges: readonly Edge[]): RawEntry {
  const id = parseVltId(node.id);
  const workspace = id.type === 'workspace' || undefined;
  const folder = 'folder' in id && !TARBALL.test(id.folder) ? id.folder : undefined;
  return {
    id: node.id,
    name: node.name ?? (id.type === 'registry' ? id.name : node.id),
    version: id.type === 'registry' ? id.version : null,
    resolved: node.resolved,
    integrity: node.integrity,
    workspace,
    askedPlainly: id.type === 'registry',
    localDir: folder === undefined ? undefined : true,
    folder,
    span: node.span,
    edges,
  };
}
