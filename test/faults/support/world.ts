import path from 'node:path';
import { createWorkerPool } from '../../../server/src/artifacts/worker-pool.js';
import { CalledThread } from '../../../server/src/platform/threads/calls.js';
import type { PackageAnalyser, RepositoryAnalyser } from '../../../server/src/artifacts/package-analyser.js';
import { startDepsDev } from '../../support/deps-dev-server.js';
import { startDownloads } from '../../support/downloads-server.js';
import type { LocalServer } from '../../support/local-server.js';
import { startOsv } from '../../support/osv-server.js';
import { startRegistry } from '../../support/registry-server.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { compile } from '../../sources/support/intelligence-samples.js';
import { ADVISORIES, DOWNLOADS, KEYS, OSV_RECORDS, PACKUMENTS, TARBALLS } from './catalogue.js';

/** Compiled, this file lies in `<checkout>/<out>/test/faults/support`. */
export const DIST = path.resolve(import.meta.dirname, '..', '..', '..', '..', 'dist');

/** Nobody but the registry may ever see it. */
export const TOKEN = 'npm_faultsOnlyTheRegistryMaySeeThis0123456789';

export const NETWORK_PROGRAM = path.join(DIST, 'facts-worker.cjs');

/** A run with faults ends soon, and one without goes on by itself. */
const MAX_SILENCE_MS = 2000;

/** @param program of the thread; whatever becomes of it, runs go on by themselves */
export function networkThreadOf(program: string | URL): CalledThread {
  return new CalledThread(program, () => undefined, MAX_SILENCE_MS);
}

export type Analyser = PackageAnalyser & RepositoryAnalyser;
export const SERVICES = ['registry', 'osv', 'downloads', 'depsDev'] as const;
export type Service = (typeof SERVICES)[number];

/** What all runs share: services that answer rightly, offline data, and threads that analyse. */
export interface World {
  readonly services: Readonly<Record<Service, LocalServer>>;
  /** Holds offline data that knows `evil`. */
  readonly assetsFolder: string;
  readonly analyser: Analyser;
  /** Asks the network for runs that are as the programs are; the others do so themselves. */
  readonly networkThread: CalledThread;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const services = {
    registry: await startRegistry({
      ...{ packages: PACKUMENTS, tarballs: TARBALLS, keys: KEYS, advisories: ADVISORIES, token: TOKEN },
    }),
    osv: await startOsv({ records: OSV_RECORDS, pageSize: 1 }),
    downloads: await startDownloads(DOWNLOADS),
    depsDev: await startDepsDev(),
  };
  const assets = await temporaryFolder();
  await assets.write(
    'intelligence.bin',
    compile({ evil: { malware: [{ id: 'MAL-2026-1', affects: '*', sources: ['a list'] }] } }),
  );
  const analyser = createWorkerPool({
    ...{ program: path.join(DIST, 'analysis-worker.cjs'), size: 2, deadlineMs: 60_000 },
    ...{ heapMegabytes: 320, largeHeapMegabytes: 1024, clock: () => Date.now() },
  });
  return {
    ...{ services, assetsFolder: assets.path, analyser, networkThread: networkThreadOf(NETWORK_PROGRAM) },
    async close() {
      await analyser.close();
      await Promise.all(Object.values(services).map((server) => server.close()));
      await assets.remove();
    },
  };
}
