import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';

import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { runCommand } from '../../../scripts/vscode/run-command.js';

/** `test/bench/lockfiles/peers` of the checkout; compiled, this file lies in `<checkout>/out/test/bench/lockfiles`. */
const PEERS = path.resolve(import.meta.dirname, '..', '..', '..', '..', 'test', 'bench', 'lockfiles', 'peers');

/**
 * Libraries to be measured against, in the versions of `peers/package-lock.json`, from npm where they are not there yet. They are no
 * dependencies of the project: a hundred packages, of which none is needed to build or to test.
 *
 * @returns the folder that holds their `node_modules`; undefined where npm cannot get them
 */
export async function ensurePeers(): Promise<string | undefined> {
  const locked = await readFile(path.join(PEERS, 'package-lock.json'));
  const id = createHash('sha256').update(locked).digest('hex').slice(0, 16);
  const home = path.join(os.homedir(), '.cache', 'package-risk-bench', id);
  if (existsSync(path.join(home, 'node_modules'))) return home;
  // Made beside its place and moved there: two at once do not find half of it.
  const made = `${home}.${process.pid}`;
  await mkdir(made, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    await copyFile(path.join(PEERS, name), path.join(made, name));
  try {
    await runCommand('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: made });
    await rename(made, home);
  } catch {
    await rm(made, { recursive: true, force: true });
  }
  return existsSync(home) ? home : undefined;
}
