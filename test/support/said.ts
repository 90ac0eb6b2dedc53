import { inEnglish, type Words } from '../../server/src/model/index.js';

/**
 * A value as it is printed: whatever is in own words in English, and without what only other languages need. For tests that
 * compare whole values.
 */
export function printed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isPhrase(value)) return inEnglish(value);
  if (Array.isArray(value)) return value.map(printed);
  const fields = Object.entries(value).filter(([name]) => name !== 'wording');
  return Object.fromEntries(fields.map(([name, field]) => [name, printed(field)]));
}

function isPhrase(value: object): value is Exclude<Words, string> {
  return 'template' in value && 'values' in value;
}
