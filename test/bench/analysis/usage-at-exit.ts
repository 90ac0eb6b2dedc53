// Preloaded with `--import`: tells on the third channel what the process used, all threads included.
import { readFileSync, writeSync } from 'node:fs';
import process from 'node:process';

export interface Usage {
  readonly peakMegabytes: number;
  readonly processorMs: number;
  readonly wallMs: number;
}

const KILOBYTES = 1024;

/**
 * The most that was resident at once. What the operating system says of a process counts what the one that started it held at that
 * moment, too; where there is `/proc`, that tells of the program alone.
 */
function peakMegabytes(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) / KILOBYTES;
  } catch {
    // Another operating system.
  }
  return process.resourceUsage().maxRSS / KILOBYTES;
}

process.once('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage: Usage = {
    peakMegabytes: peakMegabytes(),
    processorMs: (userCPUTime + systemCPUTime) / 1000,
    wallMs: performance.now(),
  };
  writeSync(3, JSON.stringify(usage));
});
