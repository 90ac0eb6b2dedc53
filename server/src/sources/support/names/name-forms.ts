/** Ways of writing a name down to what a hurried reader takes in. */

/** npm's longest name. Longer text is not compared with anything. */
export const MAX_NAME_LENGTH = 214;

const SEPARATORS = /[-_.~]/g;
const PUNCTUATION = /[-_.~@/]/g;

/** How many letters and digits, of whatever alphabet: what is left when punctuation is not looked at. */
export function lettersOf(name: string): number {
  return bareLetters(name).length;
}

/** Without `-`, `_`, `.` and `~`. */
export function withoutSeparators(name: string): string {
  return name.replace(SEPARATORS, '');
}

/** Without separators and without the `@` and `/` of a scope. */
export function bareLetters(name: string): string {
  return name.replace(PUNCTUATION, '');
}

/**
 * Letters that look like ASCII ones in common editor fonts (Unicode's confusables.txt, the single-letter entries for
 * Cyrillic, Greek, Armenian and the phonetic letters). What is only wider, bolder or slanted, Unicode's compatibility
 * form takes care of. npm publishes no such names, but a manifest can hold one.
 */
const FOREIGN_LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    α: 'a',
    ɑ: 'a',
    ᴀ: 'a',
    в: 'b',
    Ь: 'b',
    с: 'c',
    ϲ: 'c',
    ᴄ: 'c',
    ԁ: 'd',
    ᴅ: 'd',
    е: 'e',
    ҽ: 'e',
    ᴇ: 'e',
    ɡ: 'g',
    н: 'h',
    һ: 'h',
    հ: 'h',
    і: 'i',
    ι: 'i',
    ı: 'i',
    ɩ: 'i',
    ϳ: 'j',
    ј: 'j',
    κ: 'k',
    к: 'k',
    ᴋ: 'k',
    ӏ: 'l',
    ʟ: 'l',
    м: 'm',
    ᴍ: 'm',
    ո: 'n',
    η: 'n',
    ɴ: 'n',
    п: 'n',
    о: 'o',
    ο: 'o',
    օ: 'o',
    ᴏ: 'o',
    р: 'p',
    ρ: 'p',
    ᴘ: 'p',
    ԛ: 'q',
    г: 'r',
    ʀ: 'r',
    ѕ: 's',
    ꜱ: 's',
    т: 't',
    τ: 't',
    ᴛ: 't',
    υ: 'u',
    ս: 'u',
    ᴜ: 'u',
    ν: 'v',
    ѵ: 'v',
    ᴠ: 'v',
    ԝ: 'w',
    ѡ: 'w',
    ᴡ: 'w',
    ω: 'w',
    х: 'x',
    χ: 'x',
    у: 'y',
    γ: 'y',
    ʏ: 'y',
    ᴢ: 'z',
  }),
);

/** Digits and letter pairs that read as a letter. `i`, `1` and `l` fall together, so that any of them stands for any other. */
const ASCII_LOOK_ALIKES: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', i: 'l', rn: 'm', vv: 'w' };
const ANY_ASCII_LOOK_ALIKE = /[01i]|rn|vv/g;

const ASCII = /^[\0-\x7f]*$/;

/** ASCII letters for those of other alphabets that look the same; accents, capitals and what is not seen are dropped. */
export function asciiForm(name: string): string {
  if (ASCII.test(name)) return name.toLowerCase();
  const plain = name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
  return Array.from(plain, (char) => FOREIGN_LOOK_ALIKES.get(char) ?? char).join('');
}

/** Equal for names that differ in nothing but separators, scope marks, capitals and characters that look alike. */
export function skeletonOf(name: string): string {
  return bareLetters(asciiForm(name)).replace(ANY_ASCII_LOOK_ALIKE, (found) => ASCII_LOOK_ALIKES[found] ?? found);
}
