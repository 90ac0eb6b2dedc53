import { phrase, type Downloads, type Outcome } from '../model/index.js';
import { absent, failed, ok } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { DiskCache } from '../platform/disk-cache.js';
import type { Http, HttpAnswer } from '../platform/http.js';
import { createRegistryChooser, withoutCredentials } from '../platform/npm/npm-config.js';
import type { NpmConfiguration } from '../platform/npm/npm-config.js';
import type { LookUp, Source } from './source.js';
import { lookUpCached, type CachedAnswers } from './support/cached-answers.js';
import { failureFrom } from './support/http-outcome.js';
import { objectOf, parseJson, type JsonObject } from './support/json.js';
import { refusal, type PublicNames } from './support/names/private-names.js';

export interface DownloadsSourceOptions extends PublicNames {
  readonly config: NpmConfiguration;
  readonly http: Http;
  readonly cache: DiskCache;
  readonly clock: Clock;
  /** `https://api.npmjs.org`, or a service that speaks its protocol. */
  readonly baseUrl: string;
}

type DownloadsOutcome = Outcome<Downloads>;

/** The week that is counted ends some days ago, and the next one looks much the same. */
const MAX_AGE_MS = 3 * 24 * 60 * 60_000;
/** The service takes as many names at once; scoped ones only by themselves. */
const BATCH_SIZE = 128;
const MAX_ANSWER_BYTES = 1024 * 1024;

/** How often packages of the public registry were downloaded in the last week, by npm's own count. */
export function createDownloadsSource(options: DownloadsSourceOptions): Source<'downloads'> {
  const registryOf = createRegistryChooser(options.config);
  const service: CachedAnswers<Downloads> = {
    cache: options.cache,
    clock: options.clock,
    keyPrefix: `downloads:1:${withoutCredentials(options.baseUrl)}:`,
    maxAgeMs: MAX_AGE_MS,
    key: ({ name }) => name,
    refuse: (name) => refusal(registryOf(name), options, name, phrase('the download counts')),
    ask: (requests, signal) => ask(options, requests, signal),
    read: (json) => countIn(objectOf(json)?.lastWeek),
  };
  return {
    question: 'downloads',
    batchSize: BATCH_SIZE,
    maxAgeMs: MAX_AGE_MS,
    key: ({ name }) => name,
    lookUp: (requests, lookUpOptions) => lookUpCached(service, requests, lookUpOptions),
  };
}

async function ask(
  options: DownloadsSourceOptions,
  requests: readonly LookUp[],
  signal: AbortSignal,
): Promise<readonly DownloadsOutcome[]> {
  const names = [...new Set(requests.map(({ name }) => name))];
  const together = names.filter((name) => !name.startsWith('@'));
  const alone = names.filter((name) => name.startsWith('@'));
  const groups = [...(together.length === 0 ? [] : [together]), ...alone.map((name) => [name])];
  const answers = await Promise.all(groups.map((group) => askGroup(options, group, signal)));
  const byName = new Map(answers.flatMap((answer) => [...answer]));
  return requests.map(({ name }) => byName.get(name) ?? absent(options.clock()));
}

async function askGroup(
  { http, clock, baseUrl }: DownloadsSourceOptions,
  names: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, DownloadsOutcome>> {
  const base = baseUrl.replace(/\/+$/, '');
  const host = URL.canParse(base) ? new URL(base).host : phrase('The configured service');
  const answer = await http.send({
    url: `${base}/downloads/point/last-week/${names.map(inPath).join(',')}`,
    headers: { accept: 'application/json' },
    signal,
    maxBytes: MAX_ANSWER_BYTES,
  });
  const all = (outcome: DownloadsOutcome) => new Map(names.map((name) => [name, outcome]));
  if (answer.status === 'answered' && answer.httpStatus === 404) return all(absent(clock()));
  const json = contentOf(answer);
  if (json === undefined) {
    const isAnswer = answer.status === 'answered' && answer.httpStatus === 200;
    return all(
      isAnswer
        ? failed('malformed', phrase('{host} answered with something that is no download count (200).', { host }))
        : failureFrom(answer, host),
    );
  }
  // One name alone is answered without a dictionary around it.
  const entryOf = (name: string): unknown =>
    names.length === 1 ? json : Object.hasOwn(json, name) ? json[name] : undefined;
  return new Map(
    names.map((name) => {
      const entry = entryOf(name);
      const count = countIn(objectOf(entry)?.downloads);
      if (count !== undefined) return [name, ok(count, clock())];
      return [
        name,
        entry === null
          ? absent(clock())
          : failed('malformed', phrase('{host} did not tell a count of {name} (200).', { host, name })),
      ];
    }),
  );
}

/** The service has the slash of a scope as it is. */
function inPath(name: string): string {
  return name
    .split('/')
    .map((part) => encodeURIComponent(part).replace('%40', '@'))
    .join('/');
}

function contentOf(answer: HttpAnswer): JsonObject | undefined {
  if (answer.status === 'failed' || answer.httpStatus !== 200) return undefined;
  return objectOf(parseJson(answer.body.toString('utf8')));
}

function countIn(value: unknown): Downloads | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? { lastWeek: value } : undefined;
}
