import semver from 'semver';
import { splitPackageId, type Dependency, type JsonChange, type Manifest } from '../../../model/index.js';
import { changeExisting, lineChange, lineOf } from './flat-keys.js';
import type { OverrideWish } from './override-wish.js';

/**
 * npm's `overrides`: `{"qs": "6.7.3"}`, or `{"body-parser": {"qs": "6.7.3"}}` for what lies below a package.
 * npm refuses an override that says something else than the manifest's own line of that name, so then the line changes
 * and the override refers to it.
 */
export function npmChanges(manifest: Manifest, wish: OverrideWish): readonly JsonChange[] | undefined {
  if (wish.below.length === 0) return everywhere(manifest, wish);
  const changes = wish.below.map((parent) => below(manifest, parent, wish));
  return changes.every((some) => some !== undefined) ? changes.flat() : undefined;
}

function everywhere(manifest: Manifest, wish: OverrideWish): readonly JsonChange[] | undefined {
  const { name, version } = wish;
  const known = find(manifest, [], wish);
  const line = lineOf(manifest, name);
  if (line === undefined) {
    if (known !== undefined) return changeExisting(known, wish, manifest);
    const path = ['overrides', name];
    // `{"qs": {"other": …}}` speaks of what lies below it; `.` is the package itself.
    const isObject = overridesOf(manifest).some((one) => startsWith(one.path, path) && one.path.length > path.length);
    return [{ op: 'add', path: isObject ? [...path, '.'] : path, value: version }];
  }
  const lineChanges = lineChange(line, version);
  if (lineChanges === undefined) return undefined;
  if (known?.raw === `$${name}`) return lineChanges;
  const reference = `$${name}`;
  const override: JsonChange =
    known === undefined
      ? { op: 'add', path: ['overrides', name], value: reference }
      : { op: 'set', path: known.path, expected: known.raw, value: reference };
  return [...lineChanges, override];
}

function below(manifest: Manifest, parent: string, wish: OverrideWish): readonly JsonChange[] | undefined {
  const known = find(manifest, [parent], wish);
  if (known !== undefined) return changeExisting(known, wish, manifest);
  const path = ['overrides', parent];
  const value = wish.version;
  const plain = overridesOf(manifest).find((one) => same(one.path, path));
  if (plain === undefined) return [{ op: 'add', path: [...path, wish.name], value }];
  // The parent is overridden itself: what stood there becomes its `.`.
  return [
    { op: 'remove', path, expected: plain.raw },
    { op: 'add', path: [...path, '.'], value: plain.raw },
    { op: 'add', path: [...path, wish.name], value },
  ];
}

/** The override of the name below these parents, if there is one: `name`, `name@range`, or either with a `.` below. */
function find(
  manifest: Manifest,
  parents: readonly string[],
  { name, replaced }: OverrideWish,
): Dependency | undefined {
  return overridesOf(manifest).find(({ path }) => {
    const steps = path.at(-1) === '.' ? path.slice(1, -1) : path.slice(1);
    const key = steps.at(-1) ?? '';
    if (!same(steps.slice(0, -1), parents)) return false;
    const { name: named, version: range } = splitPackageId(key);
    return named === name && (range === undefined || semver.satisfies(replaced, range, true));
  });
}

function overridesOf({ dependencies }: Manifest): readonly Dependency[] {
  return dependencies.filter(({ section }) => section === 'overrides');
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((step, index) => path[index] === step);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && startsWith(a, b);
}
