import { parse } from 'yaml';
import type { ManagerSettings, ManagerSettingsFormat } from './policy.js';
import { pnpmSettings } from './support/pnpm-settings.js';
import { parsedObject } from './support/setting-values.js';

/** The library prints its warnings, with pieces of the text, past every escaping: no. */
const QUIET = { logLevel: 'error' } as const;

/** pnpm's settings of a project, or of a user. */
export const pnpmWorkspaceYaml: ManagerSettingsFormat = Object.freeze({
  id: 'pnpm-workspace-yaml',
  read(text: string): ManagerSettings {
    return pnpmSettings(parsedObject(text, (given) => parse(given, QUIET) as unknown));
  },
});
