import { absent, failed, ok, phrase, type Outcome, type ScorecardFacts, type Words } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { DiskCache } from '../platform/disk-cache.js';
import type { Http } from '../platform/http.js';
import { createRegistryChooser, withoutCredentials } from '../platform/npm/npm-config.js';
import type { NpmConfiguration } from '../platform/npm/npm-config.js';
import type { LookUp, Source } from './source.js';
import { lookUpCached, type CachedAnswers } from './support/cached-answers.js';
import { failureFrom } from './support/http-outcome.js';
import { objectOf, parseJson } from './support/json.js';
import { refusal, type PublicNames } from './support/names/private-names.js';
import { keptScorecard, NOT_SCORED, readScorecard } from './support/scorecard-reader.js';

export interface ScorecardSourceOptions extends PublicNames {
  readonly config: NpmConfiguration;
  readonly http: Http;
  readonly cache: DiskCache;
  readonly clock: Clock;
  /** `https://api.scorecard.dev`, or a service that speaks its protocol. */
  readonly baseUrl: string;
}

/** The service works out each repository once a week. */
const MAX_AGE_MS = 7 * 24 * 60 * 60_000;
/** Each repository is a request of its own. */
const BATCH_SIZE = 16;
/** With every detail of every check; the largest are some hundred kilobytes. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const REPOSITORY = /^https:\/\/github\.com\/([\w.-]{1,100}\/[\w.-]{1,100})$/;

/** How well the repositories that packages of the public registry name are kept, by OpenSSF Scorecard. */
export function createScorecardSource(options: ScorecardSourceOptions): Source<'scorecard'> {
  const registryOf = createRegistryChooser(options.config);
  const key = ({ repository = '' }: LookUp): string => repository.toLowerCase();
  const service: CachedAnswers<ScorecardFacts> = {
    cache: options.cache,
    clock: options.clock,
    keyPrefix: `scorecard:1:${withoutCredentials(options.baseUrl)}:`,
    maxAgeMs: MAX_AGE_MS,
    key,
    refuse: (name) => refusal(registryOf(name), options, name, 'OpenSSF Scorecard'),
    ask: (requests, signal) => Promise.all(requests.map((request) => ask(options, request, signal))),
    read: keptScorecard,
  };
  return {
    question: 'scorecard',
    batchSize: BATCH_SIZE,
    maxAgeMs: MAX_AGE_MS,
    // Whether it may be asked about depends on the name as well.
    key: (request) => `${request.name} ${key(request)}`,
    lookUp: (requests, lookUpOptions) => lookUpCached(service, requests, lookUpOptions),
  };
}

/** `GET /projects/github.com/owner/repository`; 404 where it was never worked out. */
async function ask(
  { http, clock, baseUrl }: ScorecardSourceOptions,
  { repository = '' }: LookUp,
  signal: AbortSignal,
): Promise<Outcome<ScorecardFacts>> {
  const named = REPOSITORY.exec(repository)?.[1];
  if (named === undefined) return absent(clock());
  const base = baseUrl.replace(/\/+$/, '');
  const host = URL.canParse(base) ? new URL(base).host : phrase('The configured service');
  const answer = await http.send({
    url: `${base}/projects/github.com/${named}`,
    headers: { accept: 'application/json' },
    signal,
    maxBytes: MAX_ANSWER_BYTES,
  });
  if (answer.status === 'answered' && answer.httpStatus === 404) return absent(clock());
  if (answer.status === 'failed' || answer.httpStatus !== 200) return failureFrom(answer, host);
  return cardIn(answer.body.toString('utf8'), named, host, clock());
}

function cardIn(text: string, repository: string, host: Words, now: number): Outcome<ScorecardFacts> {
  const found = readScorecard(repository, objectOf(parseJson(text)));
  if (found === NOT_SCORED) return absent(now);
  return found === undefined
    ? failed('malformed', phrase('{host} answered with something that is no scorecard (200).', { host }))
    : ok(found, now);
}
