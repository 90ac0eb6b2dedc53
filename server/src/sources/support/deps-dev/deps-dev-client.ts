import { phrase, type DepsDevFindings, type FailureReason, type Outcome, type Phrase } from '../../../model/index.js';
import { failed, ok } from '../../../model/index.js';
import type { Clock } from '../../../platform/clock.js';
import type { Http } from '../../../platform/http.js';
import type { LookUp } from '../../source.js';
import { failureFrom } from '../http-outcome.js';
import { arrayOf, objectOf, parseJson, stringsOf, textOf, type JsonObject } from '../json.js';

/** The service takes five times as many; smaller requests keep one failure small. */
export const MAX_REQUESTS = 1000;
/** A whole batch has a few pages. */
const MAX_PAGES = 50;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const MAX_ALTERNATIVES = 5;

type FindingsOutcome = Outcome<DepsDevFindings>;
type Failed = Extract<FindingsOutcome, { readonly status: 'failed' }>;

export interface DepsDevClient {
  /** At most `MAX_REQUESTS`. Answers in order. */
  findings(requests: readonly LookUp[], signal: AbortSignal): Promise<readonly FindingsOutcome[]>;
}

/**
 * `POST /v3alpha/findingsbatch`, an early interface: an answer of another shape is a failure that says so.
 *
 * @param baseUrl of deps.dev or of a service that speaks its protocol.
 */
export function createDepsDevClient(http: Http, baseUrl: string, clock: Clock): DepsDevClient {
  const base = baseUrl.replace(/\/+$/, '');
  const host = URL.canParse(base) ? new URL(base).host : phrase('The configured service');
  const failure = (reason: FailureReason, message: Phrase): Failed => failed(reason, message) as Failed;
  const send = async (body: object, signal: AbortSignal): Promise<JsonObject | Failed> => {
    const answer = await http.send({
      url: `${base}/v3alpha/findingsbatch`,
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
      maxBytes: MAX_ANSWER_BYTES,
    });
    if (answer.status === 'failed' || answer.httpStatus !== 200) return failureFrom(answer, host);
    const json = objectOf(parseJson(answer.body.toString('utf8')));
    return Array.isArray(json?.responses)
      ? json
      : failure('malformed', phrase('{host} answered with something that is no list of findings (200).', { host }));
  };
  return {
    async findings(lookUps, signal) {
      const requests = lookUps.map(requestOf);
      const found = new Map<string, DepsDevFindings>();
      let token: string | undefined;
      for (let page = 0; page === 0 || token !== undefined; page += 1) {
        if (page === MAX_PAGES)
          return lookUps.map(() =>
            failure('too-large', phrase('{host} has more pages of findings than anybody would read.', { host })),
          );
        const answer = await send({ requests, ...(token !== undefined && { pageToken: token }) }, signal);
        if (isFailure(answer)) return lookUps.map(() => answer);
        for (const response of arrayOf(answer.responses)) addTo(found, objectOf(response));
        token = textOf(answer.nextPageToken, 10_000);
      }
      return lookUps.map((request) => {
        const findings = found.get(idOf(request));
        return findings === undefined
          ? failure('malformed', phrase('{host} did not answer for {name} (200).', { host, name: request.name }))
          : ok(findings, clock());
      });
    },
  };
}

function isFailure(answer: JsonObject | Failed): answer is Failed {
  return answer.status === 'failed' && typeof answer.message === 'string';
}

function requestOf({ name, version }: LookUp): object {
  return version === undefined
    ? { packageKey: { system: 'NPM', name } }
    : { versionKey: { system: 'NPM', name, version } };
}

function idOf({ name, version }: Pick<LookUp, 'name' | 'version'>): string {
  return `${name}@${version ?? ''}`;
}

/** The request comes back as it was put; what was found goes by names in a form of its own. */
function addTo(found: Map<string, DepsDevFindings>, response: JsonObject | undefined): void {
  const request = objectOf(response?.request);
  const key = objectOf(request?.versionKey) ?? objectOf(request?.packageKey);
  const findings = objectOf(response?.findings);
  if (typeof key?.name !== 'string' || findings === undefined) return;
  const version = typeof key.version === 'string' ? key.version : undefined;
  found.set(idOf({ name: key.name, version }), readFindings(findings));
}

function readFindings(findings: JsonObject): DepsDevFindings {
  const ofPackage = listOf(findings.packageFindings);
  const ofVersion = listOf(objectOf(findings.requestedVersion)?.findings);
  const isMalicious = (one: JsonObject): boolean => one.type === 'MALICIOUS';
  const malicious = ofPackage.some(isMalicious) ? 'package' : ofVersion.some(isMalicious) ? 'version' : undefined;
  const lowUsage = [...ofPackage, ...ofVersion].find(({ type }) => type === 'LOW_USAGE');
  const alternatives = stringsOf(objectOf(lowUsage?.lowUsageContext)?.alternativePackages, 214);
  return {
    ...(malicious !== undefined && { malicious }),
    ...(alternatives.length > 0 && { alternatives: alternatives.slice(0, MAX_ALTERNATIVES) }),
  };
}

function listOf(findings: unknown): readonly JsonObject[] {
  return arrayOf(findings)
    .map(objectOf)
    .filter((one) => one !== undefined);
}
