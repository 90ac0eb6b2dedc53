import { homedir } from 'node:os';
import path from 'node:path';
import { stateOf, type FileTimes } from './file-states.js';
import { loadNpmConfig, type NpmConfiguration } from './npm-config.js';
import type { Variables } from './node-installation.js';

/** Reads npm's configuration for a project folder; remembers it while no file that could matter has changed. */
export type NpmConfigLoader = (projectFolder: string, trusted: boolean) => Promise<NpmConfiguration>;

/** npm looks for the project's root upwards from the manifest. */
const MAX_FOLDERS_UP = 8;

interface Remembered {
  readonly files: string;
  readonly loading: Promise<NpmConfiguration>;
}

/**
 * A project is read again on every keystroke, and npm's own way of reading takes a dozen milliseconds. The global and
 * the built-in file are taken to stay as they are while the process runs.
 */
export function createNpmConfigLoader(
  variables: Variables,
  registryOverride: string | undefined,
  times?: FileTimes,
): NpmConfigLoader {
  const remembered = new Map<string, Remembered>();
  return async (projectFolder, trusted) => {
    const key = `${String(trusted)} ${projectFolder}`;
    const files = await stateOf([...projectFiles(projectFolder), userFile(variables)], times);
    const known = remembered.get(key);
    if (known?.files === files) return known.loading;
    const loading = loadNpmConfig({ projectFolder, trusted, variables, registryOverride });
    remembered.set(key, { files, loading });
    return loading;
  };
}

function projectFiles(folder: string): readonly string[] {
  const files: string[] = [];
  for (let at = folder; files.length < MAX_FOLDERS_UP; at = path.dirname(at)) {
    files.push(path.join(at, '.npmrc'));
    if (path.dirname(at) === at) break;
  }
  return files;
}

function userFile(variables: Variables): string {
  return variables.npm_config_userconfig || path.join(variables.HOME || variables.USERPROFILE || homedir(), '.npmrc');
}
