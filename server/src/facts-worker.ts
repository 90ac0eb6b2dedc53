// One thread that reads and writes what is remembered, asks the network, and condenses what registries send, so that the thread that
// judges is there for that, and for whoever types.
import { parentPort } from 'node:worker_threads';
import { serveDiskCaches } from './platform/cache/threaded-disk-cache.js';
import { serveHttp } from './platform/network/threaded-http.js';
import { silentLogger } from './platform/logger.js';
import { serveCalls } from './platform/threads/calls.js';
import { giveWayInThread } from './platform/threads/priority.js';
import { serveCondense } from './sources/support/packument/condense.js';

const clock = (): number => Date.now();

const handlers = {
  ...serveDiskCaches(clock, silentLogger),
  ...serveHttp(clock),
  ...serveCondense(),
  giveWay: () => {
    giveWayInThread();
    return Promise.resolve();
  },
};

if (parentPort !== null) serveCalls(parentPort, handlers);
