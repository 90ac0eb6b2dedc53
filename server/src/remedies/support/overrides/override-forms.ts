import semver from 'semver';
import type { JsonChange, Manifest } from '../../../model/index.js';
import type { OverrideSite } from '../../remedy.js';
import { flatChange, type FlatOverride } from './flat-keys.js';
import { npmChanges } from './npm-form.js';
import type { OverrideChanges, OverrideWish } from './override-wish.js';

/** The first version of pnpm that reads overrides from `pnpm-workspace.yaml`. */
const PNPM_READS_SETTINGS = '10.5.1';
/** The first that reads them from nowhere else. */
const PNPM_READS_ONLY_SETTINGS = '11.0.0';

/**
 * The changes that bring an override about, in the file where this project's package manager looks for it. Undefined
 * where the manager has no such thing, or not for what is wished.
 */
export function overrideChanges(site: OverrideSite, wish: OverrideWish): OverrideChanges | undefined {
  const { manifest } = site.root;
  const inRoot = (changes: readonly JsonChange[] | undefined): OverrideChanges | undefined =>
    changes && changes.length > 0 ? { where: 'root', changes } : undefined;
  switch (site.manager) {
    case 'npm':
      return inRoot(npmChanges(manifest, wish));
    case 'bun':
      return wish.below.length > 0 ? undefined : inRoot(bunChanges(manifest, wish));
    case 'yarn':
      return inRoot(yarnChanges(manifest, wish, (parent) => `${parent}/${wish.name}`));
    case 'yarn-classic':
      // Without stars yarn 1 means a way from the manifest's own line.
      return inRoot(
        yarnChanges(manifest, wish, (parent) => `${wish.lines.includes(parent) ? '' : '**/'}${parent}/${wish.name}`),
      );
    case 'pnpm':
      return pnpmChanges(site, wish);
    default:
      return undefined;
  }
}

function yarnChanges(
  manifest: Manifest,
  wish: OverrideWish,
  nested: (parent: string) => string,
): readonly JsonChange[] | undefined {
  const existing = flatRecord(manifest.resolutions, ['resolutions']);
  const keys =
    wish.below.length === 0
      ? [{ written: wish.name, same: [`**/${wish.name}`] }]
      : wish.below.map((parent) => ({
          written: nested(parent),
          same: [`${parent}/${wish.name}`, `**/${parent}/${wish.name}`],
        }));
  return all(keys.map((key) => flatChange(existing, key, ['resolutions'], wish, manifest)));
}

/** bun reads both lists; what stands in one of them is changed there. */
function bunChanges(manifest: Manifest, wish: OverrideWish): readonly JsonChange[] | undefined {
  const overrides = manifest.dependencies
    .filter(({ section, path }) => section === 'overrides' && path.length === 2)
    .map(({ path, raw }): FlatOverride => ({ path, raw, key: path[1] ?? '' }));
  const resolutions = flatRecord(manifest.resolutions, ['resolutions']);
  const list = overrides.length === 0 && resolutions.length > 0 ? 'resolutions' : 'overrides';
  const existing = [...overrides, ...resolutions];
  return flatChange(existing, { written: wish.name, same: [`**/${wish.name}`] }, [list], wish, manifest);
}

function pnpmChanges(site: OverrideSite, wish: OverrideWish): OverrideChanges | undefined {
  const { manifest } = site.root;
  const keys = wish.below.length === 0 ? [wish.name] : wish.below.map((parent) => `${parent}>${wish.name}`);
  const inSettings = readsSettings(site);
  const list = inSettings ? ['overrides'] : ['pnpm', 'overrides'];
  const existing = inSettings ? settingsOverrides(site) : flatRecord(manifest.pnpmOverrides, list);
  const changes = all(keys.map((key) => flatChange(existing, { written: key, same: [] }, list, wish, manifest))) ?? [];
  if (changes.length === 0) return undefined;
  // `$name` leads to the manifest's own line, which no settings file holds.
  const isLine = changes.some(({ path }) => path[0] !== list[0]);
  return { where: inSettings && !isLine ? 'settings' : 'root', changes };
}

function settingsOverrides({ settings }: OverrideSite): readonly FlatOverride[] {
  return (settings?.manifest?.dependencies ?? [])
    .filter(({ section }) => section === 'overrides')
    .map(({ path, raw }) => ({ path, raw, key: path.at(-1) ?? '' }));
}

/** The version that the project names decides, then what is there already, then what the newest version would read. */
function readsSettings(site: OverrideSite): boolean {
  const { root, settings } = site;
  const { packageManagerVersion: version, pnpmOverrides } = root.manifest;
  if (version !== undefined && semver.gte(version, PNPM_READS_ONLY_SETTINGS)) return true;
  if (version !== undefined && semver.lt(version, PNPM_READS_SETTINGS)) return false;
  return settingsOverrides(site).length > 0 || (pnpmOverrides === undefined && settings !== undefined);
}

function flatRecord(
  record: Readonly<Record<string, string>> | undefined,
  list: readonly string[],
): readonly FlatOverride[] {
  return Object.entries(record ?? {}).map(([key, raw]) => ({ path: [...list, key], key, raw }));
}

function all(changes: readonly (readonly JsonChange[] | undefined)[]): readonly JsonChange[] | undefined {
  return changes.every((some) => some !== undefined) ? changes.flat() : undefined;
}
