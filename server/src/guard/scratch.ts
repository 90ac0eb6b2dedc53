import { cp, copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { textOf } from '../platform/replaced-files.js';

/** A folder that has the same tree below it as the machine, with only a project's declarations in it. */
export interface Scratch {
  readonly folder: string;
  /** Where a folder or file of the machine would lie in it. */
  at(original: string): string;
  makeFolder(original: string): Promise<void>;
  remove(): Promise<void>;
}

/** A package file that a manifest names may be copied up to this size. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** Relative addresses between folders stay what they are in it. */
export async function createScratch(parent: string): Promise<Scratch> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(path.join(parent, 'guard-'));
  const at = (original: string): string => path.join(folder, path.relative(path.parse(original).root, original));
  return {
    folder,
    at,
    makeFolder: async (original) => {
      await mkdir(at(original), { recursive: true });
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

export async function writeInto(scratch: Scratch, original: string, text: string): Promise<void> {
  const file = scratch.at(original);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Copies a file as it is, if it is there. */
export async function copyInto(scratch: Scratch, original: string): Promise<void> {
  const found = await stat(original).catch(() => undefined);
  if (found?.isFile() !== true || found.size > MAX_FILE_BYTES) return;
  const file = scratch.at(original);
  await mkdir(path.dirname(file), { recursive: true });
  await copyFile(original, file);
}

/** Copies a folder, without links in it, if it is there. */
export async function copyFolderInto(scratch: Scratch, original: string): Promise<void> {
  const found = await stat(original).catch(() => undefined);
  if (found?.isFile() === true) return copyInto(scratch, original);
  if (found?.isDirectory() !== true) return;
  await cp(original, scratch.at(original), { recursive: true, filter: async (from) => isPlain(from) });
}

async function isPlain(from: string): Promise<boolean> {
  const found = await stat(from).catch(() => undefined);
  return found !== undefined && (found.isDirectory() || found.size <= MAX_FILE_BYTES);
}

/**
 * What manifests name by a place on this machine comes along: of folders their manifests, of package files the file.
 *
 * @param manifests absolute paths; followed on in what is found
 */
export async function copyLocalPackages(scratch: Scratch, manifests: readonly string[]): Promise<void> {
  const seen = new Set(manifests);
  const open = [...manifests];
  for (let manifest = open.pop(); manifest !== undefined; manifest = open.pop()) {
    const folder = path.dirname(manifest);
    for (const place of localPlaces((await textOf(manifest)) ?? '')) {
      const next = await copyPlace(scratch, path.resolve(folder, place));
      if (next === undefined || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
}

/** Answers the manifest, for a folder. */
export async function copyPlace(scratch: Scratch, place: string): Promise<string | undefined> {
  const found = await stat(place).catch(() => undefined);
  if (found?.isFile() === true && /\.(?:tgz|tar\.gz|tar)$/.test(place)) await copyInto(scratch, place);
  if (found?.isDirectory() !== true) return undefined;
  const manifest = path.join(place, 'package.json');
  await copyInto(scratch, manifest);
  return manifest;
}

const GROUPS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'resolutions',
  'overrides',
];
const PLACE = /^(?:(?:file|link|portal):)?(\.{1,2}(?:\/.*)?|\/.*|[^:@]+\.tgz)$|^(?:file|link|portal):(.+)$/;

function localPlaces(text: string): readonly string[] {
  const manifest = parsed(text);
  return GROUPS.flatMap((group) => Object.values<unknown>(objectIn(manifest, group))).flatMap((specifier) => {
    if (typeof specifier !== 'string') return [];
    const match = PLACE.exec(specifier);
    const place = match?.[1] ?? match?.[2];
    return place === undefined ? [] : [place];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function objectIn(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : {};
}
