import type { Escapes } from '../features/support/escapes.js';
import { escapeMarkdown, markdownCode, markdownLink, webAddress } from '../report/support/markdown.js';
import type { Translate } from '../protocol/translate.js';
import { plainText } from '../report/support/plain-text.js';

/** The escaping that `features/` is handed, with the language of whoever reads. */
export function escapesIn(t: Translate): Escapes {
  return Object.freeze({
    t,
    plain: plainText,
    markdown: escapeMarkdown,
    code: markdownCode,
    link: markdownLink,
    webAddress,
  });
}
