/**
 * The message in the editor's display language. What stands in braces is replaced by the value of that name. The message itself,
 * in English, is the key under which translations are kept in `l10n/`: it stands in the code as one literal.
 */
export type Translate = (message: string, values?: Record<string, string | number>) => string;
