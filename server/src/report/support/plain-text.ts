/** Longest text from outside that is shown in one piece; longer ones are noise or an attack on the layout. */
export const MAX_TEXT_LENGTH = 300;

/** What is cut off need not be looked at, so that a megabyte of text costs nothing; room for what collapses. */
const LOOKED_AT = 8;

/** Any white space, line breaks of every kind included: text from outside never starts a line of its own. */
const WHITE_SPACE = /[\s\u0085\u2028\u2029]+/gu;

/**
 * What a reader cannot see or what changes the order of what they see: control characters, bidirectional and zero-width
 * ones, tags, variation selectors, fillers that render as nothing, lone surrogates, private use.
 */
export const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFE00-\uFE0F\uFFA0\u{E0100}-\u{E01EF}]/gu;

/** More marks on one letter than any orthography needs: they paint over the neighbouring lines. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** Nearly all texts are such; a manifest has hundreds of them, at every keystroke. */
const PLAIN_WORDS = /^[!-~]+(?: [!-~]+)*$/;

/**
 * One line of visible text, at most `maxLength` UTF-16 code units long, for media without any markup.
 * Invisible characters show as `<U+200B>`: two names that differ must not look the same.
 */
export function plainText(text: string, maxLength: number = MAX_TEXT_LENGTH): string {
  if (text.length <= maxLength && PLAIN_WORDS.test(text)) return text;
  const line = text
    .slice(0, maxLength * LOOKED_AT)
    .replace(WHITE_SPACE, ' ')
    .replace(UNSEEN, codePointName)
    .replace(STACKED_MARKS, '$1')
    .trim();
  return line.length <= maxLength && text.length <= maxLength * LOOKED_AT ? line : shortened(line, maxLength);
}

/** Cuts between characters, never inside a surrogate pair. */
function shortened(line: string, maxLength: number): string {
  const cut = line.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}

/** `<U+200B>`. */
export function codePointName(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}
