// The process that owns the analysing threads: what bytes of packages do to it costs nobody else anything.
import { fileURLToPath } from 'node:url';
import { serveAnalyses } from './artifacts/host/serve.js';
import type { HostRequest } from './artifacts/host/messages.js';
import { createWorkerPool } from './artifacts/worker-pool.js';

const MEGABYTE = 1024 * 1024;

/** An editor leaves a machine's processors to other things; two are enough to analyse while the next package arrives. */
const THREADS = 2;
/** The slowest of the much-used packages takes some seconds. */
const DEADLINE_MS = 30_000;
/** Enough for the largest of the much-used packages; what needs more is analysed once more, with more. */
const HEAP_MEGABYTES = 320;
const LARGE_HEAP_MEGABYTES = 1024;
const MEMORY = { maxBytes: 1536 * MEGABYTE, recycleBytes: 300 * MEGABYTE };

process.on('disconnect', () => process.exit(0));

const pool = createWorkerPool({
  // Beside this file, and with its ending: bundled or not.
  program: fileURLToPath(import.meta.url).replace(/analysis-host(\.\w+)$/, 'analysis-worker$1'),
  size: THREADS,
  deadlineMs: DEADLINE_MS,
  heapMegabytes: HEAP_MEGABYTES,
  largeHeapMegabytes: LARGE_HEAP_MEGABYTES,
  clock: () => Date.now(),
});
// The process is there because something is to be analysed soon.
pool.start();

serveAnalyses(
  {
    onRequest: (listener) => process.on('message', (message) => listener(message as HostRequest)),
    answer: (answer) => process.send?.(answer),
    memory: () => process.memoryUsage.rss(),
    exit: (code) => process.exit(code),
    every: (milliseconds, action) => void setInterval(action, milliseconds),
  },
  pool,
  MEMORY,
);
