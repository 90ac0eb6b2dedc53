import { webAddress } from '../support/markdown.js';
import { plainText } from '../support/plain-text.js';

/** GitHub shows the first line of a message in lists; nobody reads more than a paragraph. */
const MAX_MESSAGE = 1000;

/** Text from outside as SARIF's plain text: no link (§3.11.6), no placeholder (§3.11.5), no line break. */
export function sarifText(text: string, maxLength: number = MAX_MESSAGE): string {
  return plainText(text, maxLength)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
}

/** A link to a web page as SARIF's plain text has it; nothing where the address is none to follow. */
export function sarifLink(label: string, url: string): string | undefined {
  const address = webAddress(url);
  return address === undefined
    ? undefined
    : `[${sarifText(label, 80)}](${address.replace(/[{}]/g, encodeURIComponent)})`;
}
