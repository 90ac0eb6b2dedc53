import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { yarnBerry } from '../../server/src/guard/managers/yarn-berry.js';
import { MANAGER_SETTINGS_FORMATS } from '../../server/src/policies/index.js';

/** The library that reads YAML warns of these, and repeats pieces of them as they are. */
const WARNED_OF = {
  'a list as a key': '? [a, "\\x9b31m"]\n: 1\n',
  'an anchor that ends in a colon': '&a: "x\u001b]0;owned\u0007"\n',
};

describe('a file with settings that a repository brings', () => {
  const warnings: string[] = [];
  const keep = (warning: Error): void => void warnings.push(warning.message);
  beforeEach(() => process.on('warning', keep));
  afterEach(() => {
    process.off('warning', keep);
    warnings.splice(0);
  });

  for (const [what, text] of Object.entries(WARNED_OF)) {
    it(`prints nothing on the terminal by itself where it has ${what}`, async () => {
      for (const format of MANAGER_SETTINGS_FORMATS) format.read(text, 'pnpm');
      yarnBerry.harmless('.yarnrc.yml', text);
      await setImmediate();
      assert.deepEqual(warnings, []);
    });
  }
});
