import type { Session } from './session.js';

/** What is answered to a request of the client's own where something was thrown. */
export function failure({ escapes }: Session): { readonly problem: string } {
  return { problem: escapes.t('Something went wrong; the log says what.') };
}
