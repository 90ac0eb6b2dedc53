import type { PackageManager } from '../model/index.js';
import type { ManagerSettings, ManagerSettingsFormat } from './policy.js';
import { DAY, MINUTE } from './support/lengths-of-time.js';
import { lastOf, listOf, npmrcEntries, type NpmrcEntries } from './support/npmrc-entries.js';
import { amountIn, flagIn, told } from './support/setting-values.js';

/** npm's settings, which pnpm before 11 and yarn 1 read as well: each some of them, and pnpm by other names. */
export const npmrc: ManagerSettingsFormat = Object.freeze({
  id: 'npmrc',
  read(text: string, manager: PackageManager): ManagerSettings {
    const entries = npmrcEntries(text);
    const scripts = flagIn(lastOf(entries, 'ignore-scripts')) === true ? ('none' as const) : undefined;
    if (manager === 'npm') return told({ ...npmSettings(entries), scripts });
    return manager === 'pnpm' ? told({ ...pnpmSettings(entries), scripts }) : told({ scripts });
  },
});

/** Days. In one file a date goes before a number of days, as for npm. */
function npmSettings(entries: NpmrcEntries): ManagerSettings {
  const days = amountIn(lastOf(entries, 'min-release-age'));
  const until = Date.parse(lastOf(entries, 'before') ?? '');
  const wait = Number.isNaN(until)
    ? days === undefined
      ? undefined
      : { age: days * DAY, setting: 'min-release-age' }
    : { until, setting: 'before' };
  return { wait, exempt: listOf(entries, 'min-release-age-exclude') };
}

/** Minutes. */
function pnpmSettings(entries: NpmrcEntries): ManagerSettings {
  const minutes = amountIn(lastOf(entries, 'minimum-release-age'));
  const wait = minutes === undefined ? undefined : { age: minutes * MINUTE, setting: 'minimum-release-age' };
  return { wait, exempt: listOf(entries, 'minimum-release-age-exclude') };
}
