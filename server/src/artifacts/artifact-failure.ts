import { failed, phrase, type FailureReason, type Outcome, type Phrase } from '../model/index.js';
import { failureOf } from '../platform/network/http-failure.js';
import { ArtifactError } from './artifact-error.js';

/** What npm's libraries call an answer that is not the one hoped for. */
type Trouble = readonly [reason: FailureReason, what: (host: string) => Phrase];

const IS_LATE: Trouble = ['timeout', (host) => phrase('{host} did not answer in time', { host })];

const BY_CODE: ReadonlyMap<string, Trouble> = new Map<string, Trouble>([
  ['E401', ['unauthorized', (host) => phrase('{host} asks for credentials', { host })]],
  ['EOTP', ['unauthorized', (host) => phrase('{host} asks for a one-time password', { host })]],
  ['EAUTHIP', ['unauthorized', (host) => phrase('{host} does not serve this address', { host })]],
  ['E403', ['forbidden', (host) => phrase('{host} refuses to hand it out', { host })]],
  ['E404', ['unsupported', (host) => phrase('{host} has no such file', { host })]],
  ['E429', ['rate-limited', (host) => phrase('{host} is asked too often', { host })]],
  ['ETARGET', ['unsupported', (host) => phrase('{host} does not list this version', { host })]],
  ['ENOVERSIONS', ['unsupported', (host) => phrase('{host} lists no versions', { host })]],
  ['ETIMEDOUT', IS_LATE],
  ['ERR_SOCKET_TIMEOUT', IS_LATE],
  ['EIDLETIMEOUT', IS_LATE],
  ['FETCH_ERROR', ['malformed', (host) => phrase('{host} sent an answer that cannot be read', { host })]],
]);

/** @param subject `name@version`. @param host where it was asked for. */
export function artifactFailure(error: unknown, subject: string, host: string): Outcome<never> {
  if (error instanceof ArtifactError) {
    const problem = phrase('The package file of {package} {problem}.', { package: subject, problem: error.words });
    return failed(error.reason, problem);
  }
  const code = codeOf(error);
  if (code === 'EINTEGRITY') {
    return failed(
      'integrity',
      phrase('The package file of {package} is not the one that its integrity denotes.', { package: subject }),
    );
  }
  if (code.startsWith('Z_'))
    return failed(
      'malformed',
      phrase('The package file of {package} is damaged ({code}).', { package: subject, code }),
    );
  const [reason, what] = BY_CODE.get(code) ?? byStatus(code);
  if (reason !== undefined) {
    const message = phrase('The package file of {package} could not be read: {what} ({code}).', {
      ...{ package: subject, what: what(host), code },
    });
    return failed(reason, message);
  }
  // A document that names no file, or one that is not fetched over http.
  if (error instanceof TypeError || code === '') {
    return failed(
      'malformed',
      phrase('The package file of {package} could not be read: {host} names none that can be fetched.', {
        package: subject,
        host,
      }),
    );
  }
  const { reason: other, message, wording } = failureOf(error, host);
  return failed(
    other,
    phrase('The package file of {package} could not be read: {message}', {
      package: subject,
      message: wording ?? message,
    }),
  );
}

/** npm's libraries call any other HTTP status `E` and its number. */
function byStatus(code: string): Trouble | readonly [undefined, undefined] {
  if (/^E5\d\d$/.test(code)) return ['server-error', (host) => phrase('{host} has a problem of its own', { host })];
  if (!/^E4\d\d$/.test(code)) return [undefined, undefined];
  return ['unsupported', (host) => phrase('{host} does not hand it out', { host })];
}

function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}
