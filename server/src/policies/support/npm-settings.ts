import type { PackageManager } from '../../model/index.js';
import type { ManagerSettings } from '../policy.js';
import { DAY, MINUTE } from './lengths-of-time.js';
import { lastOf, listOf, type NpmrcEntries } from './npmrc-entries.js';
import { amountIn, flagIn, told } from './setting-values.js';

/** npm's settings, which pnpm before 11 and yarn 1 read as well: each some of them, and pnpm by other names. */
export function npmSettings(entries: NpmrcEntries, manager: PackageManager): ManagerSettings {
  const own = manager === 'npm' ? ofNpm(entries) : manager === 'pnpm' ? ofPnpm(entries) : {};
  const isOff = flagIn(lastOf(entries, 'ignore-scripts')) === true;
  return told({ ...own, ...(isOff && { scripts: 'none' as const }) });
}

/** Days. In one file a date goes before a number of days, as for npm. */
function ofNpm(entries: NpmrcEntries): ManagerSettings {
  const days = amountIn(lastOf(entries, 'min-release-age'));
  const until = Date.parse(lastOf(entries, 'before') ?? '');
  const wait = Number.isNaN(until)
    ? days === undefined
      ? undefined
      : { age: days * DAY, setting: 'min-release-age' }
    : { until, setting: 'before' };
  const allowed = listOf(entries, 'allow-scripts');
  const isOpen = flagIn(lastOf(entries, 'dangerously-allow-all-scripts')) === true;
  return {
    wait,
    exempt: listOf(entries, 'min-release-age-exclude'),
    allowed,
    list: allowed === undefined || allowed.length === 0 ? undefined : 'allow-scripts',
    scripts: isOpen ? 'all' : undefined,
  };
}

/** Minutes. */
function ofPnpm(entries: NpmrcEntries): ManagerSettings {
  const minutes = amountIn(lastOf(entries, 'minimum-release-age'));
  const wait = minutes === undefined ? undefined : { age: minutes * MINUTE, setting: 'minimum-release-age' };
  return { wait, exempt: listOf(entries, 'minimum-release-age-exclude') };
}
