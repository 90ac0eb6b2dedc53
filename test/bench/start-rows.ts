import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { runCommand } from '../../scripts/vscode/run-command.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { ratioRow, rounded, type Row } from './row.js';
import { measuredRun, type RunGiven } from './whole-project/measured-run.js';

const RUNS = 9;
/** So many times as long as Node itself takes to start and to do nothing. */
const BUDGETS = { version: 3, empty: 12, server: 12 };
const MEGABYTE = 1_000_000;
const VSIX_BUDGET_MEGABYTES = 5;
const INTELLIGENCE_BUDGET_MEGABYTES = 3;

/** How long the programs take to start, each time in a new process, against Node that does nothing; by the clock. */
export async function startRows(dist: string): Promise<readonly Row[]> {
  const folder = await temporaryFolder();
  try {
    await folder.write('empty/package.json', '{ "name": "empty", "version": "1.0.0" }');
    const variables = { HOME: folder.path, XDG_CACHE_HOME: path.join(folder.path, 'cache') };
    const cli = path.join(dist, 'cli.cjs');
    const server = (): Promise<number> => initialized(path.join(dist, 'server.cjs'), folder.path, variables);
    // An earlier session of the editor has left what it compiled.
    await server();
    const check = [cli, 'check', path.join(folder.path, 'empty'), '--offline'];
    return [
      await row('start-version', '`package-risk --version`', BUDGETS.version, () =>
        run([cli, '--version'], { variables }),
      ),
      await row('start-check', '`package-risk check` of an empty project', BUDGETS.empty, () =>
        run(check, { variables }),
      ),
      await row('start-server', 'the server’s answer to `initialize`', BUDGETS.server, server),
    ];
  } finally {
    await folder.remove();
  }
}

/**
 * What is fetched before anything is judged. Packages the extension, and so makes the bundles anew as they are shipped: nothing that
 * measures them comes after it.
 *
 * @param root of the checkout
 */
export async function sizeRows(root: string): Promise<readonly Row[]> {
  await runCommand(process.execPath, [path.join(import.meta.dirname, '..', '..', 'scripts', 'package-vsix.js')], {
    cwd: root,
  });
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const vsix = path.join(root, `package-risk-${version}.vsix`);
  const data = path.join(root, 'dist', 'intelligence.bin');
  return [
    await sizeRow('size-vsix', 'the packaged extension', VSIX_BUDGET_MEGABYTES, vsix),
    await sizeRow('size-data', 'the offline data in it, before compression', INTELLIGENCE_BUDGET_MEGABYTES, data),
  ];
}

async function sizeRow(id: string, what: string, budget: number, file: string): Promise<Row> {
  const value = rounded((await stat(file)).size / MEGABYTE);
  return { id, what, unit: 'MB', value, budget, pass: value <= budget, samples: 1, details: {} };
}

async function row(id: string, what: string, budget: number, start: () => Promise<number>): Promise<Row> {
  const samples = { work: [] as number[], reference: [] as number[] };
  for (let index = 0; index < RUNS; index += 1) {
    samples.work.push(await start());
    samples.reference.push(await run(['--eval', '0']));
  }
  return ratioRow(id, `${what}, against Node ${process.versions.node} doing nothing`, budget, samples);
}

async function run(args: readonly string[], given?: RunGiven): Promise<number> {
  return (await measuredRun(args, given)).wallMs;
}

/** As the editor starts it: with a folder for what V8 has compiled. */
async function initialized(server: string, home: string, variables: Readonly<Record<string, string>>): Promise<number> {
  const begin = performance.now();
  const child = spawn(process.execPath, [server, '--stdio', `--compiled-code=${path.join(home, 'compiled')}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, ...variables },
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  const took = performance.now() - begin;
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await once(child, 'close');
  connection.dispose();
  return took;
}
