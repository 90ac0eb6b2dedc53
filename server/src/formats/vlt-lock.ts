import type { DependencyGraph, Manifest } from '../model/index.js';
import type { LockfileFormat } from './format.js';
import { CUT_OFF } from './support/cut-off.js';
import { buildGraph } from './support/graph-builder.js';
import { JsonReader } from './support/json-reader.js';
import { MachineJsonScanner, TOKEN } from './support/json-tokens.js';
import { vltGraph } from './support/vlt-graph.js';
import { readVltEdges, readVltNodes, type VltEdge, type VltNode } from './support/vlt-records.js';
import { readBothSides } from './support/merge-conflict.js';

/** vlt's lockfile: nodes, and the edges between them. Of a text that is cut off, the nodes before the cut are kept. */
export const vltLock: LockfileFormat = Object.freeze({
  id: 'vlt-lock',
  fileNames: Object.freeze(['vlt-lock.json']),
  manager: 'vlt',

  read(text: string, manifests: ReadonlyMap<string, Manifest>): DependencyGraph {
    return readBothSides(text, (side) => readVlt(side, manifests));
  },
});

function readVlt(text: string, manifests: ReadonlyMap<string, Manifest>): DependencyGraph {
  const reader = new JsonReader(text, new MachineJsonScanner(text));
  let lockfileVersion = '0';
  let nodes: readonly VltNode[] = [];
  let edges: readonly VltEdge[] = [];
  const ended = reader.readDocument((key) => {
    if (key === 'lockfileVersion' && reader.valueToken === TOKEN.number) lockfileVersion = reader.raw();
    if (reader.valueToken !== TOKEN.openBrace) return;
    if (key === 'nodes') nodes = readVltNodes(reader);
    else if (key === 'edges') edges = readVltEdges(reader);
  });
  const whole = ended && !reader.isCut;
  return buildGraph({
    ...vltGraph(nodes, edges, manifests),
    format: 'vlt-lock.json',
    lockfileVersion,
    problems: [...reader.problems, ...(whole ? [] : [CUT_OFF])],
    edgesAreComplete: whole,
  });
}
