// `npm run bench`: the budgets, measured. JSON goes to stdout, a table for people to stderr.
// `npm run bench -- --compare BASE.json` fails where a ratio is more than 25 % worse than in the run that was written to that file.
// `npm run bench -- --only editor,large-project` measures a part.
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { analysisRows } from './analysis-rows.js';
import { compare, comparisonText, readRun } from './compare.js';
import { editorRows } from './editor-rows.js';
import { intelligenceRows } from './intelligence-rows.js';
import { largeProjectRows, warmStartRows } from './large-project-rows.js';
import { graphPeerRows, lockfileRows } from './lockfile-rows.js';
import { table, type Row } from './row.js';
import { sizeRows, startRows } from './start-rows.js';
import { wholeProjectRows } from './whole-project-rows.js';

/** Compiled, this file lies in `<root>/<out>/test/bench`. */
const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

const { values: options } = parseArgs({ options: { compare: { type: 'string' }, only: { type: 'string' } } });
// Read first: a file that is not there is told before a quarter of an hour, not after.
const before = options.compare === undefined ? undefined : readRun(await readFile(options.compare, 'utf8'));

const namesFile = path.join(ROOT, 'server', 'data', 'popular-names.txt');
const names = (await readFile(namesFile, 'utf8')).split('\n').filter((name) => name !== '');

const dist = path.join(ROOT, 'dist');
const packages = path.join(ROOT, 'test', 'evaluation', 'lists', 'much-used.txt');
const groups: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  editor: () => editorRows(names, dist),
  'large-project': () => largeProjectRows(names, dist),
  'warm-start': () => warmStartRows(names, dist),
  lockfiles: () => lockfileRows(namesFile),
  'lockfile-graphs': () => graphPeerRows(namesFile),
  'whole-project': () => wholeProjectRows(names, dist),
  start: () => startRows(dist),
  intelligence: () => intelligenceRows(names, dist),
  analysis: () => analysisRows(packages, dist),
  size: () => sizeRows(ROOT),
};
const rows: Row[] = [];
for (const [name, measure] of Object.entries(groups)) {
  if (options.only === undefined || options.only.split(',').includes(name)) rows.push(...(await measure()));
}
const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };

process.stderr.write(`${table(rows)}\n`);
process.stdout.write(`${JSON.stringify({ schemaVersion: 1, machine, rows }, null, 2)}\n`);

if (before !== undefined) {
  const comparisons = compare(before, rows);
  process.stderr.write(`${comparisonText(comparisons)}\n`);
  process.exitCode = comparisons.some(({ isLoss }) => isLoss) ? 1 : 0;
}
