import type { CommandMention } from '../../../model/index.js';
import { packagesInCommands } from './command-text.js';
import { packagesOf } from './package-command.js';
import { jsonStringOf } from './placed-text.js';
import type { Word } from './shell-words.js';

/** With everything that belongs to it: lines that end in a backslash go on, and lines of comments between do not end it. */
const INSTRUCTION =
  /^[ \t]*(RUN|CMD|ENTRYPOINT|SHELL|HEALTHCHECK)\b((?:[^\n\\]|\\[ \t]*\r?\n(?:[ \t]*#.*\n)*|\\[^\n])*)/gim;
const COMMENT_LINE = /(?<=\n)[ \t]*#.*\n/g;
/** `--mount=type=cache,target=/x` and the like, and the `CMD` of a health check. */
const OPTIONS = /^(?:\s+--[a-z-]+=\S+)*(?:\s+CMD\b)?/;
const LIST = /^\s*\[([^]*)\]\s*$/;
const STRING = /"((?:[^"\\]|\\[^])*)"/g;
const HERE_DOCUMENT = /^[ \t]*RUN\b.*<<-?\s*(["']?)(\w+)\1.*\n/gim;

/** The packages that a Dockerfile's commands name. @param offset of the text in the whole document */
export function dockerPackages(text: string, offset = 0): readonly CommandMention[] {
  const found = [...instructions(text, offset), ...hereDocuments(text, offset)];
  return found.sort((a, b) => a.span.start - b.span.start);
}

function instructions(text: string, offset: number): readonly CommandMention[] {
  return [...text.matchAll(INSTRUCTION)].flatMap((match) => {
    const [whole, , body = ''] = match;
    const options = OPTIONS.exec(body)?.[0].length ?? 0;
    const start = match.index + whole.length - body.length + options;
    // Spaces in the place of comments: everything else stays where it is.
    const command = body.slice(options).replace(COMMENT_LINE, (line) => ' '.repeat(line.length));
    const list = LIST.exec(command);
    if (list !== null) return packagesOf(wordsOf(command, offset + start));
    return packagesInCommands({ text: command, start: offset + start });
  });
}

/** `["npm", "install", "x"]` */
function wordsOf(list: string, start: number): readonly Word[] {
  return [...list.matchAll(STRING)].map(({ index, 1: raw = '' }) => {
    const { text, places } = jsonStringOf(list, index + 1, index + 1 + raw.length);
    const at = places ?? Array.from(text, (_, character) => index + 1 + character);
    return { text, places: at.map((place) => start + place) };
  });
}

/** One behind the other: what stands in one begins none. */
function hereDocuments(text: string, offset: number): readonly CommandMention[] {
  const found: CommandMention[] = [];
  HERE_DOCUMENT.lastIndex = 0;
  for (let match = HERE_DOCUMENT.exec(text); match !== null; match = HERE_DOCUMENT.exec(text)) {
    const start = HERE_DOCUMENT.lastIndex;
    const closing = new RegExp(`^[ \\t]*${match[2] ?? ''}[ \\t]*\\r?$`, 'gm');
    closing.lastIndex = start;
    const end = closing.exec(text)?.index ?? text.length;
    found.push(...packagesInCommands({ text: text.slice(start, end), start: offset + start }));
    HERE_DOCUMENT.lastIndex = Math.max(end, start);
  }
  return found;
}
