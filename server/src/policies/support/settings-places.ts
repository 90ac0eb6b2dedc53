import path from 'node:path';
import type { PackageManager } from '../../model/index.js';
import type { Variables } from '../../platform/npm/node-installation.js';
import type { TeamPlace } from '../policy.js';

/** A file that may hold settings. */
export interface SettingsPlace {
  /** Id of what reads it. */
  readonly format: string;
  /** Absolute path. */
  readonly file: string;
  /** For the reader: `.npmrc`, `~/.npmrc`. */
  readonly label: string;
  /** It comes with the project, so that it counts only where that is trusted. */
  readonly isProjects: boolean;
}

export interface UserFolders {
  readonly variables: Variables;
  readonly homeFolder: string;
  readonly platform: NodeJS.Platform;
  /** npm's settings of the whole machine. */
  readonly globalNpmrc?: string;
}

type FileName = readonly [format: string, fileName: string];

const NPMRC: FileName = ['npmrc', '.npmrc'];
const MANIFEST: FileName = ['package-json-settings', 'package.json'];
const OSV_SCANNER: FileName = ['osv-scanner-toml', 'osv-scanner.toml'];

/** The project's files by manager, the strongest first. */
const OF_PROJECT: Readonly<Partial<Record<PackageManager, readonly FileName[]>>> = Object.freeze({
  npm: [NPMRC, MANIFEST],
  pnpm: [['pnpm-workspace-yaml', 'pnpm-workspace.yaml'], NPMRC, MANIFEST],
  yarn: [['yarnrc-yml', '.yarnrc.yml'], MANIFEST],
  'yarn-classic': [NPMRC],
  bun: [['bunfig-toml', 'bunfig.toml'], MANIFEST],
});

/** Files that may say something of this project, the strongest first. */
export function settingsPlaces({ folder, manager }: TeamPlace, user: UserFolders): readonly SettingsPlace[] {
  const names = [...((manager && OF_PROJECT[manager]) ?? []), OSV_SCANNER];
  const own = manager === undefined ? [] : userFiles(manager, user);
  return [
    ...names.map(([format, name]) => ({ format, file: path.join(folder, name), label: name, isProjects: true })),
    // A project may lie in the home folder: what is there is the user's, whoever the project belongs to.
  ]
    .filter(({ file }) => !own.some((one) => one.file === file))
    .concat(own);
}

function userFiles(manager: PackageManager, user: UserFolders): readonly SettingsPlace[] {
  const { homeFolder, variables } = user;
  const inHome = (format: string, name: string): SettingsPlace => ({
    format,
    file: path.join(homeFolder, name),
    label: `~/${name}`,
    isProjects: false,
  });
  const { npm_config_userconfig: named } = variables;
  const userNpmrc =
    named === undefined || !path.isAbsolute(named)
      ? inHome('npmrc', '.npmrc')
      : { format: 'npmrc', file: named, label: named, isProjects: false };
  const npmrcs = [userNpmrc, ...machineNpmrc(user)];
  switch (manager) {
    case 'npm':
    case 'yarn-classic':
      return npmrcs;
    case 'pnpm':
      return [...pnpmFiles(user), ...npmrcs];
    case 'yarn':
      return [inHome('yarnrc-yml', '.yarnrc.yml')];
    case 'bun':
      return [...configured('bunfig-toml', '.bunfig.toml', variables), inHome('bunfig-toml', '.bunfig.toml')];
    default:
      return [];
  }
}

function machineNpmrc({ globalNpmrc: file }: UserFolders): readonly SettingsPlace[] {
  return file === undefined || file === '' ? [] : [{ format: 'npmrc', file, label: file, isProjects: false }];
}

function configured(format: string, name: string, { XDG_CONFIG_HOME: folder }: Variables): readonly SettingsPlace[] {
  if (folder === undefined || !path.isAbsolute(folder)) return [];
  const file = path.join(folder, name);
  return [{ format, file, label: file, isProjects: false }];
}

/** pnpm's own folder of settings, as its documentation has it for each system. */
function pnpmFiles({ homeFolder, variables, platform }: UserFolders): readonly SettingsPlace[] {
  const folder = pnpmFolder(homeFolder, variables, platform);
  return [
    ['pnpm-workspace-yaml', 'config.yaml'],
    ['npmrc', 'rc'],
  ].map(([format = '', name = '']) => {
    const file = path.join(folder, name);
    return { format, file, label: `pnpm's own ${name}`, isProjects: false };
  });
}

function pnpmFolder(homeFolder: string, variables: Variables, platform: NodeJS.Platform): string {
  const { XDG_CONFIG_HOME: configured, LOCALAPPDATA: local } = variables;
  if (configured !== undefined && path.isAbsolute(configured)) return path.join(configured, 'pnpm');
  if (platform === 'darwin') return path.join(homeFolder, 'Library', 'Preferences', 'pnpm');
  if (platform !== 'win32') return path.join(homeFolder, '.config', 'pnpm');
  return path.join(local ?? path.join(homeFolder, 'AppData', 'Local'), 'pnpm', 'config');
}
