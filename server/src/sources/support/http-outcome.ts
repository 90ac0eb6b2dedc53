import type { FailureReason, Outcome } from '../../model/index.js';
import { failed } from '../../model/index.js';
import type { HttpAnswer } from '../../platform/http.js';

type Failed = Extract<Outcome<never>, { readonly status: 'failed' }>;

/** What an answer that is not the one hoped for means, in one sentence with host and status. */
export function failureFrom(answer: HttpAnswer, host: string): Failed {
  if (answer.status === 'failed') return failed(answer.reason, answer.message) as Failed;
  const { httpStatus } = answer;
  const [reason, what] = meaningOf(httpStatus);
  return failed(reason, `${host} ${what} (${httpStatus}).`) as Failed;
}

function meaningOf(httpStatus: number): readonly [FailureReason, string] {
  switch (httpStatus) {
    case 401:
      return ['unauthorized', 'asks for credentials'];
    case 403:
    case 451:
      return ['forbidden', 'refuses to answer'];
    case 408:
      return ['timeout', 'gave up waiting'];
    case 429:
      return ['rate-limited', 'is asked too often'];
    default:
      return httpStatus >= 500
        ? ['server-error', 'has a problem of its own']
        : ['unsupported', 'gave no answer of use'];
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
