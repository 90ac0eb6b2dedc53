import type { PackedFile } from '../../artifacts/artifact-reader.js';
import { compareLevels, type FileChange, type Level } from '../../model/index.js';
import { firstNewLine, isNewLine } from './changed-lines.js';
import { manifestChanges } from './manifest-changes.js';

export type PackedFiles = ReadonlyMap<string, PackedFile>;

/** Something that was found in the newer version. */
export interface Remark {
  readonly file: string;
  /** Counted from 1; absent where it is about the whole file. */
  readonly line?: number;
  /** In a few words. */
  readonly reason: string;
  /** Absent for what an honest package does as well. */
  readonly level?: Level;
}

/** What code is written in, and what is run besides. */
const CODE = /\.(?:[cm]?[jt]sx?|node|wasm|sh|bash|py|ps1|bat|cmd|html?|vue|svelte|gyp|exe|dll|so|dylib)$/i;
const DECLARATIONS = /\.d\.[cm]?ts$/i;
/** Nobody imports them from where a package is used. */
const ASIDE = /(?:^|\/)(?:tests?|__tests__|spec|examples?|docs?|benchmarks?|fixtures)\//i;

/** What has changed, the riskiest first. */
export function changedFiles(
  before: PackedFiles,
  after: PackedFiles,
  remarks: readonly Remark[],
): readonly FileChange[] {
  const paths = [...new Set([...after.keys(), ...before.keys()])];
  return paths
    .filter((path) => before.get(path)?.digest !== after.get(path)?.digest)
    .map((path) => changeOf(path, before.get(path), after.get(path), remarks))
    .sort((a, b) => weightOf(b) - weightOf(a) || (a.path < b.path ? -1 : 1));
}

function changeOf(
  path: string,
  before: PackedFile | undefined,
  after: PackedFile | undefined,
  remarks: readonly Remark[],
): FileChange {
  const texts = [before?.text, after?.text] as const;
  const fresh = freshIn(path, texts, remarks);
  const level = fresh[0]?.level;
  const line = fresh[0]?.line ?? firstNewLine(...texts);
  const inManifest = path === 'package.json' ? manifestChanges(...texts) : [];
  return {
    ...{ path, kind: kindOf(before, after), isBinary: isBinary(before) || isBinary(after) },
    ...(level === undefined ? {} : { level }),
    reasons: [...new Set([...fresh.map(({ reason }) => reason), ...inManifest])],
    ...(line === undefined ? {} : { line }),
  };
}

function kindOf(before: PackedFile | undefined, after: PackedFile | undefined): FileChange['kind'] {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

function isBinary(file: PackedFile | undefined): boolean {
  return file?.isBinary === true;
}

/** The worst first. What stood there before as well is not what has changed. */
function freshIn(
  path: string,
  [before, after]: readonly [string | undefined, string | undefined],
  remarks: readonly Remark[],
): readonly Remark[] {
  return remarks
    .filter(({ file, line }) => file === path && (line === undefined || isNewLine(before, after, line)))
    .sort((a, b) => compareLevels(b.level ?? 'none', a.level ?? 'none'));
}

/** Larger for what is to be looked at earlier. */
function weightOf({ path, kind, level = 'none', reasons }: FileChange): number {
  const found = 100 * compareLevels(level, 'none');
  const told = reasons.length > 0 ? 60 : 0;
  const code = CODE.test(path) && !DECLARATIONS.test(path) ? 20 : path === 'package.json' ? 15 : 0;
  const aside = ASIDE.test(path) ? -15 : 0;
  const news = { added: 8, changed: 4, removed: 0 }[kind];
  // What is gone does nothing any more.
  return kind === 'removed' ? -1 : found + told + code + aside + news;
}
