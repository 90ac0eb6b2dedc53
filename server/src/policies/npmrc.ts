import type { PackageManager } from '../model/index.js';
import type { ManagerSettings, ManagerSettingsFormat } from './policy.js';
import { npmSettings } from './support/npm-settings.js';
import { npmrcEntries } from './support/npmrc-entries.js';

/** What an `.npmrc` tells npm, pnpm before 11, or yarn 1. */
export const npmrc: ManagerSettingsFormat = Object.freeze({
  id: 'npmrc',
  read(text: string, manager: PackageManager): ManagerSettings {
    return npmSettings(npmrcEntries(text), manager);
  },
});
