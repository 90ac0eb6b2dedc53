// `npm run soak`: an editor session of 10,000 edits, hovers, closes, opens and rescans over four projects; is memory flat?
// `-- --actions 2000 --seed 7` for a part. JSON goes to stdout, what happens to stderr. Ends with 1 where memory grows.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BenchEditor } from '../editor.js';
import { startServerHere } from '../server-here.js';
import { madeUpProject, typedTexts, type MadeUpProject } from '../made-up-project.js';
import { SoakSession, type SoakProject } from './session.js';
import { slopeOf, type Sample } from './slope.js';

/** Compiled, this file lies in `<root>/<out>/test/bench/soak`. */
const ROOT = path.resolve(import.meta.dirname, '..', '..', '..', '..');
const SIZE = { packages: 400, direct: 40 };
const PROJECTS = 4;
const SAMPLES = 40;
/** Caches fill at first: what is said of growth is said of the second half. */
const SETTLED = 0.5;
/** A day of 10,000 actions may cost a megabyte. */
const MAX_BYTES_AN_ACTION = 100;
const MEGABYTE = 1e6;

const { values: options } = parseArgs({
  options: { actions: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const actions = Number(options.actions);
const every = Math.max(1, Math.floor(actions / SAMPLES));

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function memory(): Promise<number> {
  // Twice: what the first run finalises is free after the second.
  for (let run = 0; run < 2; run += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The same packages in folders of their own. */
async function neighbours({ uri, manifest }: MadeUpProject): Promise<readonly SoakProject[]> {
  const home = path.dirname(fileURLToPath(uri));
  const lockfile = await readFile(path.join(home, 'package-lock.json'), 'utf8');
  const projects: SoakProject[] = [];
  for (let index = 0; index < PROJECTS; index += 1) {
    const folder = path.join(home, `project-${index}`);
    await mkdir(folder);
    await writeFile(path.join(folder, 'package-lock.json'), lockfile);
    await writeFile(path.join(folder, 'package.json'), manifest);
    projects.push({
      uri: pathToFileURL(path.join(folder, 'package.json')).href,
      manifest,
      texts: typedTexts(manifest),
    });
  }
  return projects;
}

async function soak(project: MadeUpProject): Promise<boolean> {
  const editor = new BenchEditor(startServerHere(project.host), project.host);
  const projects = await neighbours(project);
  const session = new SoakSession(editor, projects, Number(options.seed));
  await editor.start();
  for (const { uri, manifest } of projects) await editor.show(uri, manifest);
  const samples: Sample[] = [];
  for (let done = 0; done <= actions; done += 1) {
    if (done % every === 0) {
      samples.push({ actions: done, bytes: await memory() });
      process.stderr.write(`${done} actions: ${((samples.at(-1)?.bytes ?? 0) / MEGABYTE).toFixed(1)} MB\n`);
    }
    if (done < actions) await session.act();
  }
  await editor.close();
  const slope = slopeOf(samples.slice(Math.floor(samples.length * SETTLED)));
  const megabytes = samples.map(({ bytes }) => Math.round(bytes / MEGABYTE));
  const result = {
    actions,
    seed: Number(options.seed),
    counts: session.counts,
    bytesAnAction: Math.round(slope),
    megabytes,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  return slope <= MAX_BYTES_AN_ACTION;
}

const names = (await readFile(path.join(ROOT, 'server', 'data', 'popular-names.txt'), 'utf8'))
  .split('\n')
  .filter(Boolean);
const project = await madeUpProject(names, SIZE, path.join(ROOT, 'dist'));
try {
  process.exitCode = (await soak(project)) ? 0 : 1;
} finally {
  await project.close();
}
