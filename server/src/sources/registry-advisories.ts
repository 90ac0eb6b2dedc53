import { gzipSync } from 'node:zlib';
import { phrase, type Outcome, type PackageRef } from '../model/index.js';
import { failed, ok, skipped, valueOf } from '../model/index.js';
import { isWaiting, type Clock } from '../platform/clock.js';
import type { DiskCache } from '../platform/disk-cache.js';
import type { Http } from '../platform/http.js';
import { createRegistryChooser, withoutCredentials } from '../platform/npm/npm-config.js';
import type { NpmConfiguration, Registry } from '../platform/npm/npm-config.js';
import type { Source } from './source.js';
import { readBulkAdvisories } from './support/bulk-advisories.js';
import { lookUpAdvisories } from './support/cached-advisories.js';
import type { AdvisoriesOutcome, CachedAdvisories, ServiceAnswer } from './support/cached-advisories.js';
import { failureFrom } from './support/http-outcome.js';
import { parseJson } from './support/json.js';

export interface RegistryAdvisoriesOptions {
  readonly config: NpmConfiguration;
  readonly http: Http;
  readonly cache: DiskCache;
  readonly clock: Clock;
}

/** Advisories are added every day, not every minute. */
const MAX_AGE_MS = 60 * 60_000;
/** npm sends a whole tree at once; smaller requests keep one failure small. */
const BATCH_SIZE = 500;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
/** How registries say that they do not know the endpoint. */
const NO_ENDPOINT: readonly number[] = [400, 404, 405, 410, 501];

/**
 * What the default registry itself knows to be vulnerable, by the endpoint that `npm audit` uses. Names that belong to
 * another registry are not sent.
 */
export function createRegistryAdvisoriesSource(options: RegistryAdvisoriesOptions): Source<'registryAdvisories'> {
  const { config, cache, clock } = options;
  const registryOf = createRegistryChooser(config);
  const withoutEndpoint = new Map<string, { readonly until: number; readonly outcome: AdvisoriesOutcome }>();
  const service: CachedAdvisories = {
    cache,
    clock,
    keyPrefix: `registry-advisories:2:${defaultRegistryId(config)}:`,
    maxAgeMs: MAX_AGE_MS,
    refuse: (name) => Promise.resolve(refusal(registryOf(name), name)),
    async ask(packages, signal) {
      const registry = packages[0] && registryOf(packages[0].name);
      if (registry === undefined || 'status' in registry) return [];
      const lacking = withoutEndpoint.get(registry.id);
      if (lacking !== undefined && isWaiting(lacking.until, MAX_AGE_MS, clock()))
        return packages.map(() => whole(lacking.outcome));
      const answers = await askRegistry(options, registry, packages, signal);
      const [unsupported] = answers.filter(({ status }) => status === 'failed');
      if (unsupported?.status === 'failed' && unsupported.reason === 'unsupported') {
        withoutEndpoint.set(registry.id, { until: clock() + MAX_AGE_MS, outcome: unsupported });
      }
      return answers.map(whole);
    },
  };
  return {
    question: 'registryAdvisories',
    batchSize: BATCH_SIZE,
    maxAgeMs: MAX_AGE_MS,
    key: ({ name, version }) => `${name}@${version ?? ''}`,
    lookUp: (requests, lookUpOptions) => lookUpAdvisories(service, requests, lookUpOptions),
  };
}

function whole(outcome: AdvisoriesOutcome): ServiceAnswer {
  return { outcome, complete: valueOf(outcome)?.some(({ partial }) => partial === true) !== true };
}

/** There is one default registry in a configuration, so its names can share one request. */
function defaultRegistryId(config: NpmConfiguration): string {
  return withoutCredentials(config.override ?? config.userRegistry);
}

function refusal(registry: Registry | Outcome<never>, name: string): Outcome<never> | undefined {
  if ('status' in registry) return registry;
  if (registry.isDefault) return undefined;
  return skipped(
    'private-name',
    phrase('{name} comes from {host}; only the default registry is asked.', { name, host: registry.host }),
  );
}

async function askRegistry(
  { http, clock }: RegistryAdvisoriesOptions,
  registry: Registry,
  packages: readonly PackageRef[],
  signal: AbortSignal,
): Promise<readonly AdvisoriesOutcome[]> {
  const answer = await http.send({
    url: `${registry.url}-/npm/v1/security/advisories/bulk`,
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: gzipSync(JSON.stringify(versionsByName(packages))),
    signal,
    maxBytes: MAX_ANSWER_BYTES,
  });
  const all = (outcome: AdvisoriesOutcome): readonly AdvisoriesOutcome[] => packages.map(() => outcome);
  if (answer.status === 'failed') return all(failureFrom(answer, registry.host));
  if (NO_ENDPOINT.includes(answer.httpStatus)) {
    return all(
      failed(
        'unsupported',
        phrase('{host} has no advisories endpoint ({status}).', { host: registry.host, status: answer.httpStatus }),
      ),
    );
  }
  if (answer.httpStatus !== 200) return all(failureFrom(answer, registry.host));
  const found = readBulkAdvisories(parseJson(answer.body.toString('utf8')));
  if (found === undefined) return all(unreadable(registry));
  return packages.map(({ name }) => {
    const advisories = found.get(name) ?? [];
    return advisories === 'unreadable' ? unreadable(registry) : ok(advisories, clock());
  });
}

function unreadable({ host }: Registry): Outcome<never> {
  return failed('malformed', phrase('{host} answered with something that is no list of advisories (200).', { host }));
}

function versionsByName(packages: readonly PackageRef[]): Readonly<Record<string, readonly string[]>> {
  const versions = new Map<string, string[]>();
  for (const { name, version } of packages) versions.set(name, [...(versions.get(name) ?? []), version]);
  return Object.fromEntries(versions);
}
