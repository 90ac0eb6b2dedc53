import type { Advisory, PackageRef } from '../model/index.js';
import { ok } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { DiskCache } from '../platform/disk-cache.js';
import type { Http } from '../platform/http.js';
import { createRegistryChooser, withoutCredentials } from '../platform/npm/npm-config.js';
import type { NpmConfiguration } from '../platform/npm/npm-config.js';
import type { Source } from './source.js';
import { lookUpAdvisories } from './support/cached-advisories.js';
import type { CachedAdvisories, ServiceAnswer } from './support/cached-advisories.js';
import { MAX_QUERIES, createOsvClient } from './support/osv/osv-client.js';
import type { OsvReference } from './support/osv/osv-client.js';
import { refusal, type PublicNames } from './support/names/private-names.js';
import { osvUrl } from './support/osv/osv-record.js';
import { createOsvRecords } from './support/osv/osv-records.js';
import type { OsvRecords } from './support/osv/osv-records.js';

export interface OsvSourceOptions extends PublicNames {
  readonly config: NpmConfiguration;
  readonly http: Http;
  readonly cache: DiskCache;
  readonly clock: Clock;
  /** `https://api.osv.dev`, or a mirror that speaks its protocol. */
  readonly baseUrl: string;
}

/** Records are added every day, not every minute. */
const MAX_AGE_MS = 60 * 60_000;

/** Vulnerabilities and malware records (`MAL-…`) that OSV knows of, for packages of the public registry. */
export function createOsvSource(options: OsvSourceOptions): Source<'osv'> {
  const { config, http, cache, clock, baseUrl } = options;
  const registryOf = createRegistryChooser(config);
  const client = createOsvClient(http, baseUrl);
  const serviceId = withoutCredentials(baseUrl);
  const records = createOsvRecords(client, cache, clock, serviceId);
  const service: CachedAdvisories = {
    cache,
    clock,
    keyPrefix: `osv:2:${serviceId}:`,
    maxAgeMs: MAX_AGE_MS,
    refuse: (name) => refusal(registryOf(name), options, name, 'OSV'),
    async ask(packages, signal) {
      const references = await client.query(packages, signal);
      if ('status' in references) return packages.map(() => ({ outcome: references, complete: true }));
      return Promise.all(
        packages.map((ref, index) => answerOf(ref, references[index] ?? [], { records, signal, clock })),
      );
    },
  };
  return {
    question: 'osv',
    batchSize: MAX_QUERIES,
    maxAgeMs: MAX_AGE_MS,
    key: ({ name, version }) => `${name}@${version ?? ''}`,
    lookUp: (requests, lookUpOptions) => lookUpAdvisories(service, requests, lookUpOptions),
  };
}

interface Means {
  readonly records: OsvRecords;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/**
 * OSV has said that these records are about this very version. Where one cannot be had, that much is still told;
 * it is not kept, so that the next look-up asks for the rest again.
 */
async function answerOf(
  ref: PackageRef,
  references: readonly OsvReference[],
  { records, signal, clock }: Means,
): Promise<ServiceAnswer> {
  const contents = await Promise.all(references.map((reference) => records.get(reference, signal)));
  const advisories = contents.flatMap((content, index) => {
    const found =
      content === undefined ? bareAdvisory(references[index]?.id ?? '', ref.version) : content.get(ref.name);
    return found === undefined ? [] : [found];
  });
  return { outcome: ok(advisories, clock()), complete: !contents.includes(undefined) };
}

function bareAdvisory(id: string, version: string): Advisory {
  return {
    id,
    aliases: [],
    summary: 'OSV lists this version; the record itself could not be read.',
    url: osvUrl(id),
    versions: [version],
    partial: true,
    ...(id.startsWith('MAL-') ? { malware: true } : {}),
  };
}
