import type { Translate } from '../../../server/src/protocol/translate.js';

const MAX_REASON_LENGTH = 200;

/**
 * Why a model has not answered, in a sentence.
 *
 * @param error what the editor or the model's provider has thrown
 */
export function modelProblem(error: unknown, t: Translate): string {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  switch (code) {
    case 'NoPermissions':
      return t('The editor does not let Package Risk use this model: you can allow it when you are asked.');
    case 'Blocked':
      return t('The provider of the model refuses the request; perhaps your quota is used up.');
    case 'NotFound':
      return t('The model is not there any more.');
    default:
      return t('The model did not answer: {reason}', { reason: harmless(typeof message === 'string' ? message : '') });
  }
}

/** The provider's own words. In a message of the editor what is written as a link is one, also to a command. */
function harmless(reason: string): string {
  const line = reason
    .slice(0, 10 * MAX_REASON_LENGTH)
    .replace(/[\s\p{C}[\]]+/gu, ' ')
    .trim();
  return line === '' ? '–' : line.slice(0, MAX_REASON_LENGTH);
}
