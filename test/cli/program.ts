import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

/** Compiled, this file lies in `<checkout>/<out>/test/cli`. */
export const CHECKOUT = path.resolve(import.meta.dirname, '..', '..', '..');

/** The executable as it is shipped; `npm run build` makes it. */
export const EXECUTABLE = path.join(CHECKOUT, 'dist', 'cli.cjs');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Everything that a process says, when it has ended. */
export function ended(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}

/** A user's machine: a home, a project in it and nothing of the real machine's configuration. */
export interface Machine {
  readonly folder: TemporaryFolder;
  /** Where commands are given. */
  readonly project: string;
  /** The environment of what is started there. */
  readonly variables: Readonly<Record<string, string>>;
  start(argv: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess;
  run(argv: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
}

/** @param userConfig text of the user's `.npmrc` */
export async function machine(userConfig: string): Promise<Machine> {
  const folder = await temporaryFolder();
  const at = (...parts: readonly string[]): string => path.join(folder.path, ...parts);
  await folder.write('home/.npmrc', userConfig);
  await folder.write('home/shop/package.json', '{}');
  // npm looks for the global configuration beside the `node` that is found first.
  await folder.write('node/bin/node', '');
  const variables = { HOME: at('home'), XDG_CACHE_HOME: at('home', 'cache'), PATH: at('node', 'bin') };
  const project = at('home', 'shop');
  const start: Machine['start'] = (argv, env = {}) =>
    spawn(process.execPath, [EXECUTABLE, ...argv], { cwd: project, env: { ...variables, ...env } });
  return { folder, project, variables, start, run: (argv, env) => ended(start(argv, env)) };
}
