import { isDeepStrictEqual } from 'node:util';
import { readSettings, SETTINGS, type Settings } from '../model/index.js';
import type { CliIo } from './io.js';

/** Names a file with the organisation's rules: it is the machine's, or the CI's, and never in a project. */
const VARIABLE = 'PACKAGE_RISK_ORGANISATION';

const PREFIX = 'organisation.';

/**
 * The organisation's rules for the command line: `{"denied": ["left-pad"], "leastLevels": {"install-script": "high"}}`, the same as
 * the editor's settings without `packageRisk.organisation.` in front.
 *
 * Throws where there is something that cannot be taken as it stands: rules that nobody sees are worse than none.
 */
export function organisationSettings({ env, readText }: Pick<CliIo, 'env' | 'readText'>): Partial<Settings> {
  const file = env[VARIABLE];
  if (file === undefined || file === '') return {};
  const given = parsed(file, readText);
  const named = Object.fromEntries(Object.entries(given).map(([name, value]) => [PREFIX + name, value]));
  const unknown = Object.keys(named).find((name) => !(name in SETTINGS));
  if (unknown !== undefined) throw new Error(`${VARIABLE}: ${unknown.slice(PREFIX.length)} means nothing here`);
  const settings = readSettings(named) as unknown as Readonly<Record<string, unknown>>;
  const wrong = Object.keys(named).find((name) => !isDeepStrictEqual(named[name], settings[name]));
  if (wrong !== undefined) throw new Error(`${VARIABLE}: ${wrong.slice(PREFIX.length)} is not what it should be`);
  return Object.fromEntries(Object.keys(named).map((name) => [name, settings[name]]));
}

function parsed(file: string, readText: CliIo['readText']): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readText(file));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below, in the same words: it cannot be used.
  }
  throw new Error(`${VARIABLE} names a file that cannot be read as a JSON object`);
}
