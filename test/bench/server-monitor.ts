// Loaded into the server's process before the server (`node --import`): tells over the process' channel what it has cost.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';

/** What the server's process has cost since the last time that somebody asked. */
export interface ServerCost {
  /** The longest that its event loop was blocked, in milliseconds, by the clock: other work on the machine counts. */
  readonly longestBlockMs: number;
  /** The 99th of a hundred turns. */
  readonly p99BlockMs: number;
  readonly processorMs: number;
  /** At this moment, in bytes. */
  readonly residentBytes: number;
}

const RESOLUTION_MS = 1;
const NS_PER_MS = 1e6;
const US_PER_MS = 1000;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let before = process.cpuUsage();
delay.enable();

process.on('message', () => {
  const used = process.cpuUsage(before);
  const cost: ServerCost = {
    longestBlockMs: Math.max(0, delay.max / NS_PER_MS - RESOLUTION_MS),
    p99BlockMs: Math.max(0, delay.percentile(99) / NS_PER_MS - RESOLUTION_MS),
    processorMs: (used.user + used.system) / US_PER_MS,
    residentBytes: process.memoryUsage.rss(),
  };
  before = process.cpuUsage();
  delay.reset();
  process.send?.(cost);
});
// The server alone decides how long its process lives.
process.channel?.unref();
