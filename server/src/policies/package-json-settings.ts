import { parse } from 'jsonc-parser';
import type { PackageManager } from '../model/index.js';
import type { ManagerSettings, ManagerSettingsFormat } from './policy.js';
import { auditConfigIds, ignoredAdvisories } from './support/ignored-advisories.js';
import { builtPackages } from './support/pnpm-builds.js';
import {
  fieldIn,
  flagIn,
  keysWith,
  objectIn,
  parsedObject,
  textsIn,
  told,
  type SettingsObject,
} from './support/setting-values.js';

/** What package managers are told in package.json: whose scripts may run, and what pnpm's audit leaves aside. */
export const packageJsonSettings: ManagerSettingsFormat = Object.freeze({
  id: 'package-json-settings',
  read(text: string, manager: PackageManager): ManagerSettings {
    const manifest = parsedObject(text, (given) => parse(given, [], { allowTrailingComma: true }) as unknown);
    if (manager === 'npm') return npmSettings(manifest);
    if (manager === 'bun') return bunSettings(manifest);
    if (manager === 'yarn') return yarnSettings(manifest);
    return manager === 'pnpm' ? pnpmSettings(manifest) : {};
  },
});

/** `allowScripts: {name: true}`; a list of names npm reads nothing in (tried with 11.21 and 12.2). */
function npmSettings(manifest: SettingsObject): ManagerSettings {
  const scripts = fieldIn(manifest, 'allowScripts');
  return named('allowScripts', keysWith(scripts, true), keysWith(scripts, false));
}

/** An empty list means that nothing is trusted, not what bun itself would trust either. */
function bunSettings(manifest: SettingsObject): ManagerSettings {
  const allowed = textsIn(fieldIn(manifest, 'trustedDependencies'));
  return allowed === undefined ? {} : { allowed, list: 'trustedDependencies' };
}

function named(list: string, allowed: readonly string[], denied: readonly string[]): ManagerSettings {
  return told({
    allowed: allowed.length === 0 ? undefined : allowed,
    denied: denied.length === 0 ? undefined : denied,
    list: allowed.length + denied.length === 0 ? undefined : list,
  });
}

/** `dependenciesMeta: {name: {built: false}}` */
function yarnSettings(manifest: SettingsObject): ManagerSettings {
  const meta = Object.entries(objectIn(fieldIn(manifest, 'dependenciesMeta')) ?? {});
  const withFlag = (wanted: boolean): readonly string[] =>
    meta.filter(([, one]) => flagIn(fieldIn(objectIn(one), 'built')) === wanted).map(([name]) => name);
  return named('dependenciesMeta', withFlag(true), withFlag(false));
}

function pnpmSettings(manifest: SettingsObject): ManagerSettings {
  const settings = objectIn(fieldIn(manifest, 'pnpm')) ?? {};
  return told({
    ...builtPackages(settings),
    ignored: ignoredAdvisories(auditConfigIds(settings)),
  });
}
