import { parse } from 'smol-toml';
import type { ManagerSettings, ManagerSettingsFormat } from './policy.js';
import {
  fieldIn,
  flagIn,
  objectIn,
  parsedObject,
  textIn,
  told,
  type SettingsObject,
} from './support/setting-values.js';

type Ignored = NonNullable<ManagerSettings['ignored']>[number];

/** More entries than these are no list that a person keeps. */
const MAX_ENTRIES = 10_000;

/**
 * What osv-scanner is told to leave aside: single vulnerabilities, and the vulnerabilities of single packages. An entry that has
 * ended still counts as one, so that it can be said.
 */
export const osvScannerToml: ManagerSettingsFormat = Object.freeze({
  id: 'osv-scanner-toml',
  read(text: string): ManagerSettings {
    const settings = parsedObject(text, parse);
    const ignored = [
      ...entriesIn(settings, 'IgnoredVulns').flatMap(ignoredVulnerability),
      ...entriesIn(settings, 'PackageOverrides').flatMap(ignoredPackage),
    ];
    return ignored.length === 0 ? {} : { ignored };
  },
});

function entriesIn(settings: SettingsObject, name: string): readonly SettingsObject[] {
  const list: unknown = fieldIn(settings, name);
  return !Array.isArray(list)
    ? []
    : list.slice(0, MAX_ENTRIES).flatMap((entry: unknown) => {
        const object = objectIn(entry);
        return object === undefined ? [] : [object];
      });
}

function ignoredVulnerability(entry: SettingsObject): readonly Ignored[] {
  const id = textIn(fieldIn(entry, 'id'));
  if (id === undefined) return [];
  return [told({ id, reason: textIn(fieldIn(entry, 'reason')), until: dayIn(fieldIn(entry, 'ignoreUntil')) })];
}

/** One that also asks for a group of dependencies cannot be told apart here, and is left out. */
function ignoredPackage(entry: SettingsObject): readonly Ignored[] {
  const vulnerability = objectIn(fieldIn(entry, 'vulnerability'));
  const isIgnored = [fieldIn(entry, 'ignore'), fieldIn(vulnerability, 'ignore')].some((flag) => flagIn(flag) === true);
  const ecosystem = textIn(fieldIn(entry, 'ecosystem'));
  const isNpms = ecosystem === undefined || ecosystem === 'npm';
  if (!isIgnored || !isNpms || textIn(fieldIn(entry, 'group')) !== undefined) return [];
  return [
    told({
      package: textIn(fieldIn(entry, 'name')) ?? '*',
      version: textIn(fieldIn(entry, 'version')),
      reason: textIn(fieldIn(entry, 'reason')),
      until: dayIn(fieldIn(entry, 'effectiveUntil')),
    }),
  ];
}

/** TOML's own date, or one in quotes. What is no date at all has ended: nobody can tell until when it was meant to hold. */
function dayIn(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = value instanceof Date ? dateText(value) : textIn(value);
  return /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] ?? '0000-00-00';
}

function dateText(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
