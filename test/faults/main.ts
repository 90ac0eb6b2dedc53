// `npm run faults`: judges projects while things go wrong, and holds what is said against what is said when nothing does.
// `-- --from 730 --seeds 1` runs one again, `-- --kind cancelled` those of one kind.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { allKinds } from './kinds.js';
import { runSeeds } from './run-seeds.js';
import { failingDisk } from './support/failing-disk.js';
import { openWorld } from './support/world.js';
import { linesOf, tableOf } from './table.js';

const PAGE = path.resolve(import.meta.dirname, '..', '..', '..', 'docs', 'reliability.md');
/** A table of fewer runs is not written into the page. */
const WHOLE = 1000;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: String(WHOLE) },
    from: { type: 'string', default: '0' },
    'at-once': { type: 'string', default: '8' },
    kind: { type: 'string' },
  },
});
const disk = failingDisk();
const kinds = allKinds(disk);
const world = await openWorld();
const all = Array.from({ length: Number(values.seeds) }, (_, at) => Number(values.from) + at);
const isWanted = (seed: number): boolean => values.kind === undefined || kinds[seed % kinds.length]?.id === values.kind;
const results = await runSeeds({
  ...{ seeds: all.filter(isWanted), kinds, world, atOnce: Number(values['at-once']) },
  onResult: (result) => process.stdout.write(`${linesOf(result)}\n`),
});
await world.close();
disk.close();

const table = tableOf(results, kinds);
process.stdout.write(`\n${table}\n`);
if (results.length >= WHOLE) await writePage(table);
if (results.some(({ violations }) => violations.length > 0)) process.exitCode = 1;

async function writePage(runs: string): Promise<void> {
  const text = await readFile(PAGE, 'utf8');
  const when = `${results.length} runs on ${new Date().toISOString().slice(0, 10)}, Node.js ${process.versions.node}:`;
  const marked = text.replace(
    /(<!-- runs -->)[\s\S]*(<!-- end of runs -->)/,
    (_, begin: string, end: string) => `${begin}\n\n${when}\n\n${runs}\n\n${end}`,
  );
  await writeFile(PAGE, await format(marked, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
}
