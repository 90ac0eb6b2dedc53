import { phrase, type FailureReason, type Outcome, type PackageRef, type Phrase } from '../../../model/index.js';
import { failed } from '../../../model/index.js';
import type { Http } from '../../../platform/http.js';
import { failureFrom } from '../http-outcome.js';
import { arrayOf, objectOf, parseJson, textOf } from '../json.js';
import { isOsvId } from './osv-record.js';

/** A record's name, and the moment of its last change, which together never mean two contents. */
export interface OsvReference {
  readonly id: string;
  readonly modified: string;
}

type Failed = Extract<Outcome<never>, { readonly status: 'failed' }>;

export interface OsvClient {
  /** At most `MAX_QUERIES` packages. The references of each, in order, or why there are none to be had. */
  query(packages: readonly PackageRef[], signal: AbortSignal): Promise<readonly (readonly OsvReference[])[] | Failed>;
  /** The record as untyped JSON. */
  record(id: string, signal: AbortSignal): Promise<{ readonly json: unknown } | Failed>;
}

/** The service refuses longer batches. */
export const MAX_QUERIES = 1000;
/** A package with more pages of advisories than this is no package. */
const MAX_PAGES = 20;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** @param baseUrl of OSV (`https://api.osv.dev`) or of a mirror that speaks its protocol. */
export function createOsvClient(http: Http, baseUrl: string): OsvClient {
  const base = baseUrl.replace(/\/+$/, '');
  const host = URL.canParse(base) ? new URL(base).host : phrase('The configured service');
  const failure = (reason: FailureReason, message: Phrase): Failed => failed(reason, message) as Failed;
  const send = async (path: string, body: object | undefined, signal: AbortSignal) => {
    const answer = await http.send({
      url: base + path,
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
      signal,
      maxBytes: MAX_ANSWER_BYTES,
    });
    if (answer.status === 'failed' || answer.httpStatus !== 200) return failureFrom(answer, host);
    const json = objectOf(parseJson(answer.body.toString('utf8')));
    return json === undefined
      ? failure('malformed', phrase('{host} answered with something that is not from OSV (200).', { host }))
      : { json };
  };
  return {
    record: (id, signal) => send(`/v1/vulns/${encodeURIComponent(id)}`, undefined, signal),
    async query(packages, signal) {
      const found: OsvReference[][] = packages.map(() => []);
      let open: readonly Page[] = packages.map((_, index) => ({ index }));
      for (let pages = 0; open.length > 0; pages += 1) {
        if (pages === MAX_PAGES)
          return failure('too-large', phrase('{host} has more pages of results than anybody would read.', { host }));
        const answer = await send('/v1/querybatch', { queries: open.map((page) => queryOf(packages, page)) }, signal);
        if ('status' in answer) return answer;
        const results = arrayOf(answer.json.results);
        if (results.length !== open.length || !results.every(isReadable))
          return failure('malformed', phrase('{host} did not answer every query (200).', { host }));
        results.forEach((result, place) => found[open[place]?.index ?? 0]?.push(...referencesOf(result)));
        open = open.flatMap((page, place) => nextPage(page, results[place]));
      }
      return found;
    },
  };
}

/** What is still to be asked about one of the packages. */
interface Page {
  readonly index: number;
  readonly token?: string;
}

function queryOf(packages: readonly PackageRef[], { index, token }: Page): object {
  const { name, version } = packages[index] ?? { name: '', version: '' };
  return { package: { name, ecosystem: 'npm' }, version, ...(token === undefined ? {} : { page_token: token }) };
}

/** A package without advisories has an empty object, or null in some mirrors. */
function referencesOf(result: unknown): readonly OsvReference[] {
  return arrayOf(objectOf(result)?.vulns).flatMap((vulnerability) => {
    const id = objectOf(vulnerability)?.id;
    return !isOsvId(id) ? [] : [{ id, modified: textOf(objectOf(vulnerability)?.modified, 100) ?? '' }];
  });
}

/** A list that cannot be read in full might hold anything. */
function isReadable(result: unknown): boolean {
  const { vulns, next_page_token: token } = objectOf(result) ?? {};
  const isResult = result === null || objectOf(result) !== undefined;
  const isListed = (one: unknown): boolean => isOsvId(objectOf(one)?.id);
  const isList = (vulns ?? undefined) === undefined || (Array.isArray(vulns) && vulns.every(isListed));
  return isResult && isList && ((token ?? undefined) === undefined || typeof token === 'string');
}

function nextPage(page: Page, result: unknown): readonly Page[] {
  const token = textOf(objectOf(result)?.next_page_token, 10_000);
  return token === undefined ? [] : [{ index: page.index, token }];
}
