import { inEnglish, phrase, toldAs, type FailureReason, type Words } from '../../model/index.js';
import type { HttpAnswer } from '../http.js';

export type HttpFailure = Extract<HttpAnswer, { readonly status: 'failed' }>;

export function httpFailure(reason: FailureReason, message: Words): HttpFailure {
  return { status: 'failed', reason, ...toldAs(message) };
}

/** An answer that broke one of our own limits, thrown inside one attempt. */
export class AnswerError extends Error {
  readonly reason: FailureReason;
  readonly words: Words;

  constructor(reason: FailureReason, words: Words) {
    super(inEnglish(words));
    this.reason = reason;
    this.words = words;
  }
}

/** OpenSSL's verdicts on certificates (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const CERTIFICATE_CODE =
  /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERR_TLS_|ERR_SSL_|EPROTO)/;
/** Broken HTTP, or a body that is not in the encoding it claims. */
const MALFORMED_CODE = /^(?:HPE_|Z_|ERR__ERROR_FORMAT|ERR_BROTLI|ERR_INVALID_REDIRECT)/;
/** Nobody answers to such a name: asking again at once changes nothing. */
const FINAL_CODES: readonly string[] = ['ENOTFOUND', 'EINVALIDPROXY', 'ERR_INVALID_URL', 'ERR_INVALID_CHAR'];

/** What a thrown error means for the reader. `subject` is the host it happened with. */
export function failureOf(error: unknown, subject: string): HttpFailure {
  if (error instanceof AnswerError) return httpFailure(error.reason, error.words);
  const code = codeOf(error);
  if (CERTIFICATE_CODE.test(code)) {
    return httpFailure(
      'certificate',
      phrase('No connection to {host} that can be trusted: {why}.', { host: subject, why: tlsReason(code, error) }),
    );
  }
  if (MALFORMED_CODE.test(code))
    return httpFailure('malformed', phrase('{host} sent a broken answer ({code}).', { host: subject, code }));
  return httpFailure('network', phrase('{host} could not be reached ({code}).', { host: subject, code }));
}

/** Whether the same request may go better in a moment. */
export function isPassing(error: unknown): boolean {
  if (error instanceof AnswerError) return false;
  const code = codeOf(error);
  return !CERTIFICATE_CODE.test(code) && !MALFORMED_CODE.test(code) && !FINAL_CODES.includes(code);
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  const found = code ?? cause?.code;
  return typeof found === 'string' ? found : 'connection failed';
}

function tlsReason(code: string, error: unknown): Words {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return phrase('its certificate is for another host');
  if (code === 'CERT_HAS_EXPIRED') return phrase('its certificate has expired');
  if (!/^(?:ERR_SSL_|EPROTO)/.test(code)) return phrase('its certificate is not known ({code})', { code });
  return error instanceof Error && error.message.includes('wrong version') ? phrase('it does not speak TLS') : code;
}
