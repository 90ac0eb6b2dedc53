/** One piece of text that is made not to be seen. */
export interface HiddenText {
  readonly kind: 'invisible-text' | 'invisible-data' | 'bidi-controls' | 'padded-code' | 'padded-text';
  readonly offset: number;
  readonly detail: string;
}

/**
 * Code points without a glyph of their own: zero-width characters, Hangul fillers, variation selectors, tags. Emoji join a
 * handful of visible code points with them; only a run of nothing else can hold a text (os-info-checker-es6, GlassWorm 2025).
 */
const INVISIBLE_RUN =
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e01ef}]{8,}/gu;

/** Flags of regions are a black flag and up to six tags and an end: shorter than what hides a text. */
const FLAG_LENGTH = 7;

/**
 * A control that turns the order of what follows, and on the same line the end of a comment or of a string: that is what
 * makes a reader take code for a comment or the other way round (Trojan Source, CVE-2021-42574).
 */
const BIDI = /[\u202a-\u202e\u2066-\u2069][^\n]*?(?:\/\/|\/\*|\*\/|['"`;{}])/g;
const TURNS = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/g;

/** An editor shows some 200 columns; nobody aligns code that far. */
const PADDED = /\S[ \t\u00a0\u3000]{200,}(?=([^\s]{3,}[^\n]{20,4000}))/g;
/** Comments drawn as boxes are padded too, and hold no code. */
const CODE_LIKE = /[({=]/;
const COMMENT_LIKE = /^(?:\*|\/\/|#|\|)/;

/** What a source file hides from its readers. */
export function findHiddenText(text: string): readonly HiddenText[] {
  return [...invisibleIn(text), ...bidiIn(text), ...paddedIn(text)];
}

/** What a text that people and assistants read hides from people; emoji and scripts of all languages have less of it in a row. */
export function findInvisibleText(text: string): readonly HiddenText[] {
  return invisibleIn(text);
}

/** Nobody lines up settings that far; what stands behind so many blanks is out of the window. */
const PADDED_SETTING = /\S[ \t\u00a0\u3000]{100,}(?=\S)/g;

/** What settings hide to the right of everything else. */
export function findPaddedSettings(text: string): readonly HiddenText[] {
  return [...text.matchAll(PADDED_SETTING)].map(({ index, 0: padding }) => ({
    kind: 'padded-code',
    offset: index + padding.length,
    detail: `text behind ${padding.length - 1} blanks`,
  }));
}

/** Padding alone needs no characters beyond ASCII. */
export function findPaddedCode(text: string): readonly HiddenText[] {
  return paddedIn(text);
}

/** What runs a text, by any name that it can have in the same file. */
const RUNS_TEXT =
  /\beval\b|\bFunction\b|\bconstructor\b|\bvm\b|\b_compile\b|\bimport\s*\(|\bchild_process\b|\brequire\s*\(\s*[^'"`\s]|\bset(?:Timeout|Interval)\s*\(\s*(?!\(|function|async)|_0x[0-9a-f]{4}|\\x[0-9a-f]{2}|\\u00[0-7]/;

/** What a statement does something to the world with: another module than those that only read or compute, a request, a file that is written, an encoding. */
const REACHES_OUT =
  /\b(?:require|import)\b\s*\(?\s*['"`](?!(?:node:)?(?:fs|path|os|url|util|crypto|events|assert)(?:\/promises)?['"`])|\bfrom\s*['"`](?!(?:node:)?(?:fs|path|os|url|util|crypto|events|assert)(?:\/promises)?['"`])|\bfetch\b|\bXMLHttpRequest\b|\bWebSocket\b|\bsendBeacon\b|\bnew\s+(?:Image|Worker)\b|\bimportScripts\b|\b(?:spawn|exec|execFile|fork|write|writeFile|appendFile|createWriteStream|copyFile|rename|rm|unlink|symlink|chmod)(?:Sync)?\s*\(|\batob\b|['"`](?:base64|hex)|\bfrom(?:CharCode|CodePoint)\b|\bcookie\b|\blocation\b/;

/** Letters without a glyph, which JavaScript takes for names as it does all letters ("The Invisible JavaScript Backdoor", certitude, 2021). */
const BLANK_NAME = '[\\u115f\\u1160\\u3164\\uffa0]+';
/** Where a variable, a part that is taken out of something, or a parameter gets such a name. */
const BLANK_NAMES = [
  `\\b(?:const|let|var|function|class)\\s+${BLANK_NAME}\\s*[=;,({]`,
  `[{,]\\s*${BLANK_NAME}\\s*(?:,[^{}\\n]*)?\\}\\s*=(?![=>])`,
  `[(,]\\s*${BLANK_NAME}\\s*(?:,[^()\\n]*)?\\)\\s*(?:=>|\\{)`,
].map((pattern) => new RegExp(pattern));

function blankNameIn(text: string, kind: HiddenText['kind']): readonly HiddenText[] {
  const found = BLANK_NAMES.flatMap((pattern) => pattern.exec(text)?.index ?? []);
  return found.length === 0 ? [] : [{ kind, offset: Math.min(...found), detail: 'a name without a visible letter' }];
}

function invisibleIn(text: string): readonly HiddenText[] {
  const kind = RUNS_TEXT.test(text) ? 'invisible-text' : 'invisible-data';
  return [...runsIn(text, kind), ...blankNameIn(text, kind)];
}

function runsIn(text: string, kind: HiddenText['kind']): readonly HiddenText[] {
  return [...text.matchAll(INVISIBLE_RUN)].flatMap((match): readonly HiddenText[] => {
    const { length } = Array.from(match[0]);
    const detail = `${length} invisible code points in a row`;
    return length <= FLAG_LENGTH ? [] : [{ kind, offset: match.index, detail }];
  });
}

function bidiIn(text: string): readonly HiddenText[] {
  const first = [...text.matchAll(BIDI)].find(({ index }) => turnsOnLine(text, index) > 1);
  if (first === undefined) return [];
  return [{ kind: 'bidi-controls', offset: first.index, detail: 'bidirectional controls inside code' }];
}

/** One mark in a string is a translation's; two that are nested turn code around. */
function turnsOnLine(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end === -1 ? undefined : end).match(TURNS)?.length ?? 0;
}

function paddedIn(text: string): readonly HiddenText[] {
  return [...text.matchAll(PADDED)].flatMap((match): readonly HiddenText[] => {
    const [padding, code = ''] = match;
    if (COMMENT_LIKE.test(code) || !CODE_LIKE.test(code)) return [];
    const offset = match.index + padding.length;
    const kind = RUNS_TEXT.test(code) || REACHES_OUT.test(code) ? 'padded-code' : 'padded-text';
    return [{ kind, offset, detail: `code behind ${padding.length - 1} blanks` }];
  });
}
