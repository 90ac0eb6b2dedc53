// Runs targets in a thread that can be ended: a reader that hangs holds up no more than this.
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerTask } from './support/guarded-run.js';
import { runTarget } from './support/run-target.js';
import { TARGETS } from './targets/index.js';

const { names, seed, first, runs, progress } = workerData as WorkerTask;
const current = new Int32Array(progress);
for (const [index, name] of names.entries()) {
  const target = TARGETS.find((one) => one.name === name);
  if (target === undefined) throw new Error(`There is no target ${name}.`);
  Atomics.store(current, 0, index);
  const onRun = (run: number): void => void Atomics.store(current, 1, run);
  const failure = await runTarget(target, { seed, first, runs: runs ?? target.shortRuns, onRun });
  parentPort?.postMessage(failure ?? name);
}
