import type { ManagerSettings } from '../policy.js';
import { auditConfigIds, ignoredAdvisories } from './ignored-advisories.js';
import { MINUTE } from './lengths-of-time.js';
import { builtPackages } from './pnpm-builds.js';
import { amountIn, fieldIn, flagIn, objectIn, textIn, textsIn, told, type SettingsObject } from './setting-values.js';

/** What pnpm's settings of a project (or of a user) say of what may be installed. Lengths of time are in minutes. */
export function pnpmSettings(settings: SettingsObject): ManagerSettings {
  const minutes = amountIn(fieldIn(settings, 'minimumReleaseAge'));
  const trust = textIn(fieldIn(settings, 'trustPolicy'));
  const ignoreAfter = amountIn(fieldIn(settings, 'trustPolicyIgnoreAfter'));
  return told({
    wait: minutes === undefined ? undefined : { age: minutes * MINUTE, setting: 'minimumReleaseAge' },
    exempt: textsIn(fieldIn(settings, 'minimumReleaseAgeExclude')),
    refusesExotic: flagIn(fieldIn(settings, 'blockExoticSubdeps')),
    refusesTrustLoss: trust === undefined ? undefined : trust === 'no-downgrade',
    trustExempt: textsIn(fieldIn(settings, 'trustPolicyExclude')),
    trustIgnoreAfter: ignoreAfter === undefined ? undefined : ignoreAfter * MINUTE,
    ...builtPackages(settings),
    ignored: ignoredIn(settings),
  });
}

/** `audit.ignore` since pnpm 11, `auditConfig.ignoreGhsas` and `ignoreCves` before. */
function ignoredIn(settings: SettingsObject): ManagerSettings['ignored'] {
  const audit = objectIn(fieldIn(settings, 'audit'));
  return ignoredAdvisories([
    ...(textsIn(fieldIn(audit, 'ignore')) ?? []),
    ...(textsIn(fieldIn(audit, 'ignoreGhsas')) ?? []),
    ...(textsIn(fieldIn(audit, 'ignoreCves')) ?? []),
    ...auditConfigIds(settings),
  ]);
}
