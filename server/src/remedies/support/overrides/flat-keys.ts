import semver from 'semver';
import type { Dependency, JsonChange, Manifest } from '../../../model/index.js';
import { inStyle, styleOf, withRange } from '../specifier-style.js';
import type { OverrideWish } from './override-wish.js';

/** One entry of a list of overrides whose keys say all (`qs`, `parent>qs`, `parent/qs`): where it stands and what it holds. */
export interface FlatOverride {
  readonly path: readonly string[];
  readonly key: string;
  readonly raw: string;
}

/** Puts one key in, or changes what stands under it: an entry of the same meaning is never there twice. */
export function flatChange(
  existing: readonly FlatOverride[],
  keys: { readonly written: string; readonly same: readonly string[] },
  list: readonly string[],
  wish: OverrideWish,
  manifest: Manifest,
): readonly JsonChange[] | undefined {
  const known = existing.find(({ key }) => meansSame(key, [keys.written, ...keys.same], wish.replaced));
  if (known === undefined) return [{ op: 'add', path: [...list, keys.written], value: wish.version }];
  return changeExisting(known, wish, manifest);
}

/** `$name` says that the manifest's own line decides: then that line is what has to change. */
export function changeExisting(
  { path, raw }: Pick<FlatOverride, 'path' | 'raw'>,
  wish: OverrideWish,
  manifest: Manifest,
): readonly JsonChange[] | undefined {
  if (!raw.startsWith('$')) return [{ op: 'set', path, expected: raw, value: wish.version }];
  const line = lineOf(manifest, raw.slice(1));
  return line && lineChange(line, wish.version);
}

/** The manifest's own line for a name, where that asks for a registry's package. */
export function lineOf({ dependencies }: Manifest, name: string): Dependency | undefined {
  return dependencies.find(
    (one) => one.name === name && one.section !== 'overrides' && one.section !== 'peerDependencies',
  );
}

/** Writes the version into a line, in the line's own style. */
export function lineChange(line: Dependency, version: string): readonly JsonChange[] | undefined {
  const value = withRange(line, inStyle(styleOf(line.specifier), version));
  if (value === undefined) return undefined;
  return value === line.raw ? [] : [{ op: 'set', path: line.path, expected: line.raw, value }];
}

/** `qs@^6.0.0` means the same as `qs` for a version of that range. */
function meansSame(key: string, wanted: readonly string[], replaced: string): boolean {
  if (wanted.includes(key)) return true;
  const at = key.lastIndexOf('@');
  if (at <= 0 || !wanted.includes(key.slice(0, at))) return false;
  return semver.satisfies(replaced, key.slice(at + 1).replace(/^npm:/, ''), true);
}
