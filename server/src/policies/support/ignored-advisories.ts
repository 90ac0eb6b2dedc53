import type { ManagerSettings } from '../policy.js';
import { fieldIn, objectIn, textsIn, type SettingsObject } from './setting-values.js';

type Ignored = NonNullable<ManagerSettings['ignored']>;

/** What a list of ids says, such as `GHSA-…` and `CVE-…`. Undefined where there is none. */
export function ignoredAdvisories(ids: readonly string[]): Ignored | undefined {
  return ids.length === 0 ? undefined : [...new Set(ids)].map((id) => ({ id }));
}

/** `auditConfig: {ignoreGhsas, ignoreCves}`: what pnpm is told before version 11. */
export function auditConfigIds(settings: SettingsObject | undefined): readonly string[] {
  const config = objectIn(fieldIn(settings, 'auditConfig'));
  return ['ignoreGhsas', 'ignoreCves'].flatMap((name) => textsIn(fieldIn(config, name)) ?? []);
}
