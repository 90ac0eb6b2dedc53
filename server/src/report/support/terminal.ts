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
/** Bidirectional marks, zero-width and tag characters, lone surrogates, private use: two names must not look the same. */
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Co}]/gu;
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
    .replace(INVISIBLE, codePointName)
    .replace(STACKED_MARKS, '$1')
    .trim();
  return shortened(plain, maxLength);
}

/** Cuts between characters, never inside a surrogate pair. */
function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const end = maxLength - 1;
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}

/** What JSON leaves as it is and a terminal may still obey; as `\u` escapes it means the same. */
const UNSAFE_IN_JSON = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

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
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, indent).replace(UNSAFE_IN_JSON, escape);
}

function codePointName(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}
