/** A word of a line, and where what follows it begins. */
export interface Word {
  readonly text: string;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const SPACE = 0x20;

/**
 * The word that begins at `from`, in quotes or up to a space, colon or comma; undefined where quotes are not closed.
 *
 * @param to end of the line: lines are not cut out of their text, which would take time for each of thousands
 */
export function wordAt(text: string, from: number, to: number): Word | undefined {
  if (text.charCodeAt(from) === QUOTE) return quotedAt(text, from, to);
  let end = from;
  while (end < to && !isBreak(text.charCodeAt(end))) end += 1;
  return { text: text.slice(from, end), end };
}

/** What stands behind a name: the rest of the line, without the colon, the spaces and the quotes around it. */
export function valueAfter(text: string, from: number, to: number): string | undefined {
  let start = from;
  if (start < to && text.charCodeAt(start) === COLON) start += 1;
  while (start < to && text.charCodeAt(start) === SPACE) start += 1;
  if (start >= to) return '';
  return text.charCodeAt(start) === QUOTE ? quotedAt(text, start, to)?.text : text.slice(start, to).trimEnd();
}

function isBreak(code: number): boolean {
  return code === SPACE || code === COLON || code === COMMA;
}

function quotedAt(text: string, from: number, to: number): Word | undefined {
  let close = text.indexOf('"', from + 1);
  while (close >= 0 && close < to && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  if (close < 0 || close >= to) return undefined;
  const inside = text.slice(from + 1, close);
  const word = inside.includes('\\') ? unescape(text.slice(from, close + 1)) : inside;
  return word === undefined ? undefined : { text: word, end: close + 1 };
}

function isEscaped(line: string, at: number): boolean {
  let slashes = 0;
  while (line.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
  return slashes % 2 === 1;
}

/** Both kinds of yarn.lock escape as JSON does. */
function unescape(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}
