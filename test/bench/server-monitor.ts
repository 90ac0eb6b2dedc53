// Runs the program that is its first argument, and tells over the process' channel what that has cost.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';

/** What the server's process has cost since the last time that somebody asked. */
export interface ServerCost {
  /** The longest that its event loop was blocked, in milliseconds. */
  readonly longestBlockMs: number;
  /** How often it was for longer than 50 ms. */
  readonly longBlocks: number;
  readonly processorMs: number;
  /** At this moment, and at most since the start, in bytes. */
  readonly residentBytes: number;
  readonly mostResidentBytes: number;
}

const TICK_MS = 5;
const LONG_MS = 50;
const NS_PER_MS = 1e6;
const US_PER_MS = 1000;
const BYTES_PER_KILOBYTE = 1024;

let cost = { longestBlockMs: 0, longBlocks: 0 };
let before = process.cpuUsage();
let last = moment();

/** Where the system tells it (Linux), the time that the thread has waited for a processor, which is other programs' fault. */
function moment(): { readonly now: number; readonly waited: number } {
  const now = performance.now();
  try {
    const [, waited = '0'] = readFileSync('/proc/self/schedstat', 'utf8').split(' ');
    return { now, waited: Number(waited) / NS_PER_MS };
  } catch {
    return { now, waited: 0 };
  }
}

function tick(): void {
  const current = moment();
  const blocked = current.now - last.now - TICK_MS - (current.waited - last.waited);
  last = current;
  const longBlocks = cost.longBlocks + (blocked > LONG_MS ? 1 : 0);
  cost = { longestBlockMs: Math.max(cost.longestBlockMs, blocked), longBlocks };
}

setInterval(tick, TICK_MS).unref();
process.on('message', () => {
  tick();
  const used = process.cpuUsage(before);
  process.send?.({
    ...cost,
    processorMs: (used.user + used.system) / US_PER_MS,
    residentBytes: process.memoryUsage.rss(),
    mostResidentBytes: process.resourceUsage().maxRSS * BYTES_PER_KILOBYTE,
  } satisfies ServerCost);
  before = process.cpuUsage();
  cost = { longestBlockMs: 0, longBlocks: 0 };
});
// The program alone decides how long its process lives.
process.channel?.unref();
// As Node.js itself would: a bundle is no ES module, and reading it as one takes longer.
createRequire(import.meta.url)(process.argv[2] ?? '');
