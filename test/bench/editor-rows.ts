import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packument, type RawPackument } from '../support/packuments.js';
import { startRegistry, type BulkAdvisory } from '../support/registry-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { BenchEditor } from './editor.js';
import { sampled } from './measure.js';
import { lockedProject, manifestOf, type LockedProject } from './lockfiles/locked-project.js';
import { packageLockText } from './lockfiles/package-lock.js';
import { latencyRow, type Row } from './row.js';

const KEYSTROKE_BUDGET_MS = 50;
const HOVER_BUDGET_MS = 5;
const SIZE = { packages: 1500, direct: 100 };
const WARM_UP = 20;
const RUNS = 300;

/** What a person feels: the server's answers while typing and pointing, with everything already looked up. */
export async function editorRows(names: readonly string[], assetsFolder: string): Promise<readonly Row[]> {
  const project = lockedProject(names, SIZE);
  const manifest = manifestOf(project);
  const versions = versionsByName(project);
  const folder = await temporaryFolder();
  const registry = await startRegistry({
    packages: [...versions].map(publishedPackage),
    advisories: flawsOf([...versions.keys()]),
  });
  const cacheFolder = path.join(folder.path, 'cache');
  const editor = new BenchEditor({ registry: registry.url, assetsFolder, cacheFolder });
  try {
    await folder.write('package-lock.json', packageLockText(project, 3));
    const uri = pathToFileURL(await folder.write('package.json', manifest)).href;
    await editor.open(uri, manifest);
    return [await keystrokes(editor, uri, manifest), await hovers(editor, uri, manifest)];
  } finally {
    await editor.close();
    await registry.close();
    await folder.remove();
  }
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

/** One line of the manifest after the other goes from `^` to `~`: another text, the same versions. */
async function keystrokes(editor: BenchEditor, uri: string, manifest: string): Promise<Row> {
  const lines = dependencyLines(manifest);
  const texts = lines.map(({ at }) => `${manifest.slice(0, at)}${manifest.slice(at).replace('"^', '"~')}`);
  const samples = await sampled(WARM_UP, RUNS, (run) => editor.type(uri, texts[run % texts.length] ?? manifest));
  const what = `keystroke → diagnostics, ${SIZE.direct} dependencies, ${SIZE.packages} locked packages, all cached`;
  return latencyRow('keystroke', what, KEYSTROKE_BUDGET_MS, samples);
}

async function hovers(editor: BenchEditor, uri: string, manifest: string): Promise<Row> {
  await editor.type(uri, manifest);
  const lines = dependencyLines(manifest);
  const samples = await sampled(WARM_UP, RUNS, async (run) => {
    const hover = await editor.hover(uri, lines[run % lines.length]?.line ?? 0, 8);
    if (hover === null) throw new Error('There is no hover where a dependency stands.');
  });
  return latencyRow('hover', 'hover, cached', HOVER_BUDGET_MS, samples);
}

/** Where each dependency's line begins. */
function dependencyLines(manifest: string): readonly { readonly line: number; readonly at: number }[] {
  const lines: { line: number; at: number }[] = [];
  let at = 0;
  for (const [line, text] of manifest.split('\n').entries()) {
    if (text.includes('": "^')) lines.push({ line, at });
    at += text.length + 1;
  }
  return lines;
}
