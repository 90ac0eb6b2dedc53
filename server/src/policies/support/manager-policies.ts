import semver from 'semver';
import {
  phrase,
  type InstallWait,
  type ManagerPolicy,
  type PackageManager,
  type ScriptPolicy,
} from '../../model/index.js';
import type { ManagerSettings } from '../policy.js';
import { DAY } from './lengths-of-time.js';

export interface FoundSettings {
  readonly settings: ManagerSettings;
  /** For the reader. */
  readonly file: string;
}

/**
 * What several files tell a manager together: the strongest that speaks of something has the last word on it.
 *
 * @param found the strongest first
 */
export function managerPolicy(
  manager: PackageManager,
  version: string | undefined,
  found: readonly FoundSettings[],
): ManagerPolicy {
  return {
    manager,
    wait: waitOf(manager, version, found),
    exempt: strongest(found, 'exempt')?.value ?? [],
    scripts: scriptsOf(manager, version, found),
    ...exoticOf(found),
    ...trustOf(found),
  };
}

interface Said<T> {
  readonly value: T;
  readonly file: string;
}

function strongest<K extends keyof ManagerSettings>(
  found: readonly FoundSettings[],
  field: K,
): Said<NonNullable<ManagerSettings[K]>> | undefined {
  for (const { settings, file } of found) {
    const value = settings[field];
    if (value !== undefined) return { value, file };
  }
  return undefined;
}

/** Versions from which on a manager waits without being told to, and how it calls that. */
const OWN_WAITS: Readonly<Partial<Record<PackageManager, readonly [from: string, setting: string]>>> = Object.freeze({
  pnpm: ['11.0.0', 'minimumReleaseAge'],
  yarn: ['4.15.0', 'npmMinimalAgeGate'],
});

function waitOf(
  manager: PackageManager,
  version: string | undefined,
  found: readonly FoundSettings[],
): InstallWait | undefined {
  const said = strongest(found, 'wait');
  if (said !== undefined) return { ...said.value, file: said.file };
  const [from, setting] = OWN_WAITS[manager] ?? [];
  if (from === undefined || setting === undefined || !isAtLeast(version, from)) return undefined;
  return { age: DAY, setting };
}

/** Managers that run no scripts but of what is named, from which version on; the others run what they install. */
const BLOCKING: Readonly<Partial<Record<PackageManager, string>>> = Object.freeze({
  pnpm: '10.0.0',
  npm: '12.0.0',
  yarn: '4.14.0',
});

function scriptsOf(
  manager: PackageManager,
  version: string | undefined,
  found: readonly FoundSettings[],
): ScriptPolicy {
  const lists = listsOf(manager, found);
  const named = {
    allowed: lists.flatMap(({ settings }) => settings.allowed ?? []),
    denied: lists.flatMap(({ settings }) => settings.denied ?? []),
  };
  const list = strongest(lists, 'list');
  const listed = { ...named, ...(list !== undefined && { list: { setting: list.value, file: list.file } }) };
  const said = strongest(found, 'scripts');
  if (said === undefined) return { ...listed, others: othersByDefault(manager, version, found) };
  const setting = SCRIPT_SETTINGS[manager];
  const because =
    setting === undefined
      ? phrase('a setting in {file}', { file: said.file })
      : phrase('{setting} in {file}', { setting, file: said.file });
  if (said.value === 'all') return { ...named, others: 'run', because };
  // yarn builds what is named all the same (tried with 4.13 and 4.18); elsewhere the lists of names have nothing to say.
  return manager === 'yarn'
    ? { ...listed, others: 'blocked', because }
    : { others: 'blocked', allowed: [], denied: [], because };
}

/** npm takes one list alone, and that of package.json before any other; the others put theirs together. */
function listsOf(manager: PackageManager, found: readonly FoundSettings[]): readonly FoundSettings[] {
  const lists = found.filter(({ settings: { list } }) => list !== undefined);
  if (manager !== 'npm') return lists;
  const first = lists.find(({ file }) => file === 'package.json') ?? lists[0];
  return first === undefined ? [] : [first];
}

/** What says that no script runs, as each manager calls it. */
const SCRIPT_SETTINGS: Readonly<Partial<Record<PackageManager, string>>> = Object.freeze({
  npm: 'ignore-scripts',
  'yarn-classic': 'ignore-scripts',
  pnpm: 'ignoreScripts',
  yarn: 'enableScripts',
  bun: 'ignoreScripts',
});

/** Bun has a list of its own, which only counts while the project has none. */
function othersByDefault(
  manager: PackageManager,
  version: string | undefined,
  found: readonly FoundSettings[],
): ScriptPolicy['others'] {
  if (manager === 'bun') return strongest(found, 'allowed') === undefined ? 'unknown' : 'blocked';
  if (manager === 'pnpm' && readsList(version, strongest(found, 'list')?.value)) return 'blocked';
  const from = BLOCKING[manager];
  if (from === undefined) return 'run';
  if (version === undefined) return 'unknown';
  return isAtLeast(version, from) ? 'blocked' : 'run';
}

/** pnpm of any version runs nothing else than what a list names that it reads. Old ones do not know the newer lists. */
function readsList(version: string | undefined, list: string | undefined): boolean {
  return (
    list === 'onlyBuiltDependencies' || (version === undefined && ['allowBuilds', 'permissions'].includes(list ?? ''))
  );
}

function isAtLeast(version: string | undefined, from: string): boolean {
  return version !== undefined && semver.valid(version) !== null && semver.gte(version, from);
}

function exoticOf(found: readonly FoundSettings[]): Pick<ManagerPolicy, 'refusesExotic'> {
  const said = strongest(found, 'refusesExotic');
  return said?.value === true ? { refusesExotic: said.file } : {};
}

function trustOf(found: readonly FoundSettings[]): Pick<ManagerPolicy, 'refusesTrustLoss'> {
  const said = strongest(found, 'refusesTrustLoss');
  if (said?.value !== true) return {};
  const ignoreAfter = strongest(found, 'trustIgnoreAfter')?.value;
  const exempt = strongest(found, 'trustExempt')?.value ?? [];
  return { refusesTrustLoss: { file: said.file, exempt, ...(ignoreAfter !== undefined && { ignoreAfter }) } };
}
