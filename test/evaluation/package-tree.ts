import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A package as files by their path in it, `package.json` among them. Nothing of it is ever run. */
export type PackageTree = ReadonlyMap<string, Buffer>;

/** What of a package.json the variations read and write. */
export interface SampleManifest {
  readonly name?: string;
  readonly version?: string;
  readonly main?: unknown;
  readonly module?: unknown;
  readonly bin?: unknown;
  readonly exports?: unknown;
  readonly type?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
}

export async function readTree(folder: string): Promise<PackageTree> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const read = files.map(async (file): Promise<[string, Buffer]> => [
    path.relative(folder, file).split(path.sep).join('/'),
    await readFile(file),
  ]);
  return new Map((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export async function writeTree(tree: PackageTree, folder: string): Promise<void> {
  for (const [file, bytes] of tree) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

/** Undefined where it has none that can be read: such a package is left as it is. */
export function manifestOf(tree: PackageTree): SampleManifest | undefined {
  try {
    return JSON.parse(tree.get('package.json')?.toString('utf8') ?? '') as SampleManifest;
  } catch {
    return undefined;
  }
}

export function withManifest(tree: PackageTree, change: Readonly<Record<string, unknown>>): PackageTree {
  const manifest = { ...manifestOf(tree), ...change };
  return new Map(tree).set('package.json', Buffer.from(JSON.stringify(manifest, null, 2)));
}

/** The JavaScript of a package by path, as text. */
export function scriptsOf(tree: PackageTree): ReadonlyMap<string, string> {
  const scripts = [...tree].filter(([file]) => /\.[cm]?js$/.test(file));
  return new Map(scripts.map(([file, bytes]) => [file, bytes.toString('utf8')]));
}

/** The tree with each script changed by `change`; undefined where it changes none (undefined or the same text). */
export function mapScripts(
  tree: PackageTree,
  change: (text: string, file: string) => string | undefined,
): PackageTree | undefined {
  const changed = new Map(tree);
  let any = false;
  for (const [file, text] of scriptsOf(tree)) {
    const next = change(text, file);
    if (next === undefined || next === text) continue;
    changed.set(file, Buffer.from(next));
    any = true;
  }
  return any ? changed : undefined;
}

/** A file that the manifest names, as the path it has in the package. */
export function resolveIn(tree: PackageTree, named: unknown): string | undefined {
  if (typeof named !== 'string') return undefined;
  const base = path.posix.normalize(named).replace(/^\.\//, '').replace(/\/$/, '');
  const candidates = [base, `${base}.js`, `${base}.cjs`, `${base}.mjs`, `${base}/index.js`];
  return candidates.find((candidate) => tree.has(candidate));
}

/** What `require` of the package runs. */
export function mainOf(tree: PackageTree): string | undefined {
  return resolveIn(tree, manifestOf(tree)?.main ?? 'index.js');
}
