import { allOf, type Words } from '../../model/index.js';
import { shorten } from './text.js';

/** More than these need not be spelled out. */
const MOST_SHOWN = 3;

const NOT_ASCII = /[^\0-\x7f]/u;
/** What no font draws: formatting, direction marks, fillers, variation selectors. */
const INVISIBLE = /[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f]/u;

/**
 * What a name holds that a reader takes for something else: letters of other alphabets among ASCII ones, or what is not
 * seen at all. npm has no such names. Empty for a name of one foreign alphabet, which nobody takes for an ASCII one.
 */
export function deceptiveCharacters(name: string): readonly string[] {
  const foreign = Array.from(new Set(name)).filter((char) => NOT_ASCII.test(char));
  const invisible = foreign.filter((char) => INVISIBLE.test(char));
  if (invisible.length > 0) return invisible;
  return /[a-z0-9]/i.test(name.replace(/^@[^/]*\//, '')) || /[a-z]/i.test(name) ? foreign : [];
}

/** `"о" (U+043E) and U+200B`. */
export function charactersInWords(characters: readonly string[]): Words {
  const words = characters.slice(0, MOST_SHOWN).map((char) => {
    const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    return INVISIBLE.test(char) || /\s/u.test(char) ? code : `"${shorten(char, 2)}" (${code})`;
  });
  return allOf(words);
}
