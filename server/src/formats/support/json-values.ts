import type { JsonReader } from './json-reader.js';
import { TOKEN } from './json-tokens.js';

/** The strings of the object that the current property holds. */
export function readStringRecord(reader: JsonReader): Readonly<Record<string, string>> | undefined {
  if (reader.valueToken !== TOKEN.openBrace) return undefined;
  const entries: [string, string][] = [];
  reader.readObject((key) => {
    const value = reader.string();
    if (value !== undefined) entries.push([key, value]);
  });
  // Unlike an assignment, this makes `__proto__` a key like any other.
  return Object.fromEntries(entries);
}

/** `["packages/*"]`, or yarn's `{"packages": ["packages/*"]}`. */
export function readWorkspaces(reader: JsonReader): readonly string[] | undefined {
  if (reader.valueToken === TOKEN.openBracket) return reader.readStrings();
  if (reader.valueToken !== TOKEN.openBrace) return undefined;
  let patterns: readonly string[] | undefined;
  reader.readObject((key) => {
    if (key === 'packages' && reader.valueToken === TOKEN.openBracket) patterns = reader.readStrings();
  });
  return patterns;
}
