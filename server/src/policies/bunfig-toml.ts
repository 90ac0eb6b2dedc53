import { parse } from 'smol-toml';
import type { ManagerSettings, ManagerSettingsFormat } from './policy.js';
import { SECOND } from './support/lengths-of-time.js';
import { amountIn, fieldIn, flagIn, objectIn, parsedObject, textsIn, told } from './support/setting-values.js';

/** What bun is told of what may be installed. Lengths of time are in seconds. */
export const bunfigToml: ManagerSettingsFormat = Object.freeze({
  id: 'bunfig-toml',
  read(text: string): ManagerSettings {
    const install = objectIn(fieldIn(parsedObject(text, parse), 'install'));
    const seconds = amountIn(fieldIn(install, 'minimumReleaseAge'));
    return told({
      wait: seconds === undefined ? undefined : { age: seconds * SECOND, setting: 'minimumReleaseAge' },
      exempt: textsIn(fieldIn(install, 'minimumReleaseAgeExcludes')),
      scripts: flagIn(fieldIn(install, 'ignoreScripts')) === true ? ('none' as const) : undefined,
    });
  },
});
