// Preloaded with `--import`: tells on the third channel what the process used, all threads included.
import { writeSync } from 'node:fs';
import process from 'node:process';

export interface Usage {
  readonly peakMegabytes: number;
  readonly processorMs: number;
  readonly wallMs: number;
}

const KILOBYTES = 1024;

process.once('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage: Usage = {
    peakMegabytes: maxRSS / KILOBYTES,
    processorMs: (userCPUTime + systemCPUTime) / 1000,
    wallMs: performance.now(),
  };
  writeSync(3, JSON.stringify(usage));
});
