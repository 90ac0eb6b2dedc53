/**
 * What an editor does not show, or what makes it show code in another order than it runs in: control characters, bidirectional
 * and zero-width ones, tags, variation selectors, fillers that render as nothing, line ends that only some programs take for one.
 * What belongs to an emoji stays.
 */
const UNSEEN =
  /\r(?!\n)|[\u2028\u2029]|(?!\p{Extended_Pictographic})(?<!\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<![\p{Extended_Pictographic}\uFE0F])\u200D|(?![\t\r\n\u200D\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFE00-\uFE0F\uFFA0\u{E0100}-\u{E01EF}]/gu;

/** Code as somebody may read it who trusts what they see: what is hidden stands there as `\u{202e}`. Lines stay lines. */
export function readableSource(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Where a place of the text is in the readable one. @param column counted from 1, as the result is. */
export function readableColumn(text: string, line: number, column: number): number {
  const before = (text.split('\n', line)[line - 1] ?? '').slice(0, column - 1);
  return readableSource(before).length + 1;
}
