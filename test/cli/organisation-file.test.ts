import assert from 'node:assert/strict';
import { organisationSettings } from '../../server/src/cli/organisation-file.js';

const read = (
  text: string | undefined,
  env: Readonly<Record<string, string>> = { PACKAGE_RISK_ORGANISATION: '/etc/rules.json' },
) =>
  organisationSettings({
    env,
    readText(file) {
      assert.equal(file, '/etc/rules.json');
      if (text === undefined) throw new Error('ENOENT');
      return text;
    },
  });

describe('the organisation’s rules on the command line', () => {
  it('are read from the file that the environment names', () => {
    const text = '{"denied": ["left-pad"], "leastLevels": {"install-script": "high"}, "minimumAgeHours": 168}';
    assert.deepEqual(read(text), {
      'organisation.denied': ['left-pad'],
      'organisation.leastLevels': { 'install-script': 'high' },
      'organisation.minimumAgeHours': 168,
    });
  });

  it('are none where the environment names none', () => {
    assert.deepEqual(read(undefined, {}), {});
  });

  const wrong: readonly (readonly [string | undefined, RegExp])[] = [
    [undefined, /names a file that cannot be read as a JSON object/],
    ['{', /cannot be read/],
    ['[]', /cannot be read/],
    ['{"denyed": ["left-pad"]}', /denyed means nothing here/],
    ['{"denied": "left-pad"}', /denied is not what it should be/],
    ['{"leastLevels": {"install-script": "hihg"}}', /leastLevels is not what it should be/],
    ['{"minimumAgeHours": -1}', /minimumAgeHours is not what it should be/],
  ];
  for (const [text, problem] of wrong) {
    it(`stop the run where they cannot be taken as they stand: ${String(text)}`, () => {
      assert.throws(() => read(text), problem);
    });
  }
});
