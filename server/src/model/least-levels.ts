import { isLevel, type Level } from './level.js';

/** The entries that are levels of rules. */
export function readLeastLevels(value: unknown): Readonly<Record<string, Level>> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, Level] => isLevel(entry[1])));
}
