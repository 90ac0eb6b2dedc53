// One thread that renews the offline data, so that whoever started it goes on answering meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import type { Words } from './model/index.js';
import { composeIntelligence } from './compose-intelligence.js';
import type { UpdateJob, UpdateMessage } from './sources/support/intelligence-updates/update-thread.js';

const { from, settings, network, assetsFolder, folder } = workerData as UpdateJob;
const cancellation = new AbortController();
const tell = (message: UpdateMessage): void => parentPort?.postMessage(message);
const warn = (message: string): void => tell({ kind: 'warning', message });

parentPort?.on('message', () => cancellation.abort());

async function update(): Promise<void> {
  const logger = { debug: () => undefined, info: () => undefined, warn, error: warn };
  const environment = { clock: () => Date.now(), logger, network, assetsFolder, variables: process.env };
  const store = await composeIntelligence(environment, settings, { folder, trusted: false });
  const onProgress = (what: Words): void => tell({ kind: 'progress', what });
  tell({ kind: 'done', outcome: await store.update({ from, signal: cancellation.signal, onProgress }) });
}

update()
  .catch((error: unknown) => tell({ kind: 'broken', message: error instanceof Error ? error.message : String(error) }))
  .finally(() => parentPort?.close());
