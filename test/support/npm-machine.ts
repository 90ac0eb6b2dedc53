import path from 'node:path';
import { loadNpmConfig } from '../../server/src/platform/npm/npm-config.js';
import type { NpmConfiguration } from '../../server/src/platform/npm/npm-config.js';
import { temporaryFolder } from './temporary-folder.js';

export interface NpmMachineOptions {
  /** Text of the user's `.npmrc`. */
  readonly user?: string;
  /** Text of the global configuration. */
  readonly global?: string;
  /** Text of the project's `.npmrc`. */
  readonly project?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

export interface LoadOptions {
  readonly trusted?: boolean;
  readonly registryOverride?: string;
  /** Relative to the machine's folder. */
  readonly projectFolder?: string;
}

/** A machine with a home, a Node.js installation and a project, all in one temporary folder. */
export interface NpmMachine {
  readonly folder: string;
  readonly projectFolder: string;
  readonly variables: Readonly<Record<string, string>>;
  write(relative: string, content: string): Promise<string>;
  load(options?: LoadOptions): Promise<NpmConfiguration>;
  remove(): Promise<void>;
}

/** Nothing of the real machine's configuration is seen: the fake `node` decides where npm looks for it. */
export async function npmMachine(options: NpmMachineOptions = {}): Promise<NpmMachine> {
  const folder = await temporaryFolder();
  await folder.write('node/bin/node', '');
  await folder.write('home/project/package.json', '{}');
  if (options.user !== undefined) await folder.write('home/.npmrc', options.user);
  if (options.global !== undefined) await folder.write('node/etc/npmrc', options.global);
  if (options.project !== undefined) await folder.write('home/project/.npmrc', options.project);
  const variables = {
    HOME: path.join(folder.path, 'home'),
    PATH: path.join(folder.path, 'node', 'bin'),
    ...options.variables,
  };
  const projectFolder = path.join(folder.path, 'home', 'project');
  return {
    folder: folder.path,
    projectFolder,
    variables,
    write: (relative, content) => folder.write(relative, content),
    load: ({ trusted = false, registryOverride, projectFolder: other } = {}) =>
      loadNpmConfig({
        projectFolder: other === undefined ? projectFolder : path.join(folder.path, other),
        trusted,
        variables,
        registryOverride,
      }),
    remove: () => folder.remove(),
  };
}

/** The configuration of such a machine, which is gone again by then. */
export async function npmConfigOf(options: NpmMachineOptions = {}, load: LoadOptions = {}): Promise<NpmConfiguration> {
  const machine = await npmMachine(options);
  try {
    return await machine.load(load);
  } finally {
    await machine.remove();
  }
}
