// A process of its own that judges a project and uses a cache, for runs in which several do, or in which it is killed.
import { createEngine } from '../../../server/src/compose.js';
import type { Settings } from '../../../server/src/model/index.js';
import { createWorkerPool } from '../../../server/src/artifacts/worker-pool.js';
import { createLocalFiles } from '../../../server/src/platform/local-files.js';
import { silentLogger } from '../../../server/src/platform/logger.js';

/** Everything about the user's machine that the other process has to know. */
export interface EditorTask {
  readonly assetsFolder: string;
  readonly manifestPath: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly analysisWorker: string;
  readonly now: number;
}

const task = JSON.parse(process.argv[2] ?? '') as EditorTask;
const { assetsFolder, manifestPath, variables, settings, now } = task;
const clock = (): number => now;
const analyser = createWorkerPool({
  ...{ program: task.analysisWorker, size: 1, deadlineMs: 60_000, heapMegabytes: 320, largeHeapMegabytes: 1024, clock },
});
const { engine, cache } = createEngine(
  {
    ...{ files: createLocalFiles(clock), clock, logger: silentLogger, network: {}, assetsFolder, variables },
    analysis: { analyser, analyserVersion: () => 'of the runs' },
  },
  settings,
);
const project = await engine.open({ manifestPath, trusted: true });
if (project === undefined) throw new Error('The manifest cannot be read.');
const { assessments, notes } = await engine.judge(project, { signal: new AbortController().signal, scope: 'all' });
await cache.settle();
await analyser.close();
process.stdout.write(JSON.stringify({ assessments, notes }));
