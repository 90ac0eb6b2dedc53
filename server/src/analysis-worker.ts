// One thread that analyses packages and repositories, one after the other: what the worker pool starts.
import { parentPort } from 'node:worker_threads';
import { runAnalysisJob } from './artifacts/analysis-job.js';
import type { AnalysisTask } from './artifacts/package-analyser.js';
import { optimiseLate } from './platform/threads/late-optimising.js';

optimiseLate();

parentPort?.on('message', (source: AnalysisTask) => {
  void runAnalysisJob(source).then((result) => parentPort?.postMessage(result));
});
