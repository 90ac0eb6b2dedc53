import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { ensurePeers } from './lockfiles/ensure-peers.js';
import { GRAPH_PEERS } from './lockfiles/graph-peers.js';
import { LOCKFILE_WRITERS } from './lockfiles/index.js';
import type { Row } from './row.js';

const RUN = path.join(import.meta.dirname, 'lockfiles', 'run-format.js');
const RUN_PEER = path.join(import.meta.dirname, 'lockfiles', 'run-graph-peer.js');

/**
 * Each format's lockfile of the same project, read into a graph with spans, against the parser that does least. Each in a
 * process of its own: a project has one lockfile, and what a process has read before decides how well code for it is compiled.
 * @param namesFile names of packages, one a line
 */
export async function lockfileRows(namesFile: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { id } of LOCKFILE_WRITERS) {
    const { stdout } = await promisify(execFile)(process.execPath, [RUN, id, namesFile]);
    rows.push(...(JSON.parse(stdout) as Row[]));
  }
  return rows;
}

/**
 * The same lockfiles against libraries that make a graph of them, each pair in a process of its own. No rows where these libraries
 * cannot be had.
 */
export async function graphPeerRows(namesFile: string): Promise<readonly Row[]> {
  const home = await ensurePeers();
  if (home === undefined) return [];
  const rows: Row[] = [];
  for (const { name, formats } of GRAPH_PEERS) {
    for (const id of formats) {
      const { stdout } = await promisify(execFile)(process.execPath, [RUN_PEER, id, name, namesFile, home]);
      rows.push(JSON.parse(stdout) as Row);
    }
  }
  return rows;
}
