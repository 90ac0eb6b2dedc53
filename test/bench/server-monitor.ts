// Runs the program that is its first argument, and tells over the process' channel what that has cost.
import { createRequire } from 'node:module';
import process from 'node:process';
import { LoopWatch, type Blocks } from '../support/loop-watch.js';

/** What the server's process has cost since the last time that somebody asked. */
export interface ServerCost extends Blocks {
  readonly processorMs: number;
  /** At this moment, and at most since the start, in bytes. */
  readonly residentBytes: number;
  readonly mostResidentBytes: number;
}

const US_PER_MS = 1000;
const BYTES_PER_KILOBYTE = 1024;

let before = process.cpuUsage();
const watch = new LoopWatch();

process.on('message', () => {
  const used = process.cpuUsage(before);
  process.send?.({
    ...watch.take(),
    processorMs: (used.user + used.system) / US_PER_MS,
    residentBytes: process.memoryUsage.rss(),
    mostResidentBytes: process.resourceUsage().maxRSS * BYTES_PER_KILOBYTE,
  } satisfies ServerCost);
  before = process.cpuUsage();
});
// The program alone decides how long its process lives.
process.channel?.unref();
// As Node.js itself would: a bundle is no ES module, and reading it as one takes longer.
createRequire(import.meta.url)(process.argv[2] ?? '');
