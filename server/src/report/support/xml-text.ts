import { COMMAND_ANYWHERE, LINE_COMMAND } from './pipeline-commands.js';
import { plainText } from './plain-text.js';

const ENTITIES: Readonly<Record<string, string>> = Object.freeze({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
});

/** What XML 1.0 has no place for, not even as a reference. `plainText` leaves these two. */
const FORBIDDEN = /[\uFFFE\uFFFF]/g;

/** Text from outside as one line of XML's text or of a quoted attribute. */
export function xmlText(text: string, maxLength: number): string {
  return plainText(text, maxLength)
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark)
    .replace(LINE_COMMAND, '&#58;')
    .replace(COMMAND_ANYWHERE, '&#35;');
}
