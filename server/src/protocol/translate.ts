/**
 * The message in the reader's language. What stands in braces is replaced by the value of that name. The message itself, in English,
 * is the key under which `l10n/` has the translations: it stands in the code as one literal.
 */
export type Translate = (message: string, values?: Readonly<Record<string, string | number>>) => string;

/** @param translations by the English message; what is missing among them stays English. `ENGLISH` where there are none. */
export function translator(translations: Readonly<Record<string, string>>): Translate {
  if (Object.keys(translations).length === 0) return ENGLISH;
  return translating(translations);
}

function translating(translations: Readonly<Record<string, string>>): Translate {
  const known = new Map(Object.entries(translations));
  return (message, values = {}) =>
    (known.get(message) ?? message).replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      String(Object.hasOwn(values, name) ? values[name] : placeholder),
    );
}

/** For whoever has no other language: then nothing that is there in English has to be said anew. */
export const ENGLISH: Translate = translating({});

/** `a, b, c`, with what stands between the parts of a list in the reader's language. */
export function listedIn(t: Translate, texts: readonly string[]): string {
  return texts.slice(1).reduce((before, next) => t('{before}, {next}', { before, next }), texts[0] ?? '');
}
