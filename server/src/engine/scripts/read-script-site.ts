import path from 'node:path';
import type { PackageManager } from '../../model/index.js';
import type { ScriptSite } from '../../remedies/remedy.js';
import type { Project } from '../engine.js';
import { governedFolder } from '../parsed-lockfiles.js';
import type { EngineParts } from '../parts.js';

type Readers = Pick<EngineParts, 'files' | 'manifestFormat'>;

const MANIFEST = 'package.json';

/** Where managers with a file of their own look for settings. */
const SETTINGS: Readonly<Partial<Record<PackageManager, string>>> = Object.freeze({
  pnpm: 'pnpm-workspace.yaml',
  yarn: '.yarnrc.yml',
});

/**
 * Reads where the package manager that governs a project is told whose install scripts run. Undefined where none governs, or
 * something is there that cannot be read: it must not be written.
 */
export async function readScriptSite(project: Project, readers: Readers): Promise<ScriptSite | undefined> {
  const manager = project.policy.manager?.manager;
  if (manager === undefined) return undefined;
  const folder = settingsFolder(project);
  const root = await rootText(project, folder, readers);
  const settings = await settingsOf(manager, folder, readers);
  if (root === undefined || settings === 'unreadable') return undefined;
  const { packageManager, packageManagerVersion: version } = readers.manifestFormat.read(root.text);
  const isNamed = packageManager === manager && version !== undefined;
  return { manager, root, ...(isNamed && { version }), ...(settings !== undefined && { settings }) };
}

/** As for `teamPlace`: the lockfile's folder, else the workspace's, else the project's own. */
function settingsFolder({ lockfilePath, workspace, folder }: Project): string {
  return lockfilePath === undefined ? (workspace?.folder ?? folder) : governedFolder(lockfilePath);
}

async function rootText(
  { manifestPath, manifestText }: Project,
  folder: string,
  { files }: Readers,
): Promise<ScriptSite['root'] | undefined> {
  const file = path.join(folder, MANIFEST);
  if (path.relative(file, manifestPath) === '') return { text: manifestText };
  const text = await files.read(file);
  return text.status === 'ok' ? { file, text: text.value } : undefined;
}

async function settingsOf(
  manager: PackageManager,
  folder: string,
  { files }: Readers,
): Promise<ScriptSite['settings'] | 'unreadable'> {
  const name = SETTINGS[manager];
  if (name === undefined) return undefined;
  const file = path.join(folder, name);
  const text = await files.read(file);
  if (text.status === 'ok') return { file, text: text.value };
  return text.status === 'absent' ? { file } : 'unreadable';
}
