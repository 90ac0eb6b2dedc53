// One format's lockfile against one library that makes a graph of it: `node run-graph-peer.js ID PEER NAMES PEERS`.
// Prints its row as a line of JSON.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { findLockfileFormat } from '../../../server/src/formats/index.js';
import { packageJson } from '../../../server/src/formats/package-json.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { interleavedLater } from '../measure.js';
import { ratioRow, type Row } from '../row.js';
import { GRAPH_PEERS, versionOf } from './graph-peers.js';
import { LOCKFILE_WRITERS } from './index.js';
import { lockedProject, manifestOf } from './locked-project.js';

const SIZE = { packages: 3000, direct: 100 };
/** The slowest peer takes seconds a run. */
const LIMITS = { warmUp: 2, runs: 31, longestMs: 15_000 };
/** Both make a graph: there is no reason to take longer, though only ours has places. */
const BUDGET = 1;
const ROOT = path.resolve(import.meta.dirname, '..', '..', '..', '..');

const [id = '', peerName = '', names = '', home = ''] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await rowFor())}\n`);

async function rowFor(): Promise<Row> {
  const writer = LOCKFILE_WRITERS.find((one) => one.id === id);
  const peer = GRAPH_PEERS.find(({ name, formats }) => name === peerName && formats.includes(id));
  const format = findLockfileFormat(writer?.fileName ?? '');
  if (writer === undefined || peer === undefined || format === undefined) throw new Error(`No ${peerName} for ${id}.`);
  const all = readFileSync(names, 'utf8').split('\n');
  const project = lockedProject(
    all.filter((name) => name !== ''),
    SIZE,
  );
  const [manifest, lockfile] = [manifestOf(project), writer.write(project)];
  const folder = await temporaryFolder();
  try {
    await folder.write('package.json', manifest);
    const file = await folder.write(writer.fileName, lockfile);
    const parse = peer.load(home);
    const samples = await interleavedLater(
      LIMITS,
      () => {
        // From the disk, as the libraries do, with the manifest.
        const text = readFileSync(file, 'utf8');
        const { entries } = format.read(text, new Map([['', packageJson.read(manifest)]]));
        if (entries.size !== SIZE.packages) throw new Error(`${id} was not read as a whole.`);
      },
      () => parse({ folder: folder.path, manifest, lockfile }),
    );
    const against = `${peer.name} ${versionOf(peer, home, ROOT)}`;
    const what = `a ${id} lockfile of ${SIZE.packages} packages as a graph, against ${against}`;
    return ratioRow(`graph-${id}-${peer.name.replaceAll(/\W+/g, '-').replace(/^-/, '')}`, what, BUDGET, samples);
  } finally {
    await folder.remove();
  }
}
