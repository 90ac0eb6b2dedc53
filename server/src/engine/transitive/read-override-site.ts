import path from 'node:path';
import { packageManagerOf, type Manifest } from '../../model/index.js';
import type { OverrideSite } from '../../remedies/remedy.js';
import type { Project } from '../engine.js';
import { governedFolder } from '../parsed-lockfiles.js';
import type { EngineParts } from '../parts.js';

type Readers = Pick<EngineParts, 'files' | 'manifestFormat' | 'pnpmSettingsFormat'>;

const MANIFEST = 'package.json';
const PNPM_SETTINGS = 'pnpm-workspace.yaml';
/** Lockfiles before this are written by versions of pnpm that have no settings in a file of their own. */
const PNPM_WITH_SETTINGS = 9;

/** Reads where this project's overrides stand. Undefined without a lockfile, or where its folder has no manifest. */
export async function readOverrideSite(project: Project, readers: Readers): Promise<OverrideSite | undefined> {
  const { graph, lockfilePath } = project;
  const manager = graph && packageManagerOf(graph);
  if (graph === undefined || manager === undefined || lockfilePath === undefined) return undefined;
  const folder = governedFolder(lockfilePath);
  const root = await rootManifest(project, folder, readers);
  if (root === undefined) return undefined;
  const { lockfileVersion } = graph;
  const hasSettings = manager === 'pnpm' && Number.parseFloat(lockfileVersion) >= PNPM_WITH_SETTINGS;
  const site = { manager, lockfileVersion, root };
  return hasSettings ? { ...site, settings: await readSettings(folder, readers) } : site;
}

/** What is there and cannot be read must not be written. */
async function readSettings(folder: string, { files, pnpmSettingsFormat }: Readers): Promise<OverrideSite['settings']> {
  const file = path.join(folder, PNPM_SETTINGS);
  const text = await files.read(file);
  if (text.status === 'ok') return { file, manifest: pnpmSettingsFormat.read(text.value) };
  return text.status === 'absent' ? { file } : undefined;
}

async function rootManifest(
  project: Project,
  folder: string,
  { files, manifestFormat }: Readers,
): Promise<{ readonly file?: string; readonly manifest: Manifest } | undefined> {
  const file = path.join(folder, MANIFEST);
  if (path.relative(file, project.manifestPath) === '') return { manifest: project.manifest };
  const text = await files.read(file);
  return text.status === 'ok' ? { file, manifest: manifestFormat.read(text.value) } : undefined;
}
