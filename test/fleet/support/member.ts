import { generateKeyPairSync } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { ok, type ArtifactFacts, type Outcome } from '../../../server/src/model/index.js';
import type { PackageAnalyser } from '../../../server/src/artifacts/package-analyser.js';
import { createLimiter } from '../../../server/src/platform/limiter.js';
import { systemTimers } from '../../../server/src/platform/timers.js';
import { createArtifactSource } from '../../../server/src/sources/artifact.js';
import { createPackageBytes } from '../../../server/src/sources/support/package-bytes.js';
import { guardStore } from '../../../server/src/sources/support/team-facts/guarded-store.js';
import { openTeamStore } from '../../../server/src/sources/support/team-facts/open-team-store.js';
import { createTeamFacts } from '../../../server/src/sources/support/team-facts/team-facts.js';
import { readPrivateKey, type TeamWriter } from '../../../server/src/sources/support/team-facts/team-keys.js';
import type { OpenTeamStore } from '../../../server/src/sources/support/team-facts/team-store.js';
import type { LookUp } from '../../../server/src/sources/source.js';
import { npmConfigOf } from '../../support/npm-machine.js';
import type { Tarball } from './tarballs.js';
import { memoryCache } from '../../support/memory-cache.js';

export function newWriter(): TeamWriter {
  const { privateKey } = generateKeyPairSync('ed25519');
  return readPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
}

/** What the whole fleet has done, counted over all members. */
export interface Work {
  fetched: number;
  /** How often each package file was analysed, by the name of its package. */
  readonly analysed: Map<string, number>;
}

export function noWork(): Work {
  return { fetched: 0, analysed: new Map() };
}

export interface MemberOptions {
  readonly url: string;
  /** Of whom it believes entries. */
  readonly trusted: readonly TeamWriter[];
  /** Whose key it has; absent where it only reads. */
  readonly writer?: TeamWriter;
  readonly tarballs: ReadonlyMap<string, Tarball>;
  readonly analyser: PackageAnalyser;
  readonly work: Work;
  readonly open?: OpenTeamStore;
  readonly random?: () => number;
  readonly leaseMs?: number;
}

export interface Member {
  /** Judges a project: the facts of each of its packages, four at a time, as the product does. */
  judge(names: readonly string[]): Promise<readonly Outcome<ArtifactFacts>[]>;
  readonly warnings: readonly string[];
  close(): Promise<void>;
}

const CONCURRENCY = 4;

/** One runner: its own connection and its own empty cache. */
export async function newMember(options: MemberOptions): Promise<Member> {
  const { url, trusted, writer, open = openTeamStore, random = () => 1, leaseMs, tarballs, work, analyser } = options;
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const logger = { debug() {}, info() {}, warn, error: warn };
  const clock = (): number => Date.now();
  const store = guardStore({ url, open, clock, timers: systemTimers, logger });
  const team = createTeamFacts({
    ...{ store, clock, logger, random, timers: systemTimers, analyserVersion: () => 'v1' },
    trusted: new Map(trusted.map(({ id, publicKey }) => [id, publicKey])),
    ...(writer && { writer }),
    ...(leaseMs !== undefined && { leaseMs }),
  });
  const config = await npmConfigOf({ user: 'registry=https://registry.npm.example/' });
  const cache = memoryCache();
  const reader = {
    readBytes({ name }: LookUp) {
      work.fetched += 1;
      return Promise.resolve(ok(Uint8Array.from(tarballs.get(name)?.bytes ?? []), clock()));
    },
  };
  const limiter = createLimiter(CONCURRENCY);
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const sourceFor = (name: string) =>
    createArtifactSource({
      ...{ config, cache, team, budget: { left: Number.MAX_SAFE_INTEGER }, analyserVersion: () => 'v1' },
      bytes: createPackageBytes({ config, cache, clock, reader }),
      analyser: {
        ...analyser,
        analyse(source, given) {
          work.analysed.set(name, (work.analysed.get(name) ?? 0) + 1);
          return analyser.analyse(source, given);
        },
      },
    });
  const look = async (name: string): Promise<Outcome<ArtifactFacts>> => {
    const request = { name, version: '1.0.0', integrity: `sha512-${tarballs.get(name)?.hash}` };
    const [answer] = await sourceFor(name).lookUp([request], { signal, freshness: 'cached' });
    if (answer === undefined) throw new Error('no answer');
    return answer;
  };
  return {
    judge: (names) => Promise.all(names.map((name) => limiter.run(signal, () => look(name)))),
    warnings,
    close: () => store.close(),
  };
}
