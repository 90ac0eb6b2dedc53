import type { Translate } from '../../client/src/translate.js';

/** What an editor in English makes of a message. */
export const english: Translate = (message, values = {}) =>
  message.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
