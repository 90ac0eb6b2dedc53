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

/** The word that begins at `from`, in quotes or up to a space, colon or comma; undefined where quotes are not closed. */
export function wordAt(line: string, from: number): Word | undefined {
  if (line.charCodeAt(from) === QUOTE) return quotedAt(line, from);
  let end = from;
  while (end < line.length && !isBreak(line.charCodeAt(end))) end += 1;
  return { text: line.slice(from, end), end };
}

/** What stands behind a name: the rest of the line, without the colon, the spaces and the quotes around it. */
export function valueAfter(line: string, from: number): string | undefined {
  let start = from;
  if (line.charCodeAt(start) === COLON) start += 1;
  while (line.charCodeAt(start) === SPACE) start += 1;
  return line.charCodeAt(start) === QUOTE ? quotedAt(line, start)?.text : line.slice(start).trimEnd();
}

function isBreak(code: number): boolean {
  return code === SPACE || code === COLON || code === COMMA;
}

function quotedAt(line: string, from: number): Word | undefined {
  let close = line.indexOf('"', from + 1);
  while (close >= 0 && isEscaped(line, close)) close = line.indexOf('"', close + 1);
  if (close < 0) return undefined;
  const inside = line.slice(from + 1, close);
  const text = inside.includes('\\') ? unescape(line.slice(from, close + 1)) : inside;
  return text === undefined ? undefined : { text, end: close + 1 };
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
