import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { KnownRegistries } from '../../model/index.js';
import { DEFAULT_REGISTRY } from './default-registry.js';
import { stateOf, type FileTimes } from './file-states.js';
import type { Variables } from './node-installation.js';
import type { NpmConfiguration } from './npm-configuration.js';
import { registriesIn, SETTINGS_FILES } from './registries-in-settings.js';

/** Settings of a workspace lie at its root, which is rarely farther up. */
const MAX_FOLDERS_UP = 4;

/** Tells which registries the configuration of all package managers names for a project. */
export type KnownRegistriesReader = (
  projectFolder: string,
  trusted: boolean,
  npm: NpmConfiguration,
) => Promise<KnownRegistries>;

interface Remembered {
  readonly state: string;
  readonly urls: Promise<readonly string[]>;
}

/** Asked on every keystroke, so that files are read again only when one of them has changed. */
export function createKnownRegistriesReader(variables: Variables, times?: FileTimes): KnownRegistriesReader {
  const remembered = new Map<string, Remembered>();
  const urlsIn = async (folders: readonly string[]): Promise<readonly string[]> => {
    const files = folders.flatMap((folder) => SETTINGS_FILES.map((name) => path.join(folder, name)));
    const state = await stateOf(files, times);
    const key = folders.join('\n');
    const known = remembered.get(key);
    if (known?.state === state) return known.urls;
    const urls = Promise.all(files.map(read)).then((lists) => lists.flat());
    remembered.set(key, { state, urls });
    return urls;
  };
  return async (projectFolder, trusted, npm) => {
    const home = variables.HOME || variables.USERPROFILE || homedir();
    const [own, projects] = await Promise.all([
      urlsIn([home]),
      urlsIn(foldersUpwards(projectFolder).filter((folder) => folder !== home)),
    ]);
    const used = [DEFAULT_REGISTRY, npm.userRegistry, npm.override ?? '', ...registriesOf(npm), ...own];
    const unused = [npm.unused?.defaultRegistry ?? '', ...(npm.unused?.scopes.values() ?? [])];
    return {
      hosts: hostsOf(trusted ? [...used, ...projects] : used),
      unused: hostsOf(trusted ? unused : [...unused, ...projects]),
    };
  };
}

/** What is mapped to names, and hosts that credentials are bound to (`//host/path/:_authToken`): somebody knows those. */
function registriesOf({ options }: NpmConfiguration): readonly string[] {
  return Object.entries(options).flatMap(([key, value]) => {
    if (key === 'registry' || key.endsWith(':registry')) return [value];
    return key.startsWith('//') ? [`https:${key.slice(0, key.lastIndexOf(':'))}`] : [];
  });
}

/** What is no URL, like a variable that nobody has set, names no host. */
function hostsOf(urls: readonly string[]): ReadonlySet<string> {
  return new Set(urls.flatMap((url) => (URL.canParse(url.trim()) ? [new URL(url.trim()).host] : [])));
}

function foldersUpwards(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = path.dirname(folder); folders.length < MAX_FOLDERS_UP; at = path.dirname(at)) {
    if (folders.includes(at)) break;
    folders.push(at);
  }
  return folders;
}

async function read(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return registriesIn(path.basename(file), text);
}
