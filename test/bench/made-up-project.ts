import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packument, type RawPackument } from '../support/packuments.js';
import type { BulkAdvisory } from '../support/registry-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import type { BenchHost } from './editor.js';
import { lockedProject, manifestOf, packageFileOf, type LockedProject } from './lockfiles/locked-project.js';
import { packageLockText } from './lockfiles/package-lock.js';
import { startRegistryProcess } from './registry-process.js';

/** A project on disk, whose packages a registry on this machine has. */
export interface MadeUpProject {
  /** Of its package.json. */
  readonly uri: string;
  readonly manifest: string;
  /** The cache is empty at first, and stays between two editors. */
  readonly host: BenchHost;
  emptyCache(): Promise<void>;
  close(): Promise<void>;
}

export async function madeUpProject(
  names: readonly string[],
  size: { readonly packages: number; readonly direct: number },
  assetsFolder: string,
): Promise<MadeUpProject> {
  const project = lockedProject(names, size);
  const manifest = manifestOf(project);
  const versions = versionsByName(project);
  const folder = await temporaryFolder();
  const registry = await startRegistryProcess({
    packages: [...versions].map(publishedPackage),
    tarballs: Object.fromEntries(project.packages.map((one) => [`${one.name}@${one.version}`, packageFileOf(one)])),
    advisories: flawsOf([...versions.keys()]),
  });
  await folder.write('package-lock.json', packageLockText(project, 3));
  const cacheFolder = path.join(folder.path, 'cache');
  return {
    uri: pathToFileURL(await folder.write('package.json', manifest)).href,
    manifest,
    host: { registry: registry.url, assetsFolder, cacheFolder, homeFolder: folder.path },
    emptyCache: () => rm(cacheFolder, { recursive: true, force: true }),
    async close() {
      registry.close();
      await folder.remove();
    },
  };
}

/** Where each dependency's line begins. */
export function dependencyLines(manifest: string): readonly { readonly line: number; readonly at: number }[] {
  const lines: { line: number; at: number }[] = [];
  let at = 0;
  for (const [line, text] of manifest.split('\n').entries()) {
    if (text.includes('": "^')) lines.push({ line, at });
    at += text.length + 1;
  }
  return lines;
}

/** The manifest as many times as it has lines: each goes from `^` to `~` in turn, which are other texts, and the same versions. */
export function typedTexts(manifest: string): readonly string[] {
  const texts = dependencyLines(manifest);
  return texts.map(({ at }) => `${manifest.slice(0, at)}${manifest.slice(at).replace('"^', '"~')}`);
}

function versionsByName({ packages }: LockedProject): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, string[]>();
  for (const { name, version } of packages) versions.set(name, [...(versions.get(name) ?? []), version]);
  return versions;
}

/** Versions of a package in the middle of the field. */
const OLDER_VERSIONS = 80;

function publishedPackage([name, locked]: readonly [name: string, locked: readonly string[]]): RawPackument {
  const older = Array.from({ length: OLDER_VERSIONS }, (_, index) => `0.0.${index + 100}`);
  return packument(name, Object.fromEntries([...older, ...locked].map((version) => [version, {}])));
}

/** Every so many of the packages have a flaw: enough for most lines of the manifest to bring one in. */
const FLAWED = 10;

function flawsOf(names: readonly string[]): Readonly<Record<string, readonly BulkAdvisory[]>> {
  const flawed = names.filter((_, index) => index % FLAWED === 0);
  return Object.fromEntries(
    flawed.map((name, index) => [
      name,
      [
        {
          id: 1_000_000 + index,
          url: `https://advisories.invalid/${index}`,
          title: 'Something is wrong',
          severity: 'high',
          vulnerable_versions: '*',
        },
      ],
    ]),
  );
}
