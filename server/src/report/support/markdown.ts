import { MAX_TEXT_LENGTH, plainText } from './plain-text.js';

/** Longer addresses are not for people. */
const MAX_URL_LENGTH = 2000;

/** Characters that mean something inside a line of Markdown (GitHub's kind), in HTML, or in VS Code's `$(icon)`. */
const ANYWHERE = /[\\`*_[\]<>|~&$]/g;

/** What makes a heading, a list, a rule or a setext underline at the start of a block. */
const AT_START = /^(?:[#+\-=]|\d+[.)])/;

/** `www.`, `scheme:` and `name@host` become links on their own where the marks in them stand bare. */
const LINKING_COLON = /:(?=\S)/g;
const LINKING_DOT = /(?<=www)\./gi;
const LINKING_AT = /@(?=\S)/g;

/** Text from outside as Markdown that shows exactly that text: no markup, no HTML, no link, no line break. */
export function escapeMarkdown(text: string, maxLength: number = MAX_TEXT_LENGTH): string {
  return plainText(text, maxLength)
    .replace(ANYWHERE, '\\$&')
    .replace(LINKING_COLON, '\\:')
    .replace(LINKING_DOT, '\\.')
    .replace(LINKING_AT, '\\@')
    .replace(AT_START, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`);
}

/** VS Code paints `$(icon)` inside of code spans, too, and there is no way to escape it there. */
const ICON_START = '$(';

/**
 * Text from outside as a code span. Nothing inside one means anything but backticks, which the fence outnumbers, and icons: what
 * reads like one becomes plain text.
 */
export function markdownCode(text: string, maxLength: number = MAX_TEXT_LENGTH): string {
  const line = plainText(text, maxLength);
  if (line === '') return '``` ```';
  if (line.includes(ICON_START)) return escapeMarkdown(line, maxLength);
  const longestRun = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** A link to a web page. Any other scheme, and any address that hides who it belongs to, leaves the label alone. */
export function markdownLink(label: string, url: string): string {
  const address = webAddress(url);
  return address === undefined ? escapeMarkdown(label) : `[${escapeMarkdown(label)}](${address})`;
}

/** Addresses may have `&` in a host's name, and in Markdown `&commat;` there is an `@` that hides which host it is. */
const HOST_NAME = /^[\w.-]+$/;

/** The address in its normal form, safe between the brackets of a link; undefined where it is none to follow. */
export function webAddress(url: string): string | undefined {
  if (url.length > MAX_URL_LENGTH || !URL.canParse(url)) return undefined;
  const { protocol, username, password, hostname, href } = new URL(url);
  if ((protocol !== 'https:' && protocol !== 'http:') || !HOST_NAME.test(hostname)) return undefined;
  // `https://registry.example@evil.invalid` reads as the wrong host.
  if (username !== '' || password !== '') return undefined;
  return href.replace(
    /[()[\]<>\\`*|~$!'"]|&(?=#?\w+;)/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
