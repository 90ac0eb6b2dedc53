import assert from 'node:assert/strict';
import { bunfigToml } from '../../server/src/policies/bunfig-toml.js';
import { DAY } from '../support/subjects.js';

const read = (text: string) => bunfigToml.read(text, 'bun');

describe('bunfig.toml, as bun is told by it', () => {
  it('tells in seconds how long bun waits, and for what it does not', () => {
    const text = [
      '[install]',
      'minimumReleaseAge = 259_200 # three days',
      'minimumReleaseAgeExcludes = ["@types/bun"]',
    ];
    assert.deepEqual(read(text.join('\n')), {
      wait: { age: 3 * DAY, setting: 'minimumReleaseAge' },
      exempt: ['@types/bun'],
    });
  });

  it('tells that no scripts run', () => {
    assert.deepEqual(read('[install]\nignoreScripts = true'), { scripts: 'none' });
  });

  for (const text of ['', 'minimumReleaseAge = 7', '[install]\nminimumReleaseAge = "soon"', '[install', '\u0000']) {
    it(`tells nothing by ${JSON.stringify(text)}`, () => {
      assert.deepEqual(read(text), {});
    });
  }
});
