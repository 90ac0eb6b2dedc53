import type { DependencyGraph, ListedEntry } from '../model/index.js';
import { terminalText } from './support/terminal.js';
import { count, pathText } from './support/wording.js';

/** Longer names push their own line out, not everybody's. */
const MAX_NAME_COLUMN = 44;

const MARKS = ['dev', 'optional', 'workspace', 'link', 'bundled', 'unreachable'] as const;

/** A lockfile's entries as a table: what, how it is marked, and the shortest way there. */
export function listText(entries: readonly ListedEntry[], graph: DependencyGraph): string {
  const direct = entries.filter((entry) => entry.direct === true).length;
  const head = `${graph.format}, version ${graph.lockfileVersion}: ${count(entries.length, 'package')}, ${direct} direct`;
  const rows = entries.map((entry): Row => [title(entry), marks(entry), way(entry)]);
  const widths = [0, 1].map((column) => columnWidth(rows, column));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${[terminalText(head), '', ...lines].join('\n')}\n`;
}

type Row = readonly [name: string, marks: string, way: string];

function columnWidth(rows: readonly Row[], column: number): number {
  return rows.reduce((width, row) => Math.min(MAX_NAME_COLUMN, Math.max(width, row[column]?.length ?? 0)), 0);
}

function title({ name, version, alias }: ListedEntry): string {
  const id = version === null ? name : `${name}@${version}`;
  return terminalText(alias === undefined ? id : `${alias}=${id}`);
}

function marks(entry: ListedEntry): string {
  return MARKS.filter((mark) => entry[mark] === true).join(' ');
}

/** Direct entries need no way; the last step of the others is the entry itself, unless the way is too long to be told. */
function way({ direct, path, pathOmits = 0 }: ListedEntry): string {
  if (direct === true) return 'direct';
  if (pathOmits === 0) return pathText(path.slice(0, -1));
  return pathText(pathOmits === 1 ? path : [...path, `… ${pathOmits - 1} more`]);
}
