import type { DepsDevFindings } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { DiskCache } from '../platform/disk-cache.js';
import type { Http } from '../platform/http.js';
import { createRegistryChooser, withoutCredentials } from '../platform/npm/npm-config.js';
import type { NpmConfiguration } from '../platform/npm/npm-config.js';
import type { Source } from './source.js';
import { lookUpCached, type CachedAnswers } from './support/cached-answers.js';
import { createDepsDevClient, MAX_REQUESTS } from './support/deps-dev/deps-dev-client.js';
import { objectOf } from './support/json.js';
import { refusal, type PublicNames } from './support/names/private-names.js';

export interface DepsDevSourceOptions extends PublicNames {
  readonly config: NpmConfiguration;
  readonly http: Http;
  readonly cache: DiskCache;
  readonly clock: Clock;
  /** `https://api.deps.dev`, or a service that speaks its protocol. */
  readonly baseUrl: string;
}

/** What it finds comes from advisories and counts, which change by the day. */
const MAX_AGE_MS = 6 * 60 * 60_000;

/** What deps.dev finds about versions of the public registry, as further evidence. */
export function createDepsDevSource(options: DepsDevSourceOptions): Source<'depsDev'> {
  const registryOf = createRegistryChooser(options.config);
  const client = createDepsDevClient(options.http, options.baseUrl, options.clock);
  const key: Source['key'] = ({ name, version }) => `${name}@${version ?? ''}`;
  const service: CachedAnswers<DepsDevFindings> = {
    cache: options.cache,
    clock: options.clock,
    keyPrefix: `deps-dev:1:${withoutCredentials(options.baseUrl)}:`,
    maxAgeMs: MAX_AGE_MS,
    key,
    refuse: (name) => refusal(registryOf(name), options, name, 'deps.dev'),
    ask: (requests, signal) => client.findings(requests, signal),
    read: (json) => objectOf(json),
  };
  return {
    question: 'depsDev',
    batchSize: MAX_REQUESTS,
    maxAgeMs: MAX_AGE_MS,
    key,
    lookUp: (requests, lookUpOptions) => lookUpCached(service, requests, lookUpOptions),
  };
}
