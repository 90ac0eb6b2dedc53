import type { Escapes } from '../features/support/escapes.js';
import { escapeMarkdown, markdownCode, markdownLink, webAddress } from '../report/support/markdown.js';
import { plainText } from '../report/support/plain-text.js';

/** The escaping that `features/` is handed. */
export const ESCAPES: Escapes = Object.freeze({
  plain: plainText,
  markdown: escapeMarkdown,
  code: markdownCode,
  link: markdownLink,
  webAddress,
});
