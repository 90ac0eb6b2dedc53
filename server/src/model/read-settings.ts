import { EDITOR_SEVERITIES, type EditorSeverity, type Settings, type SeverityByLevel } from './settings.js';
import { SETTINGS, type SettingSchema } from './setting-schemas.js';

/** Takes what is well-formed from untyped input; anything else keeps its default. */
export function readSettings(input: unknown): Settings {
  const given = flatten(input);
  const entries = Object.entries(SETTINGS).map(([name, schema]) => [name, accepted(schema, given.get(name))]);
  return Object.fromEntries(entries) as Settings;
}

function accepted(schema: SettingSchema<unknown>, value: unknown): unknown {
  if (typeof value !== typeof schema.default) return schema.default;
  if (typeof value === 'number') return isWithin(schema, value) ? value : schema.default;
  if (Array.isArray(schema.default)) return isTexts(value) ? value : schema.default;
  return typeof value === 'object' ? acceptedObject(schema, value) : value;
}

function isWithin({ minimum = -Infinity, maximum = Infinity }: SettingSchema<unknown>, value: number): boolean {
  return value >= minimum && value <= maximum;
}

function acceptedObject({ read, default: otherwise }: SettingSchema<unknown>, value: object | null): unknown {
  return read === undefined ? acceptedSeverities(otherwise as SeverityByLevel, value) : read(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function acceptedSeverities(defaults: SeverityByLevel, value: unknown): SeverityByLevel {
  const given = (value ?? {}) as Record<string, unknown>;
  const pick = (level: keyof SeverityByLevel): EditorSeverity => {
    const severity = EDITOR_SEVERITIES.find((known) => known === given[level]);
    return severity ?? defaults[level];
  };
  return { critical: pick('critical'), high: pick('high'), medium: pick('medium'), low: pick('low') };
}

/** `{advisories: {osv: true}}` and `{'advisories.osv': true}` mean the same. */
function flatten(input: unknown): ReadonlyMap<string, unknown> {
  const flat = new Map<string, unknown>();
  const walk = (value: unknown, prefix: string): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, child] of Object.entries(value)) {
      const name = prefix + key;
      if (name in SETTINGS) flat.set(name, child);
      else walk(child, `${name}.`);
    }
  };
  walk(input, '');
  return flat;
}
