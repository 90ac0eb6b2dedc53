import type { ManagerSettings } from '../policy.js';
import { DAY, HOUR, MINUTE, SECOND } from './lengths-of-time.js';
import { amountIn, fieldIn, flagIn, objectIn, textIn, textsIn, told, type SettingsObject } from './setting-values.js';

const UNITS: Readonly<Record<string, number>> = Object.freeze({
  ms: 1,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
});

/** What yarn 2 and later are told of what may be installed. */
export function yarnSettings(settings: SettingsObject): ManagerSettings {
  const age = durationIn(fieldIn(settings, 'npmMinimalAgeGate'));
  const scopes = scopesIn(fieldIn(settings, 'npmScopes'));
  const hasWait = age !== undefined || Object.keys(scopes).length > 0;
  const enabled = flagIn(fieldIn(settings, 'enableScripts'));
  return told({
    wait: hasWait ? { ...(age === undefined ? {} : { age }), scopes, setting: 'npmMinimalAgeGate' } : undefined,
    exempt: textsIn(fieldIn(settings, 'npmPreapprovedPackages')),
    scripts: enabled === undefined ? undefined : enabled ? ('all' as const) : ('none' as const),
    ignored: ignoredIn(settings),
  });
}

/** A number of minutes, or an amount with its unit: `3d`. What has another unit yarn does not understand either. */
function durationIn(value: unknown): number | undefined {
  const minutes = amountIn(value);
  if (minutes !== undefined) return minutes * MINUTE;
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/.exec(textIn(value) ?? '') ?? [];
  const length = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  return amount === undefined || length === undefined ? undefined : Number(amount) * length;
}

function scopesIn(value: unknown): Readonly<Record<string, number>> {
  const entries = Object.entries(objectIn(value) ?? {}).flatMap(([scope, settings]) => {
    const age = durationIn(fieldIn(objectIn(settings), 'npmMinimalAgeGate'));
    return age === undefined ? [] : [[`@${scope.replace(/^@/, '')}`, age] as const];
  });
  return Object.fromEntries(entries);
}

function ignoredIn(settings: SettingsObject): ManagerSettings['ignored'] {
  const ids = textsIn(fieldIn(settings, 'npmAuditIgnoreAdvisories')) ?? [];
  const packages = textsIn(fieldIn(settings, 'npmAuditExcludePackages')) ?? [];
  const ignored = [...ids.map((id) => ({ id })), ...packages.map((name) => ({ package: name }))];
  return ignored.length === 0 ? undefined : ignored;
}
