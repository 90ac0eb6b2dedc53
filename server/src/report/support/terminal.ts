import { COMMAND_ANYWHERE, LINE_COMMAND } from './pipeline-commands.js';
import { codePointName, UNSEEN } from './plain-text.js';

/**
 * Text for a terminal. What packages, registries and project files say is hostile: a terminal obeys escape sequences
 * (titles, clipboards, links, cursor moves) and reorders text around bidirectional marks.
 */

/** No single field of a report needs more to be understood. */
export const MAX_TEXT = 500;

/** Strings that a terminal takes as commands, with their end: OSC, DCS, SOS, PM and APC, as ESC or as one C1 character. */
const STRING_SEQUENCE =
  /(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0080-\u009f]*(?:\u0007|\u001b\\|\u009c)/g;
/** CSI: colours, cursor moves, erasing. */
const CONTROL_SEQUENCE = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?/g;
/** What else begins with ESC: character sets, resets. */
const ESCAPE_SEQUENCE = /\u001b[ -/]*[0-Z\\^-~]?/g;
const SPACES = /[\t-\r\u0085\u2028\u2029\p{Zs}]+/gu;
/** All but those that count as space: they go first, or what stood on both sides of one would become a second space. */
const CONTROLS = /[^\P{Cc}\t-\r\u0085]/gu;
/** Marks stacked on one letter reach into the lines around; no script in use stacks more. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** One line of plain text: no control does anything, invisible characters show as `<U+200B>`, at most `maxLength` characters. */
export function terminalText(text: string, maxLength = MAX_TEXT): string {
  // A few times the length that can be shown: what is cut off need not be looked at.
  const plain = text
    .slice(0, maxLength * 8)
    .replace(STRING_SEQUENCE, '')
    .replace(CONTROL_SEQUENCE, '')
    .replace(ESCAPE_SEQUENCE, '')
    .replace(CONTROLS, '')
    .replace(SPACES, ' ')
    .replace(UNSEEN, codePointName)
    .replace(STACKED_MARKS, '$1')
    .trim()
    .replace(LINE_COMMAND, ': ')
    .replace(COMMAND_ANYWHERE, '# ');
  return shortened(plain, maxLength);
}

/** Cuts between characters, never inside a surrogate pair. */
function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const end = maxLength - 1;
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}

/** Nearly all JSON is such, and need not be looked through for what is below. */
const ORDINARY_JSON = /^[\n -~]*$/;

/** JSON that is safe to look at in a terminal and parses to the same value. */
export function jsonText(value: unknown): string {
  return `${safeJson(value, 2)}\n`;
}

/** The same in one line, for one JSON document a line. */
export function jsonLine(value: unknown): string {
  return `${safeJson(value, 0)}\n`;
}

/** @param indent spaces a level, 0 for one line */
export function safeJson(value: unknown, indent: number): string {
  return escapedJson(JSON.stringify(value, null, indent));
}

/** What JSON leaves as it is and a terminal, a pipeline or whoever reads it may still obey or not see; as `\\u` escapes it means the same. */
export function escapedJson(json: string): string {
  const text = json.replace(COMMAND_ANYWHERE, unicodeEscape);
  return ORDINARY_JSON.test(text) ? text : text.replace(UNSAFE_IN_JSON, unicodeEscape);
}

const UNSAFE_IN_JSON = new RegExp(`(?!\\n)(?:${UNSEEN.source}|[\\u2028\\u2029])`, 'gu');

function unicodeEscape(characters: string): string {
  const units = Array.from({ length: characters.length }, (_, index) => characters.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
