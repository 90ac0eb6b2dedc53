/**
 * The message in the reader's language. What stands in braces is replaced by the value of that name. The message itself, in English,
 * is the key under which `l10n/` has the translations: it stands in the code as one literal.
 */
export type Translate = (message: string, values?: Readonly<Record<string, string | number>>) => string;

/** @param translations by the English message; what is missing among them stays English */
export function translator(translations: Readonly<Record<string, string>>): Translate {
  const known = new Map(Object.entries(translations));
  return (message, values = {}) =>
    (known.get(message) ?? message).replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      String(values[name] ?? placeholder),
    );
}

/** For whoever has no other language. */
export const ENGLISH: Translate = translator({});
