import type { Entry } from './entries.js';
import type { ImportGraph } from './import-graph.js';

/** Files that lead to one another, gone through together: first what runs of them, then the rest. */
export interface Turn {
  /** Undefined for what is no file: a command, or code on a command line. */
  readonly group: string | undefined;
  readonly entries: readonly Entry[];
  readonly files: readonly string[];
}

/** Every entry and every file in one turn, those first that run first. */
export function turnsOf(
  entries: readonly Entry[],
  files: readonly string[],
  { groupOf }: ImportGraph,
): readonly Turn[] {
  const turns: { group: string | undefined; entries: Entry[]; files: string[] }[] = [];
  const byGroup = new Map<string, (typeof turns)[number]>();
  const turnOf = (group: string): (typeof turns)[number] => {
    const known = byGroup.get(group);
    if (known !== undefined) return known;
    const made = { group, entries: [], files: [] };
    byGroup.set(group, made);
    turns.push(made);
    return made;
  };
  for (const entry of entries) {
    if (entry.file === undefined) turns.push({ group: undefined, entries: [entry], files: [] });
    else turnOf(groupOf(entry.file)).entries.push(entry);
  }
  for (const file of files) turnOf(groupOf(file)).files.push(file);
  return turns;
}
