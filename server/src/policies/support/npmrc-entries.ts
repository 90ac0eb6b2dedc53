import { assignmentsIn } from '../../platform/npm/project-npmrc.js';

/** What an `.npmrc` sets, by key, in the order of the file. What environment variables say is not known, and left out. */
export type NpmrcEntries = ReadonlyMap<string, readonly string[]>;

export function npmrcEntries(text: string): NpmrcEntries {
  const entries = new Map<string, string[]>();
  for (const { key, value } of assignmentsIn(text)) {
    if (value.includes('${')) continue;
    entries.set(key, [...(entries.get(key) ?? []), value]);
  }
  return entries;
}

/** The last word counts. */
export function lastOf(entries: NpmrcEntries, key: string): string | undefined {
  return entries.get(key)?.at(-1);
}

/** `key[]=a` on several lines, or `key=a,b` on one. Undefined where nothing is set. */
export function listOf(entries: NpmrcEntries, key: string): readonly string[] | undefined {
  return entries
    .get(key)
    ?.flatMap((value) => value.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
