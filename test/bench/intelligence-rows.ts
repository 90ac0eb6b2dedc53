import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { zipPieces } from '../support/zip-writer.js';
import type { Usage } from './analysis/usage.js';
import { generatedExport, madeUpName } from './intelligence/generated-export.js';
import type { LookUpFigures } from './intelligence/run-look-ups.js';
import { percentile } from './measure.js';
import { SeededRandom } from './random.js';
import { rounded, type Row } from './row.js';

/** What the world is to know in some years. */
const SIZE = { malware: 250_000, advisories: 25_000 };
const LOOK_UPS = 20_000;
/** Half of the names that are looked up are in no list. */
const KNOWN_SHARE = 0.5;
const PROCESSES = 5;
/** Nobody has asked for less: it has to be bounded, and to fit beside an editor on a small machine. */
const BUILD_BUDGET_MEGABYTES = 400;
const BYTES_PER_MEGABYTE = 1024 * 1024;

const USAGE = path.join(import.meta.dirname, 'analysis', 'usage-at-exit.cjs');
const LOOK_UP = path.join(import.meta.dirname, 'intelligence', 'run-look-ups.js');

/**
 * The offline data at the size of the whole ecosystem: compiled by the command line from a zip, then looked up in.
 * @param dist the bundles
 */
export async function intelligenceRows(popular: readonly string[], dist: string): Promise<readonly Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'package-risk-bench-'));
  try {
    const [zip, asset, names] = ['all.zip', 'intelligence.bin', 'names'].map((file) => path.join(folder, file)) as [
      string,
      string,
      string,
    ];
    await pipeline(Readable.from(zipPieces(generatedExport(popular, SIZE))), createWriteStream(zip));
    await writeFile(names, lookedUp(popular).join('\n'));
    const build = await buildUsage(dist, zip, asset);
    const runs: LookUpFigures[] = [];
    for (let run = 0; run < PROCESSES; run += 1) runs.push(await lookUps(asset, names));
    return rowsOf(build, (await stat(asset)).size, runs);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function lookedUp(popular: readonly string[]): readonly string[] {
  const random = new SeededRandom(7);
  return Array.from({ length: LOOK_UPS }, () =>
    random.chance(KNOWN_SHARE) ? (popular[random.below(popular.length)] ?? '') : madeUpName(popular, random),
  );
}

async function buildUsage(dist: string, zip: string, asset: string): Promise<Usage> {
  const argv = ['--require', USAGE, path.join(dist, 'cli.cjs'), 'intel', 'build', '--from', zip, '--out', asset];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
  const [usage, ended] = await Promise.all([text(child.stdio[3] as Readable), once(child, 'close')]);
  if (ended[0] !== 0) throw new Error('The offline data was not compiled.');
  return JSON.parse(usage) as Usage;
}

async function lookUps(asset: string, names: string): Promise<LookUpFigures> {
  const child = spawn(process.execPath, ['--expose-gc', LOOK_UP, asset, names], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as LookUpFigures;
}

function rowsOf(build: Usage, bytes: number, runs: readonly LookUpFigures[]): readonly Row[] {
  const records = SIZE.malware + SIZE.advisories;
  const best = (figure: keyof LookUpFigures): number =>
    percentile(
      runs.map((run) => run[figure]),
      0,
    );
  const row = (id: string, what: string, unit: Row['unit'], value: number, budget: number, details = {}): Row => ({
    ...{ id, what: `offline data of ${records} records: ${what}`, unit, value: rounded(value), budget },
    ...{ pass: value <= budget, samples: id.startsWith('intelligence-build') ? 1 : runs.length, details },
  });
  return [
    row('intelligence-build', 'compiled from a zip, by processor time', 'ms', build.processorMs, 60_000, {
      wall: rounded(build.wallMs),
    }),
    row('intelligence-build-memory', 'compiled, peak', 'MB', build.peakMegabytes, BUILD_BUDGET_MEGABYTES),
    row('intelligence-size', 'on disk', 'MB', bytes / BYTES_PER_MEGABYTE, 12),
    row('intelligence-first', 'opened and looked up in once', 'ms', best('firstMs'), 100),
    row('intelligence-look-up', 'look-up, 99th percentile', 'ms', best('p99Microseconds') / 1000, 0.02, {
      p50: rounded(best('p50Microseconds') / 1000),
      hits: best('hits'),
    }),
    row('intelligence-memory', 'memory', 'MB', best('megabytes'), 20),
  ];
}
