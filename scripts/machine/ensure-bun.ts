import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { runCommand } from '../vscode/run-command.js';

const VERSION = '1.4.5';

/** By `process.platform` and `process.arch`; the build for older processors, which runs on newer ones as well. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@oven/bun-linux-x64-baseline',
  'linux-arm64': '@oven/bun-linux-aarch64',
  'darwin-x64': '@oven/bun-darwin-x64-baseline',
  'darwin-arm64': '@oven/bun-darwin-aarch64',
};

/**
 * The program of Bun, from npm where it is not there yet. It is no dependency of the project: it holds a hundred megabytes, and nobody
 * needs it to build.
 *
 * @returns its path, in `~/.cache/package-risk-bun`
 * @throws where there is none for this machine, or npm cannot get it
 */
export async function ensureBun(say: (message: string) => void): Promise<string> {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) throw new Error(`Bun is not there for ${process.platform} on ${process.arch}`);
  const cache = path.join(os.homedir(), '.cache', 'package-risk-bun');
  const home = path.join(cache, VERSION);
  const program = path.join(home, 'node_modules', name, 'bin', 'bun');
  if (existsSync(program)) return program;
  say(`fetching Bun ${VERSION} with npm`);
  // Made beside its place and moved there: two at once do not find half of it.
  const made = path.join(cache, `${VERSION}.${process.pid}`);
  await mkdir(made, { recursive: true });
  await writeFile(path.join(made, 'package.json'), '{ "private": true }\n');
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', `${name}@${VERSION}`];
  await runCommand('npm', install, { cwd: made });
  await rename(made, home).catch(() => rm(made, { recursive: true, force: true }));
  return program;
}
