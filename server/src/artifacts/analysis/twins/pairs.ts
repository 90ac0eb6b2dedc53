import { posix } from 'node:path';
import type { SourceFiles } from '../code/package/source-files.js';
import { buildFileOf, Builds, type Build } from './builds.js';
import { sourcesOf } from './source-maps.js';

/** Two that are perhaps made of one source. */
export interface Pair {
  readonly build: Build;
  readonly twin: Build;
  /** The twin is that source: all that is in it and not in the build was left out on purpose. */
  readonly isSource: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** Packages have a page of entries at most; those that have thousands generate them. */
const MAX_PAIRS = 50;

/** What of a package can be compared: builds for different module systems, builds and their source, files and their maps. */
export function pairsOf(manifest: Json, files: SourceFiles): readonly Pair[] {
  const builds = new Builds(files);
  const entries = [...exportPairs(manifest.exports), ...mainPair(manifest)].slice(0, MAX_PAIRS);
  const systems = entries.flatMap(([one, other]): readonly Pair[] => {
    const [build, twin] = [builds.from(one), builds.from(other)];
    if (build === undefined || twin === undefined || build.name === twin.name) return [];
    return [{ build, twin, isSource: false }];
  });
  const main = builds.from(typeof manifest.main === 'string' ? manifest.main : 'index.js');
  const built = [...(main === undefined ? [] : [main]), ...systems.flatMap(({ build, twin }) => [build, twin])];
  const distinct = built.filter(({ name }, index) => built.findIndex((one) => one.name === name) === index);
  return [...systems, ...distinct.flatMap((build) => withSource(build, builds, files)), ...withMaps(distinct, files)];
}

/** `main` is what `require` gets, `module` what bundlers take. */
function mainPair({ main, module }: Json): readonly (readonly [string, string])[] {
  return typeof main === 'string' && typeof module === 'string' ? [[main, module]] : [];
}

const MAX_DEPTH = 6;

/** What `require` and `import` get under the same conditions. */
function exportPairs(target: unknown, depth = 0): readonly (readonly [string, string])[] {
  if (!isRecord(target) || depth > MAX_DEPTH) return [];
  const required = fileOf(target.require);
  const imported = fileOf(target.import ?? target.module);
  const own = required !== undefined && imported !== undefined ? [[required, imported] as const] : [];
  return [...own, ...Object.values(target).flatMap((inner) => exportPairs(inner, depth + 1))];
}

function fileOf(target: unknown, depth = 0): string | undefined {
  if (typeof target === 'string') return target;
  if (!isRecord(target) || depth > MAX_DEPTH) return undefined;
  return fileOf(target.node, depth + 1) ?? fileOf(target.default, depth + 1);
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TEST = /(?:^|\/)(?:__tests__|tests?|specs?|examples?)\/|\.(?:test|spec|stories|d)\.[cm]?[jt]sx?$/;
const CODE = /\.[cm]?[jt]sx?$/;

/** The whole `src` folder: what a build has must come from there. */
function withSource(build: Build, builds: Builds, files: SourceFiles): readonly Pair[] {
  if (build.files.some(({ path }) => path.startsWith('src/'))) return [];
  const paths = files.paths.filter((path) => path.startsWith('src/') && CODE.test(path) && !TEST.test(path));
  if (paths.length === 0) return [];
  return [{ build, twin: { name: 'src', files: paths.map((path) => builds.file(path)) }, isSource: true }];
}

/** Files that can do something, beside the source that their maps hold. */
function withMaps(builds: readonly Build[], files: SourceFiles): readonly Pair[] {
  const able = builds.flatMap((build) => build.files.filter(({ capabilities }) => capabilities.size > 0));
  return [...new Set(able)].flatMap((file): readonly Pair[] => {
    const sources = sourcesOf(file.path, files);
    if (sources === undefined) return [];
    const name = `the source in ${posix.basename(file.path)}.map`;
    const twin = { name, files: [buildFileOf(name, sources)] };
    return [{ build: { name: file.path, files: [file] }, twin, isSource: true }];
  });
}
