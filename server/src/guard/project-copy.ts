import path from 'node:path';
import type { Engine } from '../engine/engine.js';
import { textOf } from '../platform/replaced-files.js';
import type { PackageManager } from './manager.js';
import { copyFolderInto, copyLocalPackages, writeInto, type Scratch } from './scratch.js';

const MANIFEST = 'package.json';
/** Of what a manager may write besides manifests and its lockfile: catalogs, overrides and approvals. */
const WRITTEN_SETTINGS = 'pnpm-workspace.yaml';

/** A project as the guard has found it. */
export interface FoundProject {
  /** Of the project or of the workspace that it is a part of: absolute. */
  readonly root: string;
  /** The nearest manifest, which need not be there yet. */
  readonly manifest: string;
  /** Every manifest of the workspace that is there. */
  readonly manifests: readonly string[];
}

/** @param start the folder that the command works in: absolute */
export async function findProject(start: string, engine: Engine, trusted: boolean): Promise<FoundProject> {
  const manifest = (await nearestManifest(start)) ?? path.join(start, MANIFEST);
  const project = await engine.open({ manifestPath: manifest, trusted });
  if (project === undefined) return { root: path.dirname(manifest), manifest, manifests: [] };
  const root = project.workspace?.folder ?? project.folder;
  const top = await engine.open({ manifestPath: path.join(root, MANIFEST), trusted });
  const members = top === undefined ? [] : await engine.workspaceManifests(top);
  const own = top === undefined ? [] : [path.join(root, MANIFEST)];
  const manifests = [...own, manifest, ...members.filter((file) => path.basename(file) === MANIFEST)];
  return { root, manifest, manifests: [...new Set(manifests)] };
}

async function nearestManifest(start: string): Promise<string | undefined> {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, MANIFEST);
    if ((await textOf(manifest).catch(() => undefined)) !== undefined) return manifest;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** Puts a project's declarations into a scratch folder; a sentence where something of it cannot be made harmless. */
export async function copyProject(
  { root, manifest, manifests }: FoundProject,
  manager: PackageManager,
  scratch: Scratch,
  trusted: boolean,
): Promise<string | undefined> {
  const folders = new Set([root, path.dirname(manifest), ...manifests.map((file) => path.dirname(file))]);
  for (const folder of folders) {
    for (const name of [MANIFEST, ...manager.lockfiles]) await copyText(scratch, path.join(folder, name));
    for (const name of manager.settings) {
      const problem = await copySettings(scratch, path.join(folder, name), manager, trusted);
      if (problem !== undefined) return problem;
    }
  }
  for (const name of [...manager.folders, ...(trusted ? manager.code : [])]) {
    await copyFolderInto(scratch, path.join(root, name));
  }
  await copyLocalPackages(scratch, manifests);
  return startLockfile(root, manager, scratch);
}

/** Yarn takes a project for a part of the one above, unless there is a lockfile. */
async function startLockfile(root: string, { id, lockfiles }: PackageManager, scratch: Scratch): Promise<undefined> {
  for (const name of id === 'yarn-berry' ? lockfiles : []) {
    const file = path.join(root, name);
    if ((await textOf(file)) === undefined) await writeInto(scratch, file, '');
  }
}

async function copyText(scratch: Scratch, file: string): Promise<void> {
  const text = await textOf(file);
  if (text !== undefined) await writeInto(scratch, file, text);
}

async function copySettings(
  scratch: Scratch,
  file: string,
  manager: PackageManager,
  trusted: boolean,
): Promise<string | undefined> {
  const text = await textOf(file);
  if (text === undefined) return undefined;
  const made = trusted ? { text } : manager.harmless(path.basename(file), text);
  if ('problem' in made) return made.problem;
  await writeInto(scratch, file, made.text);
  return undefined;
}

/** The settings of a project, for a command that is given in it and not about it. */
export async function copySettingsOf(
  folder: string,
  manager: PackageManager,
  target: Scratch,
  place: string,
  trusted: boolean,
): Promise<void> {
  for (const name of manager.settings) {
    const text = name === WRITTEN_SETTINGS ? undefined : await textOf(path.join(folder, name));
    if (text === undefined) continue;
    const made = trusted ? { text } : manager.harmless(name, text);
    if ('text' in made) await writeInto(target, path.join(place, name), made.text);
  }
}

/** The files of a project that a manager may have written to, by absolute path. */
export function writableFiles({ root, manifest, manifests }: FoundProject, manager: PackageManager): readonly string[] {
  const folders = new Set([root, path.dirname(manifest), ...manifests.map((file) => path.dirname(file))]);
  const locks = [...folders].flatMap((folder) => manager.lockfiles.map((name) => path.join(folder, name)));
  const settings = manager.settings.includes(WRITTEN_SETTINGS) ? [path.join(root, WRITTEN_SETTINGS)] : [];
  return [...new Set([manifest, ...manifests, ...locks, ...settings])];
}
