/**
 * Own words, kept apart from what stands in them, so that they can be said in another language. Plain data. In the code it is made by
 * `phrase` from one literal, which is English and the key under which `l10n/` has the translations.
 */
export interface Phrase {
  /** A whole clause at least, as other languages put its parts elsewhere. `{name}` is the place of the value of that name. */
  readonly template: string;
  readonly values: Readonly<Record<string, Words | number>>;
}

/** A text is said as it stands, in every language: a name, a version, somebody else's words. Unescaped. */
export type Words = string | Phrase;

type Place<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Place<Rest> : never;

/** What a template has to be given: nothing, or a value for each of its places. */
type Values<T extends string> = [Place<T>] extends [never]
  ? readonly []
  : readonly [values: Readonly<Record<Place<T>, Words | number>>];

/** @param template one literal: tests read it out of the code and hold the translations against it */
export function phrase<const T extends string>(template: T, ...given: Values<T>): Phrase {
  const [values = {}] = given;
  return { template, values };
}

/** Says words in the language of whoever reads. */
export type Say = (words: Words) => string;

/** @param fill puts values into a template, in whichever language. What it has put in is not looked at again. */
export function spoken(
  words: Words,
  fill: (template: string, values: Readonly<Record<string, string | number>>) => string,
): string {
  if (typeof words === 'string') return words;
  const values = Object.entries(words.values).map(
    ([name, value]) => [name, typeof value === 'object' ? spoken(value, fill) : value] as const,
  );
  return fill(words.template, Object.fromEntries(values));
}

/** Nothing is searched for but braces: every finding is put into words at every keystroke. */
export function inEnglish(words: Words): string {
  if (typeof words === 'string') return words;
  const { template, values } = words;
  let text = '';
  let from = 0;
  for (let open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
    const name = template.slice(open + 1, template.indexOf('}', open));
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const said = value === undefined ? '{' : typeof value === 'number' ? String(value) : inEnglish(value);
    text += template.slice(from, open) + said;
    from = open + 1 + (value === undefined ? 0 : name.length + 1);
  }
  return text + template.slice(from);
}

/** Each once: words that say the same are the same. */
export function distinctWords(words: readonly Words[]): readonly Words[] {
  return [...new Map(words.map((one) => [inEnglish(one), one])).values()];
}

/** `a, b, c`. */
export function listed(words: readonly Words[]): Words {
  return words
    .slice(1)
    .reduce<Words>(
      (before, next) =>
        typeof before === 'string' && typeof next === 'string'
          ? `${before}, ${next}`
          : phrase('{before}, {next}', { before, next }),
      words[0] ?? '',
    );
}

/** `a`, `a and b`, `a and b and c`. */
export function chained(words: readonly Words[]): Words {
  return words
    .slice(1)
    .reduce<Words>((before, last) => phrase('{before} and {last}', { before, last }), words[0] ?? '');
}

/** `a`, `a or b`, `a, b or c`. */
export function eitherOf(words: readonly Words[]): Words {
  const [last = ''] = words.slice(-1);
  return words.length < 2 ? last : phrase('{before} or {last}', { before: listed(words.slice(0, -1)), last });
}

/** `a`, `a and b`, `a, b and c`. */
export function allOf(words: readonly Words[]): Words {
  const [last = ''] = words.slice(-1);
  return words.length < 2 ? last : phrase('{before} and {last}', { before: listed(words.slice(0, -1)), last });
}
