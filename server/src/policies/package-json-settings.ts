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
    if (manager === 'bun') return told({ allowed: textsIn(fieldIn(manifest, 'trustedDependencies')) });
    if (manager === 'yarn') return yarnSettings(manifest);
    return manager === 'pnpm' ? pnpmSettings(manifest) : {};
  },
});

/** `allowScripts: {name: true}`, or a list of names. */
function npmSettings(manifest: SettingsObject): ManagerSettings {
  const scripts = fieldIn(manifest, 'allowScripts');
  const allowed = textsIn(scripts) ?? keysWith(scripts, true);
  const denied = keysWith(scripts, false);
  return told({
    allowed: allowed.length === 0 ? undefined : allowed,
    denied: denied.length === 0 ? undefined : denied,
  });
}

/** `dependenciesMeta: {name: {built: false}}` */
function yarnSettings(manifest: SettingsObject): ManagerSettings {
  const meta = Object.entries(objectIn(fieldIn(manifest, 'dependenciesMeta')) ?? {});
  const named = (wanted: boolean): readonly string[] | undefined => {
    const names = meta.filter(([, one]) => flagIn(fieldIn(objectIn(one), 'built')) === wanted).map(([name]) => name);
    return names.length === 0 ? undefined : names;
  };
  return told({ allowed: named(true), denied: named(false) });
}

function pnpmSettings(manifest: SettingsObject): ManagerSettings {
  const settings = objectIn(fieldIn(manifest, 'pnpm')) ?? {};
  return told({
    ...builtPackages(settings),
    ignored: ignoredAdvisories(auditConfigIds(settings)),
  });
}
