// One thread of the language server that reads and writes what is remembered, and condenses what registries send, so that the
// server's own thread is there for whoever types.
import { parentPort } from 'node:worker_threads';
import { serveDiskCaches } from './platform/cache/threaded-disk-cache.js';
import { silentLogger } from './platform/logger.js';
import { serveCalls } from './platform/threads/calls.js';
import { serveCondense } from './sources/support/packument/condense.js';

if (parentPort !== null)
  serveCalls(parentPort, { ...serveDiskCaches(() => Date.now(), silentLogger), ...serveCondense() });
