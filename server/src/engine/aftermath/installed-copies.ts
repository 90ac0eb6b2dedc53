import path from 'node:path';
import { packageManagerOf, type InstalledCopy, type LockEntry } from '../../model/index.js';
import type { Files } from '../../platform/files.js';
import type { Project } from '../engine.js';
import { governedFolder } from '../parsed-lockfiles.js';
import { archivedCopies } from './archived-copies.js';

/** Folders that are looked into for one package; a hostile lockfile can name as many as it likes. */
const MAX_FOLDERS = 5_000;

/** Archives give files the date of 1985, which says nothing of this machine. */
const EARLIEST = Date.UTC(2010, 0, 1);

export interface Wanted {
  readonly name: string;
  /** Undefined: whatever version. */
  readonly version: string | undefined;
}

/** The folder that is installed into. */
export function installRoot({ lockfilePath, workspace, folder }: Project): string {
  return lockfilePath === undefined ? (workspace?.folder ?? folder) : governedFolder(lockfilePath);
}

/** Where a version of a package is installed, by what the `package.json` there says of itself. */
export async function installedCopies(
  project: Project,
  wanted: Wanted,
  files: Files,
): Promise<readonly InstalledCopy[]> {
  const root = installRoot(project);
  const copies: InstalledCopy[] = [];
  const folders = [...placesInTree(project, wanted), ...(await placesOnDisk(root, wanted, files))];
  for (const place of [...new Set(folders)].slice(0, MAX_FOLDERS)) {
    const folder = path.join(root, place);
    if (await holds(folder, wanted, files)) copies.push({ place, since: await sinceWhen(folder, files) });
  }
  return [...copies, ...(await archivedCopies(root, wanted, files))];
}

/** By the lockfile: npm's and bun's keys are places, the others are put beside each other as far as that goes. */
function placesInTree(project: Project, { name, version }: Wanted): readonly string[] {
  const { graph } = project;
  const root = installRoot(project);
  const member = path.relative(root, project.folder).split(path.sep).join('/');
  const entries = [...(graph?.entries.values() ?? [])].filter(
    (entry) => entry.name === name && (version === undefined || entry.version === version),
  );
  const keys = entries.flatMap((entry) => placeOfKey(entry, graph && packageManagerOf(graph)));
  const names = new Set([name, ...entries.flatMap(({ alias }) => alias ?? [])]);
  const beside = ['', member].flatMap((at) => [...names].map((one) => path.posix.join(at, 'node_modules', one)));
  return [...keys, ...beside].filter(isInside);
}

function placeOfKey({ id }: LockEntry, manager: string | undefined): readonly string[] {
  if (manager === 'npm') return id.includes('node_modules/') ? [id] : [];
  if (manager !== 'bun') return [];
  // `parent/@scope/name`: each step is a folder of its own.
  const steps = id.match(/@[^/]+\/[^/]+|[^/]+/g) ?? [];
  return steps.length < 2 ? [] : [steps.map((step) => `node_modules/${step}`).join('/')];
}

/** Keys come from the lockfile: nothing outside of the project is looked into. */
function isInside(place: string): boolean {
  return !path.posix.isAbsolute(place) && !place.split('/').includes('..') && !/[\\\0]|^[A-Za-z]:/.test(place);
}

/** Copies below other packages, and pnpm's store of the project. */
async function placesOnDisk(root: string, { name, version }: Wanted, files: Files): Promise<readonly string[]> {
  const list = async (place: string): Promise<readonly string[]> =>
    (await files.folders?.(path.join(root, place))) ?? [];
  const top = await list('node_modules');
  const scoped = await Promise.all(
    top
      .filter((one) => one.startsWith('@'))
      .map(async (scope) => (await list(`node_modules/${scope}`)).map((one) => `${scope}/${one}`)),
  );
  const parents = [...top.filter((one) => !one.startsWith('@') && !one.startsWith('.')), ...scoped.flat()];
  const key = `${name.replace('/', '+')}@${version ?? ''}`;
  const stored = (await list('node_modules/.pnpm')).filter(
    (one) => one.startsWith(key) && (version === undefined || /^(?:$|[_(])/.test(one.slice(key.length))),
  );
  return [
    ...stored.map((one) => `node_modules/.pnpm/${one}/node_modules/${name}`),
    ...parents.map((parent) => `node_modules/${parent}/node_modules/${name}`),
  ];
}

async function holds(folder: string, { name, version }: Wanted, files: Files): Promise<boolean> {
  const text = await files.read(path.join(folder, 'package.json'));
  if (text.status !== 'ok') return false;
  try {
    const manifest = JSON.parse(text.value) as { readonly name?: unknown; readonly version?: unknown } | null;
    return manifest?.name === name && (version === undefined || manifest.version === version);
  } catch {
    return false;
  }
}

/** When the folder was filled; where that is no moment of this machine, when it was last touched at all. */
async function sinceWhen(folder: string, files: Files): Promise<number | undefined> {
  const times = await files.times?.(folder);
  if (times === undefined) return undefined;
  return times.written >= EARLIEST && times.written <= times.changed ? times.written : times.changed;
}
