import type { ManagerSettings } from '../policy.js';
import { fieldIn, flagIn, keysWith, objectIn, textsIn, type SettingsObject } from './setting-values.js';

/**
 * Whose scripts pnpm runs: `permissions` since 12, which goes before `allowBuilds` of 10.26; the lists before, in
 * `pnpm-workspace.yaml` or package.json alike.
 */
export function builtPackages(settings: SettingsObject): ManagerSettings {
  const given = givenPermissions(settings);
  const builds = { ...objectIn(fieldIn(settings, 'allowBuilds')), ...given };
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
    list: allowed.length + denied.length === 0 ? undefined : listName(settings, given),
  };
}

/** `permissions: {name: {build: true}}` */
function givenPermissions(settings: SettingsObject): SettingsObject {
  const entries = Object.entries(objectIn(fieldIn(settings, 'permissions')) ?? {});
  const builds = entries.map(([key, one]) => [key, fieldIn(objectIn(one), 'build')] as const);
  return Object.fromEntries(builds.filter(([, build]) => build !== undefined));
}

function listName(settings: SettingsObject, given: SettingsObject): string {
  if (Object.keys(given).length > 0) return 'permissions';
  const lists = ['allowBuilds', 'onlyBuiltDependencies', 'neverBuiltDependencies'];
  return lists.find((name) => fieldIn(settings, name) !== undefined) ?? 'ignoredBuiltDependencies';
}

function scriptsOf(settings: SettingsObject): ManagerSettings['scripts'] {
  if (flagIn(fieldIn(settings, 'ignoreScripts')) === true) return 'none';
  return flagIn(fieldIn(settings, 'dangerouslyAllowAllBuilds')) === true ? 'all' : undefined;
}

function listed(settings: SettingsObject, name: string): readonly string[] {
  return textsIn(fieldIn(settings, name)) ?? [];
}
