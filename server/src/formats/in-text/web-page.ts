import type { InTextFormat } from '../format.js';
import { pageAddresses } from './support/page-addresses.js';

/** Pages that load packages from networks which deliver what is in the registry. */
export const webPage: InTextFormat = Object.freeze({
  id: 'web-page',
  matches: (file) => /\.(?:html?|xhtml)$/i.test(file),
  read: (text) => pageAddresses(text),
} satisfies InTextFormat);
