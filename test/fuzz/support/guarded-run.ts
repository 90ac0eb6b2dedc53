import { Worker } from 'node:worker_threads';
import type { FuzzFailure, FuzzTarget } from '../target.js';
import { inputOfRun } from './run-target.js';

export interface GuardedRuns {
  readonly seed: number;
  readonly first: number;
  /** Of each target; absent: as many as belong to the unit tests. */
  readonly runs?: number;
}

export interface WorkerTask extends GuardedRuns {
  readonly names: readonly string[];
  /** Which target is at work, and on which run. */
  readonly progress: SharedArrayBuffer;
}

/** No run takes a hundredth of this, on any machine; one that takes as long never ends. */
const HANG_MS = 90_000;
/** As much as one analysis is given. */
const MAX_MEGABYTES = 1024;

/** `runTarget` for each, in a thread of its own, which is ended when it hangs. */
export function guardedRun(
  targets: readonly FuzzTarget[],
  runs: GuardedRuns,
  onEnd: (name: string, failure: FuzzFailure | undefined) => void = () => undefined,
): Promise<readonly FuzzFailure[]> {
  const progress = new SharedArrayBuffer(8);
  const current = new Int32Array(progress);
  const workerData: WorkerTask = { names: targets.map(({ name }) => name), ...runs, progress };
  const worker = new Worker(new URL('../worker.js', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
  });
  const failures: FuzzFailure[] = [];
  const tell = (result: FuzzFailure | string): void => {
    if (typeof result !== 'string') failures.push(result);
    if (typeof result === 'string') onEnd(result, undefined);
    else onEnd(result.target, result);
  };
  return new Promise((resolve) => {
    const stop = (message: string): void => {
      const target = targets[Atomics.load(current, 0)];
      const run = Atomics.load(current, 1);
      const input = target === undefined ? '' : inputOfRun(target, runs.seed, run).toString('base64');
      tell({ target: target?.name ?? '', seed: runs.seed, run, message, input });
      void worker.terminate();
    };
    let before = '';
    const watch = setInterval(() => {
      const now = current.join();
      if (now === before) stop(`has not come to an end for ${HANG_MS / 1000} seconds`);
      before = now;
    }, HANG_MS);
    worker.on('message', tell);
    worker.once('error', (error) =>
      stop(`ended the thread: ${error instanceof Error ? error.message : String(error)}`),
    );
    worker.once('exit', () => {
      clearInterval(watch);
      resolve(failures);
    });
  });
}
