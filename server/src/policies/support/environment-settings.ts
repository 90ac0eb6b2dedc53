import semver from 'semver';
import type { Variables } from '../../platform/npm/node-installation.js';
import type { ManagerSettings, TeamPlace } from '../policy.js';
import { npmSettings } from './npm-settings.js';
import type { NpmrcEntries } from './npmrc-entries.js';
import { pnpmSettings } from './pnpm-settings.js';
import type { SettingsObject } from './setting-values.js';
import { yarnSettings } from './yarn-settings.js';

/** For the reader. */
export const ENVIRONMENT = 'the environment';

/** What variables tell the manager of a project, each read as that manager reads it. No file is stronger. */
export function environmentSettings(
  { manager, managerVersion }: Pick<TeamPlace, 'manager' | 'managerVersion'>,
  variables: Variables,
): ManagerSettings {
  switch (manager) {
    case 'npm':
      return npmSettings(npmEntries(variables, /^npm_config_/i), manager);
    case 'yarn-classic':
      return npmSettings(npmEntries(variables, /^(?:npm_config|yarn)_/i), manager);
    case 'pnpm':
      return pnpmSettings(pnpmObject(variables, managerVersion));
    case 'yarn':
      return yarnSettings(yarnObject(variables));
    // bun has none: `BUN_CONFIG_MINIMUM_RELEASE_AGE` changes nothing, says who has tried it with bun 1.4.
    default:
      return {};
  }
}

/** `npm_config_min_release_age`, in capitals or not; items of a list stand two line feeds apart. */
function npmEntries(variables: Variables, prefix: RegExp): NpmrcEntries {
  const entries = new Map<string, readonly string[]>();
  for (const [name, value] of setVariables(variables)) {
    if (!prefix.test(name)) continue;
    const key = name
      .replace(prefix, '')
      .replace(/(?!^)_/g, '-')
      .toLowerCase();
    entries.set(key, value.split('\n\n'));
  }
  return entries;
}

/** pnpm 11 has a prefix of its own, and takes it in capitals as well since 11.1; before, it read npm's. */
const OWN_PREFIX_SINCE = '11.0.0';
const CAPITALS_SINCE = '11.1.0';
const OWN_PREFIX = /^pnpm_config_([a-z0-9]+(?:_[a-z0-9]+)*)$/;
const OWN_PREFIX_IN_CAPITALS = /^PNPM_CONFIG_([A-Z0-9]+(?:_[A-Z0-9]+)*)$/;
const NPMS_PREFIX = /^npm_config_(.+)$/i;

/** Of a version that nobody tells, all are read, the newest way last: it wins. */
function pnpmObject(variables: Variables, version: string | undefined): SettingsObject {
  const isAtLeast = (from: string): boolean => version === undefined || semver.gte(version, from, { loose: true });
  const isBefore11 = version === undefined || !isAtLeast(OWN_PREFIX_SINCE);
  return {
    ...(isBefore11 && objectOf(variables, NPMS_PREFIX, (value) => pnpmValue(value, '\n\n'))),
    ...(isAtLeast(CAPITALS_SINCE) && objectOf(variables, OWN_PREFIX_IN_CAPITALS, pnpmValue)),
    ...(isAtLeast(OWN_PREFIX_SINCE) && objectOf(variables, OWN_PREFIX, pnpmValue)),
  };
}

/** Lists and objects are JSON; what is a list and written otherwise has one item. */
function pnpmValue(value: string, separator?: string): (key: string) => unknown {
  return (key) => {
    const isWritten = /^\s*[[{]/.test(value) ? json(value) : undefined;
    if (isWritten !== undefined) return isWritten;
    return PNPM_LISTS.includes(key) ? (separator === undefined ? [value] : value.split(separator)) : value;
  };
}

const PNPM_LISTS: readonly string[] = [
  'minimumReleaseAgeExclude',
  'trustPolicyExclude',
  'onlyBuiltDependencies',
  'neverBuiltDependencies',
  'ignoredBuiltDependencies',
];

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const YARN_PREFIX = /^yarn_(.+)$/i;
const YARN_LISTS: readonly string[] = ['npmPreapprovedPackages', 'npmAuditIgnoreAdvisories', 'npmAuditExcludePackages'];

/** `YARN_NPM_MINIMAL_AGE_GATE`; items of a list stand behind commas, and flags can be numbers. */
function yarnObject(variables: Variables): SettingsObject {
  return objectOf(variables, YARN_PREFIX, (value) => (key) => {
    if (YARN_LISTS.includes(key)) return value.split(',').map((item) => item.trim());
    return key === 'enableScripts' && /^[01]$/.test(value) ? value === '1' : value;
  });
}

function objectOf(
  variables: Variables,
  pattern: RegExp,
  read: (value: string) => (key: string) => unknown,
): SettingsObject {
  return Object.fromEntries(
    setVariables(variables).flatMap(([name, value]) => {
      const rest = pattern.exec(name)?.[1];
      const key = rest && camelCase(rest.toLowerCase());
      return key === undefined ? [] : [[key, read(value)(key)] as const];
    }),
  );
}

function camelCase(snake: string): string {
  return snake.replace(/[_-]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** An empty one says nothing. */
function setVariables(variables: Variables): readonly (readonly [name: string, value: string])[] {
  return Object.entries(variables).flatMap(([name, value = '']) => (value === '' ? [] : [[name, value] as const]));
}
