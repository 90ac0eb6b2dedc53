import assert from 'node:assert/strict';
import { yarnrcYml } from '../../server/src/policies/yarnrc-yml.js';
import { DAY, HOUR } from '../support/subjects.js';

const read = (text: string) => yarnrcYml.read(text, 'yarn');

describe('.yarnrc.yml, as yarn is told by it', () => {
  const lengths: readonly (readonly [string, number | undefined])[] = [
    ['4320', 3 * DAY],
    ['"4320"', 3 * DAY],
    ['3d', 3 * DAY],
    ["'1w'", 7 * DAY],
    ['2h', 2 * HOUR],
    ['30m', HOUR / 2],
    ['90s', 90_000],
    ['0', 0],
    ['3 weeks', undefined],
    ['soon', undefined],
    ['-1', undefined],
    ['[3d]', undefined],
  ];
  for (const [written, age] of lengths) {
    it(`takes a gate of ${written} for ${age === undefined ? 'none' : `${age / HOUR} hours`}`, () => {
      const { wait } = read(`npmMinimalAgeGate: ${written}`);
      assert.deepEqual(wait, age === undefined ? undefined : { age, scopes: {}, setting: 'npmMinimalAgeGate' });
    });
  }

  it('takes the gates of scopes beside that of all', () => {
    const text = 'npmMinimalAgeGate: 1d\nnpmScopes:\n  acme: {npmMinimalAgeGate: 0}\n  other: {npmRegistryServer: x}';
    assert.deepEqual(read(text).wait, { age: DAY, scopes: { '@acme': 0 }, setting: 'npmMinimalAgeGate' });
  });

  it('tells what is approved beforehand, whether scripts run, and what the audit leaves aside', () => {
    const text = [
      'npmPreapprovedPackages: ["@acme/*", react@^19]',
      'enableScripts: false',
      'npmAuditIgnoreAdvisories: [GHSA-a]',
      'npmAuditExcludePackages: [left-*]',
    ];
    assert.deepEqual(read(text.join('\n')), {
      exempt: ['@acme/*', 'react@^19'],
      scripts: 'none',
      ignored: [{ id: 'GHSA-a' }, { package: 'left-*' }],
    });
  });
});
