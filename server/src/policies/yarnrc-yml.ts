import { parse } from 'yaml';
import type { ManagerSettings, ManagerSettingsFormat } from './policy.js';
import { parsedObject } from './support/setting-values.js';
import { yarnSettings } from './support/yarn-settings.js';

/** The library prints its warnings, with pieces of the text, past every escaping: no. */
const QUIET = { logLevel: 'error' } as const;

/** What yarn 2 and later are told of what may be installed. */
export const yarnrcYml: ManagerSettingsFormat = Object.freeze({
  id: 'yarnrc-yml',
  read(text: string): ManagerSettings {
    return yarnSettings(parsedObject(text, (given) => parse(given, QUIET) as unknown));
  },
});
