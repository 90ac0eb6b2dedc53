import type { ManagerSettings } from '../policy.js';
import { fieldIn, flagIn, keysWith, textsIn, type SettingsObject } from './setting-values.js';

/** Whose scripts pnpm runs: `allowBuilds` since 10.26, the lists before, in `pnpm-workspace.yaml` or package.json alike. */
export function builtPackages(settings: SettingsObject): ManagerSettings {
  const builds = fieldIn(settings, 'allowBuilds');
  const allowed = [...keysWith(builds, true), ...listed(settings, 'onlyBuiltDependencies')];
  const denied = [
    ...keysWith(builds, false),
    ...listed(settings, 'neverBuiltDependencies'),
    ...listed(settings, 'ignoredBuiltDependencies'),
  ];
  return {
    scripts: scriptsOf(settings),
    allowed: allowed.length === 0 ? undefined : allowed,
    denied: denied.length === 0 ? undefined : denied,
  };
}

function scriptsOf(settings: SettingsObject): ManagerSettings['scripts'] {
  if (flagIn(fieldIn(settings, 'ignoreScripts')) === true) return 'none';
  return flagIn(fieldIn(settings, 'dangerouslyAllowAllBuilds')) === true ? 'all' : undefined;
}

function listed(settings: SettingsObject, name: string): readonly string[] {
  return textsIn(fieldIn(settings, name)) ?? [];
}
