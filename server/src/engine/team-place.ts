import path from 'node:path';
import { packageManagerOf, type Manifest, type PackageManager } from '../model/index.js';
import type { Files } from '../platform/files.js';
import type { TeamPlace } from '../policies/policy.js';
import type { ProjectRef, Workspace } from './engine.js';
import type { FoundLockfile } from './lockfile-reader.js';
import { governedFolder } from './parsed-lockfiles.js';

/** Where a project is known to lie by now. */
export interface Located {
  readonly ref: ProjectRef;
  /** Of the manifest. */
  readonly folder: string;
  readonly found: FoundLockfile | undefined;
  readonly workspace: Workspace | undefined;
  /** The manifest of a folder. */
  readonly manifestIn: (folder: string) => Promise<Manifest>;
}

/** Which package manager governs a project, and where it looks for its settings. */
export async function teamPlace(located: Located, files: Files): Promise<TeamPlace> {
  const { ref, found, workspace } = located;
  const folder = found === undefined ? (workspace?.folder ?? located.folder) : governedFolder(found.lockfilePath);
  const { packageManager, packageManagerVersion: version } = await located.manifestIn(folder);
  const manager = found === undefined ? undefined : packageManagerOf(found.graph);
  const declared = packageManager === undefined ? undefined : managerNamed(packageManager, version);
  const named = manager ?? declared ?? (await managerByFiles(folder, files));
  const isSame = declared === named && version !== undefined;
  return { folder, manager: named, trusted: ref.trusted, ...(isSame && { managerVersion: version }) };
}

const MANAGERS: Readonly<Record<string, PackageManager>> = Object.freeze({
  npm: 'npm',
  pnpm: 'pnpm',
  yarn: 'yarn',
  bun: 'bun',
});

function managerNamed(name: string, version: string | undefined): PackageManager | undefined {
  if (name === 'yarn' && version?.startsWith('1.') === true) return 'yarn-classic';
  return Object.hasOwn(MANAGERS, name) ? MANAGERS[name] : undefined;
}

const FILES: readonly (readonly [fileName: string, manager: PackageManager])[] = [
  ['pnpm-workspace.yaml', 'pnpm'],
  ['.yarnrc.yml', 'yarn'],
  ['bunfig.toml', 'bun'],
];

/** Where nothing was installed and nothing is named, the settings that lie there tell; without any it is npm. */
async function managerByFiles(folder: string, files: Files): Promise<PackageManager> {
  for (const [fileName, manager] of FILES) {
    if (await files.exists(path.join(folder, fileName))) return manager;
  }
  return 'npm';
}
