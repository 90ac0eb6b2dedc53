import type { DependencyGraph, Manifest } from '../model/index.js';
import type { LockfileFormat } from './format.js';
import { bunGraph } from './support/bun-graph.js';
import { readBunPackages, readBunWorkspaces, type BunRecord, type BunWorkspace } from './support/bun-records.js';
import { CUT_OFF } from './support/cut-off.js';
import { buildGraph } from './support/graph-builder.js';
import { JsonReader } from './support/json-reader.js';
import { MachineJsonScanner, TOKEN } from './support/json-tokens.js';
import { readBothSides } from './support/merge-conflict.js';

/**
 * bun's text lockfile, JSON with trailing commas and comments. An entry's key is its path in the tree (`packed-lib/ms`);
 * its name is in its value. Of a text that is cut off, the entries before the cut are kept.
 */
export const bunLock: LockfileFormat = Object.freeze({
  id: 'bun-lock',
  fileNames: Object.freeze(['bun.lock']),
  manager: 'bun',

  read(text: string, manifests: ReadonlyMap<string, Manifest>): DependencyGraph {
    return readBothSides(text, (side) => readBun(side, manifests));
  },
});

function readBun(text: string, manifests: ReadonlyMap<string, Manifest>): DependencyGraph {
  const reader = new JsonReader(text, new MachineJsonScanner(text));
  let lockfileVersion = '0';
  let workspaces: ReadonlyMap<string, BunWorkspace> = new Map();
  let packages: readonly BunRecord[] = [];
  const ended = reader.readDocument((key) => {
    if (key === 'lockfileVersion' && reader.valueToken === TOKEN.number) lockfileVersion = reader.raw();
    if (reader.valueToken !== TOKEN.openBrace) return;
    if (key === 'workspaces') workspaces = readBunWorkspaces(reader);
    else if (key === 'packages') packages = readBunPackages(reader);
  });
  const whole = ended && !reader.isCut;
  const graph = bunGraph({ workspaces, packages }, manifests);
  return buildGraph({
    ...graph,
    format: 'bun.lock',
    lockfileVersion,
    problems: [...reader.problems, ...graph.problems, ...(whole ? [] : [CUT_OFF])],
    edgesAreComplete: whole,
  });
}
