import { arrayOf, objectOf, textOf } from '../json.js';
import type { JsonObject } from '../json.js';

const MAX_TEXT_LENGTH = 300;

/** What a manifest says of its licence. Before SPDX expressions: `{type, url}`, or a list of those (`licenses`). */
export function licenseOf(manifest: JsonObject): string | undefined {
  const value = manifest.license ?? manifest.licenses;
  if (!Array.isArray(value)) return textOf(objectOf(value)?.type ?? value, MAX_TEXT_LENGTH);
  const all = arrayOf(value).flatMap((each) => textOf(objectOf(each)?.type ?? each, MAX_TEXT_LENGTH) ?? []);
  return textOf(all.join(' OR '), MAX_TEXT_LENGTH);
}
