// One format's lockfile, in a process of its own: `node run-format.js ID NAMES`. Prints its rows as a line of JSON.
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import yarnClassic from '@yarnpkg/lockfile';
import { parseSyml } from '@yarnpkg/parsers';
import { load } from 'js-yaml';
import { findLockfileFormat } from '../../../server/src/formats/index.js';
import { packageJson } from '../../../server/src/formats/package-json.js';
import { interleaved } from '../measure.js';
import { ratioRow, type Row } from '../row.js';
import { LOCKFILE_WRITERS, type LockfileWriter } from './index.js';
import { lockedProject, manifestOf, type LockedProject } from './locked-project.js';

const SIZE = { packages: 3000, direct: 100 };
/** The slowest peer takes half a second a run. */
const LIMITS = { warmUp: 5, runs: 101, longestMs: 12_000 };

/** A parser that reads the same text into plain values, without positions and without the graph. */
interface Peer {
  readonly name: string;
  /** So many times its time may be taken (design.md §6). */
  readonly budget: number;
  parse(text: string): unknown;
}

const JSON_PEER: Peer = { name: 'JSON.parse', budget: 3, parse: (text): unknown => JSON.parse(text) };
const PEERS: Readonly<Record<string, Peer>> = Object.freeze({
  'package-lock.json': JSON_PEER,
  // JSON.parse takes no trailing comma, so it gets the text without.
  'bun.lock': JSON_PEER,
  'vlt-lock.json': JSON_PEER,
  'deno.lock': JSON_PEER,
  'pnpm-lock.yaml': { name: 'js-yaml', budget: 1, parse: (text) => load(text) },
  'yarn-berry': { name: '@yarnpkg/parsers', budget: 1, parse: (text) => parseSyml(text) },
  'yarn-classic': { name: '@yarnpkg/lockfile', budget: 0.1, parse: (text) => yarnClassic.parse(text) },
});

const [id = '', names = ''] = process.argv.slice(2);
const writer = LOCKFILE_WRITERS.find((one) => one.id === id);
if (writer === undefined) throw new Error(`There is no format ${id}.`);
const project = lockedProject(
  readFileSync(names, 'utf8')
    .split('\n')
    .filter((name) => name !== ''),
  SIZE,
);
process.stdout.write(`${JSON.stringify(rowsFor(writer, project))}\n`);

function rowsFor(writer: LockfileWriter, project: LockedProject): readonly Row[] {
  const peer = PEERS[writer.fileName] ?? PEERS[writer.id];
  const format = findLockfileFormat(writer.fileName);
  if (peer === undefined || format === undefined) throw new Error(`Nothing to compare ${writer.id} with.`);
  const text = asFromFile(writer.write(project));
  const forPeer = writer.fileName === 'bun.lock' ? text.replaceAll(/,(?=\s*[}\]])/g, '') : text;
  const manifests = new Map([['', packageJson.read(manifestOf(project))]]);
  const read = (lockfile: string): void => {
    const { entries, problems } = format.read(lockfile, manifests);
    if (entries.size !== SIZE.packages || problems.length > 0) throw new Error(`${writer.id} was not read as a whole.`);
  };
  const same = interleaved(
    LIMITS,
    () => read(text),
    () => peer.parse(forPeer),
  );
  const edits = [text, forPeer].map((whole) => edited(whole));
  const again = interleaved(
    LIMITS,
    (run) => read(edits[0]?.(run) ?? ''),
    (run) => peer.parse(edits[1]?.(run) ?? ''),
  );
  const size = `a ${writer.id} lockfile of ${SIZE.packages} packages`;
  return [
    ratioRow(`read-${writer.id}`, `read ${size}, against ${peer.name}`, peer.budget, same),
    ratioRow(`read-edited-${writer.id}`, `read ${size} again after an edit, against ${peer.name}`, peer.budget, again),
  ];
}

/** What is put together by a program can lie in memory with two bytes for each character, what is read from a file does not. */
function asFromFile(text: string): string {
  return Buffer.from(text).toString();
}

/** A checksum's first characters become others: a line of another package in each run, and a text that is new. */
function edited(text: string): (run: number) => string {
  const places = [...text.matchAll(/(?<=sha512-|10c0\/)[0-9a-f]{2}/gi)].map(({ index }) => index);
  return (run) => {
    const at = places[(run * 7) % places.length] ?? 0;
    return `${text.slice(0, at)}00${text.slice(at + 2)}`;
  };
}
