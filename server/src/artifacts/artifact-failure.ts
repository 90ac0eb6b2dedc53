import { failed, type FailureReason, type Outcome } from '../model/index.js';
import { failureOf } from '../platform/network/http-failure.js';
import { ArtifactError } from './artifact-error.js';

/** What npm's libraries call an answer that is not the one hoped for. */
const BY_CODE: ReadonlyMap<string, readonly [FailureReason, string]> = new Map([
  ['E401', ['unauthorized', 'asks for credentials']],
  ['EOTP', ['unauthorized', 'asks for a one-time password']],
  ['EAUTHIP', ['unauthorized', 'does not serve this address']],
  ['E403', ['forbidden', 'refuses to hand it out']],
  ['E404', ['unsupported', 'has no such file']],
  ['E429', ['rate-limited', 'is asked too often']],
  ['ETARGET', ['unsupported', 'does not list this version']],
  ['ENOVERSIONS', ['unsupported', 'lists no versions']],
  ['ETIMEDOUT', ['timeout', 'did not answer in time']],
  ['ERR_SOCKET_TIMEOUT', ['timeout', 'did not answer in time']],
  ['EIDLETIMEOUT', ['timeout', 'did not answer in time']],
  ['FETCH_ERROR', ['malformed', 'sent an answer that cannot be read']],
]);

/** @param subject `name@version`. @param host where it was asked for. */
export function artifactFailure(error: unknown, subject: string, host: string): Outcome<never> {
  if (error instanceof ArtifactError) return failed(error.reason, `The package file of ${subject} ${error.message}.`);
  const code = codeOf(error);
  if (code === 'EINTEGRITY') {
    return failed('integrity', `The package file of ${subject} is not the one that its integrity denotes.`);
  }
  if (code.startsWith('Z_')) return failed('malformed', `The package file of ${subject} is damaged (${code}).`);
  const [reason, what] = BY_CODE.get(code) ?? byStatus(code);
  if (reason !== undefined) {
    return failed(reason, `The package file of ${subject} could not be read: ${host} ${what} (${code}).`);
  }
  // A document that names no file, or one that is not fetched over http.
  if (error instanceof TypeError || code === '') {
    return failed(
      'malformed',
      `The package file of ${subject} could not be read: ${host} names none that can be fetched.`,
    );
  }
  const { reason: other, message } = failureOf(error, host);
  return failed(other, `The package file of ${subject} could not be read: ${message}`);
}

/** npm's libraries call any other HTTP status `E` and its number. */
function byStatus(code: string): readonly [FailureReason, string] | readonly [undefined, ''] {
  if (/^E5\d\d$/.test(code)) return ['server-error', 'has a problem of its own'];
  return /^E4\d\d$/.test(code) ? ['unsupported', 'does not hand it out'] : [undefined, ''];
}

function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}
