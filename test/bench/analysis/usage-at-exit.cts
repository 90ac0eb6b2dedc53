// Preloaded with `--require`: tells on the third channel what the process used, all threads included. With `--import`, Node takes another
// way to the program itself, on which it reads it twice.
const fs = process.getBuiltinModule('node:fs');

const KILOBYTES = 1024;

/**
 * The most that was resident at once. What the operating system says of a process counts what the one that started it held at that
 * moment, too; where there is `/proc`, that tells of the program alone.
 */
function peakMegabytes(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) / KILOBYTES;
  } catch {
    // Another operating system.
  }
  return process.resourceUsage().maxRSS / KILOBYTES;
}

process.once('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = {
    peakMegabytes: peakMegabytes(),
    processorMs: (userCPUTime + systemCPUTime) / 1000,
    wallMs: performance.now(),
  };
  fs.writeSync(3, JSON.stringify(usage));
});
