import { COMMAND_ANYWHERE } from './pipeline-commands.js';
import { MAX_TEXT_LENGTH, plainText } from './plain-text.js';
import { safeJson } from './terminal.js';

const ENTITIES: Readonly<Record<string, string>> = Object.freeze({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
});

/** Text from outside as HTML that shows exactly that text, between tags and in quoted attributes alike. */
export function htmlText(text: string, maxLength: number = MAX_TEXT_LENGTH): string {
  return plainText(text, maxLength)
    .replace(/[&<>"'`]/g, (mark) => ENTITIES[mark] ?? '')
    .replace(COMMAND_ANYWHERE, '&#35;');
}

/** Plain data inside of `<script type="application/json">`, which ends at the first `</script` and knows comments. */
export function scriptJson(value: unknown): string {
  return safeJson(value, 0).replace(/[<>&]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
