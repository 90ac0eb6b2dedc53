import { failed, phrase, type FailureReason, type Outcome, type Phrase, type Words } from '../../model/index.js';
import type { HttpAnswer } from '../../platform/http.js';

type Failed = Extract<Outcome<never>, { readonly status: 'failed' }>;

/** What an answer that is not the one hoped for means, in one sentence with host and status. */
export function failureFrom(answer: HttpAnswer, host: Words): Failed {
  if (answer.status === 'failed') return failed(answer.reason, answer.wording ?? answer.message) as Failed;
  const { httpStatus } = answer;
  const [reason, message] = meaningOf(httpStatus, host);
  return failed(reason, message) as Failed;
}

function meaningOf(status: number, host: Words): readonly [FailureReason, Phrase] {
  const about = { host, status };
  switch (status) {
    case 401:
      return ['unauthorized', phrase('{host} asks for credentials ({status}).', about)];
    case 403:
    case 451:
      return ['forbidden', phrase('{host} refuses to answer ({status}).', about)];
    case 408:
      return ['timeout', phrase('{host} gave up waiting ({status}).', about)];
    case 429:
      return ['rate-limited', phrase('{host} is asked too often ({status}).', about)];
    default:
      return status >= 500
        ? ['server-error', phrase('{host} has a problem of its own ({status}).', about)]
        : ['unsupported', phrase('{host} gave no answer of use ({status}).', about)];
  }
}

/** Passing troubles, in which an older answer is better than none. Lost access is not one of them. */
const OLDER_WILL_DO: readonly FailureReason[] = [
  'offline',
  'rate-limited',
  'server-error',
  'timeout',
  'network',
  'certificate',
  'malformed',
  'too-large',
];

export function olderWillDo(failure: Failed): boolean {
  return OLDER_WILL_DO.includes(failure.reason);
}
