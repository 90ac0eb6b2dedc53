import process from 'node:process';

/** How long something took, in milliseconds, each time it was done. */
export type Samples = readonly number[];

/** The smallest sample that at least this share of all samples does not exceed. */
export function percentile(samples: Samples, share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const index = Math.max(0, Math.ceil(sorted.length * share) - 1);
  return sorted[index] ?? Number.NaN;
}

export function median(samples: Samples): number {
  return percentile(samples, 0.5);
}

export async function timed(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Runs `work` again and again; the first `warmUp` runs (compilation, caches) do not count. */
export async function sampled(warmUp: number, runs: number, work: (run: number) => unknown): Promise<Samples> {
  const samples: number[] = [];
  for (let run = 0; run < warmUp + runs; run += 1) {
    const took = await timed(() => work(run));
    if (run >= warmUp) samples.push(took);
  }
  return samples;
}

export interface Limits {
  readonly warmUp: number;
  readonly runs: number;
  /** No further run starts once both together have used this much. */
  readonly longestMs: number;
}

/**
 * Two kinds of work in turns, by the processor time that this process uses: what else the machine does counts for
 * neither. Only for work that waits for nothing.
 */
export function interleaved(
  { warmUp, runs, longestMs }: Limits,
  work: (run: number) => unknown,
  reference: (run: number) => unknown,
): { readonly work: Samples; readonly reference: Samples } {
  const samples = { work: [] as number[], reference: [] as number[] };
  let used = 0;
  for (let run = 0; run < warmUp + runs && (run <= warmUp || used < longestMs); run += 1) {
    const took = { work: processorTime(() => work(run)), reference: processorTime(() => reference(run)) };
    used += took.work + took.reference;
    if (run < warmUp) continue;
    samples.work.push(took.work);
    samples.reference.push(took.reference);
  }
  return samples;
}

/** The same for work that answers later, as libraries do that read files by themselves: it still waits for nothing but those. */
export async function interleavedLater(
  { warmUp, runs, longestMs }: Limits,
  work: (run: number) => unknown,
  reference: (run: number) => unknown,
): Promise<{ readonly work: Samples; readonly reference: Samples }> {
  const samples = { work: [] as number[], reference: [] as number[] };
  let used = 0;
  for (let run = 0; run < warmUp + runs && (run <= warmUp || used < longestMs); run += 1) {
    const took = {
      work: await processorTimeLater(() => work(run)),
      reference: await processorTimeLater(() => reference(run)),
    };
    used += took.work + took.reference;
    if (run < warmUp) continue;
    samples.work.push(took.work);
    samples.reference.push(took.reference);
  }
  return samples;
}

async function processorTimeLater(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function processorTime(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
