// Look-ups in an asset, in a process of its own: `node --expose-gc run-look-ups.js ASSET NAMES-FILE`. Prints a line of JSON.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { openIntelligence } from '../../../server/src/sources/intelligence.js';
import { percentile } from '../measure.js';

export interface LookUpFigures {
  /** Opening and the first look-up, by processor time. */
  readonly firstMs: number;
  readonly p50Microseconds: number;
  readonly p99Microseconds: number;
  /** More than before opening, on the heap and beside it, when what is not needed is gone. */
  readonly megabytes: number;
  readonly hits: number;
}

const [asset = '', namesFile = ''] = process.argv.slice(2);
const names = readFileSync(namesFile, 'utf8').split('\n');

/** Enough for the compiler to have seen it all. */
const WARM_UP = 3;
const BYTES_PER_MEGABYTE = 1024 * 1024;

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / BYTES_PER_MEGABYTE;
}

const before = memory();
const start = process.cpuUsage();
const opened = await openIntelligence(asset);
if (opened.status !== 'ok') throw new Error(JSON.stringify(opened));
opened.value.recordsOf(names[0] ?? '');
const { user, system } = process.cpuUsage(start);
const samples: number[] = [];
let hits = 0;
for (let round = 0; round <= WARM_UP; round += 1) {
  for (const name of names) {
    const from = process.hrtime.bigint();
    const { malware, advisories } = opened.value.recordsOf(name);
    const took = Number(process.hrtime.bigint() - from) / 1000;
    if (round < WARM_UP) continue;
    samples.push(took);
    hits += malware.length + advisories.length > 0 ? 1 : 0;
  }
}
const figures: LookUpFigures = {
  firstMs: (user + system) / 1000,
  p50Microseconds: percentile(samples, 0.5),
  p99Microseconds: percentile(samples, 0.99),
  megabytes: memory() - before,
  hits,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
