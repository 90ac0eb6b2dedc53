import { devNull } from 'node:os';
import path from 'node:path';
import Config from '@npmcli/config';
import library from '@npmcli/config/lib/definitions/index.js';
import { findNode } from './node-installation.js';
import type { NodeInstallation, Variables } from './node-installation.js';

type Level = 'cli' | 'env' | 'project' | 'user' | 'global' | 'builtin' | 'default';

/** npm's layers of configuration for one folder, without npm's side effects on the process. */
export interface NpmLevels {
  /** Everything that is set or has a default. */
  keys(): readonly string[];
  get(key: string): unknown;
  /** What it would be if the project had no file. */
  withoutProject(key: string): unknown;
  levelOf(key: string): Level | undefined;
  /** Set by somebody, not a default. */
  isSet(key: string): boolean;
  /** Files that are there and could not be read. */
  readonly unreadable: readonly { readonly level: Level; readonly file: string; readonly code: string }[];
}

/** As much of `@npmcli/config`'s class as is used; its published types are four majors old. */
interface NpmConfig {
  load(): Promise<void>;
  loadProjectConfig(): Promise<void>;
  readonly data: ReadonlyMap<
    Level,
    { readonly data: object; readonly source: string | null; loadError?: NodeJS.ErrnoException }
  >;
}
type NpmConfigConstructor = new (options: object) => NpmConfig;

const HIGHEST_FIRST: readonly Level[] = ['cli', 'env', 'project', 'user', 'global', 'builtin', 'default'];

export interface LevelOptions {
  readonly folder: string;
  /** False: the project's file is not read, not even to be ignored. */
  readonly withProject: boolean;
  readonly variables: Variables;
}

/**
 * Rejects where npm itself would refuse the configuration.
 *
 * Values are read by key, never through the library's `flat`: flattening writes `npm_config_user_agent` and even
 * `NODE_ENV` into this process.
 */
export async function loadNpmLevels({ folder, withProject, variables }: LevelOptions): Promise<NpmLevels> {
  const node = await findNode(variables, process.platform);
  const config = createConfig(folder, variables, node);
  if (!withProject) config.loadProjectConfig = () => Promise.resolve();
  await config.load();
  return levelsOf(config);
}

function createConfig(folder: string, variables: Variables, node: NodeInstallation): NpmConfig {
  const create = Config as unknown as NpmConfigConstructor;
  return new create({
    definitions: library.definitions,
    shorthands: library.shorthands,
    flatten: library.flatten,
    npmPath: node.npmPath,
    execPath: node.execPath,
    // A copy, as npm writes into it. Without a home there is no user configuration, rather than somebody else's.
    env: { ...variables, HOME: variables.HOME || variables.USERPROFILE || devNull },
    argv: [node.execPath, path.join(node.npmPath, 'bin', 'npm-cli.js')],
    platform: process.platform,
    cwd: folder,
    warn: false,
  });
}

function levelsOf(config: NpmConfig): NpmLevels {
  const own = (level: Level, key: string): boolean => Object.hasOwn(config.data.get(level)?.data ?? {}, key);
  const find = (key: string, levels: readonly Level[]): Level | undefined => levels.find((level) => own(level, key));
  const valueAt = (level: Level | undefined, key: string): unknown =>
    level === undefined ? undefined : (config.data.get(level)?.data as Record<string, unknown>)[key];
  const withoutProject = HIGHEST_FIRST.filter((level) => level !== 'project');
  return {
    keys: () => [...new Set(HIGHEST_FIRST.flatMap((level) => Object.keys(config.data.get(level)?.data ?? {})))],
    get: (key) => valueAt(find(key, HIGHEST_FIRST), key),
    withoutProject: (key) => valueAt(find(key, withoutProject), key),
    levelOf: (key) => find(key, HIGHEST_FIRST),
    isSet: (key) => !['default', undefined].includes(find(key, HIGHEST_FIRST)),
    unreadable: unreadableFiles(config),
  };
}

/** No such file, or a folder of that name: nothing is configured there. */
const NOTHING_THERE: readonly string[] = ['ENOENT', 'ENOTDIR', 'EISDIR'];

function unreadableFiles(config: NpmConfig): NpmLevels['unreadable'] {
  return [...config.data].flatMap(([level, { loadError, source }]) => {
    const code = loadError?.code ?? 'UNKNOWN';
    return loadError === undefined || NOTHING_THERE.includes(code) ? [] : [{ level, file: source ?? '', code }];
  });
}
