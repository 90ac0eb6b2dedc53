import assert from 'node:assert/strict';
import type { Advisory } from '../../../server/src/model/index.js';
import { fixedVersions } from '../../../server/src/rules/support/fixed-versions.js';
import { advisory } from '../../support/subjects.js';

const by = (given: Partial<Advisory>): Advisory => advisory({ id: 'GHSA-1', ...given });

describe('versions in which a flaw is fixed', () => {
  const cases: readonly (readonly [string, readonly Advisory[], string, readonly string[]])[] = [
    ['come from OSV stretches', [by({ ranges: [{ introduced: '0', fixed: '4.17.21' }] })], '4.17.20', ['4.17.21']],
    [
      'come from ranges of the registry',
      [by({ semverRange: '>=1.0.0 <1.2.6 || <0.2.4' })],
      '0.2.0',
      ['0.2.4', '1.2.6'],
    ],
    [
      'lie above the version',
      [
        by({
          ranges: [
            { introduced: '1.0.0', fixed: '1.2.6' },
            { introduced: '0', fixed: '0.2.4' },
          ],
        }),
      ],
      '1.2.0',
      ['1.2.6'],
    ],
    [
      'are sorted as versions, not as text',
      [by({ semverRange: '<2.10.0 || >=3.0.0 <3.2.0' })],
      '2.9.0',
      ['2.10.0', '3.2.0'],
    ],
    [
      'are not guessed from the last affected one',
      [by({ semverRange: '<=2.88.2' }), by({ ranges: [{ introduced: '0', lastAffected: '2.88.2' }] })],
      '2.88.2',
      [],
    ],
    ['are not the pre-release bound of a short range', [by({ semverRange: '1.x' })], '1.5.0', ['2.0.0']],
    [
      'are written as registries write them',
      [by({ ranges: [{ introduced: '0', fixed: 'v1.2.3' }] })],
      '1.0.0',
      ['1.2.3'],
    ],
    ['are none where the range is unreadable', [by({ semverRange: 'not a range' })], '1.0.0', []],
    ['are none where the bound is no version', [by({ ranges: [{ introduced: '0', fixed: 'abc123' }] })], '1.0.0', []],
  ];
  for (const [what, records, version, expected] of cases) {
    it(what, () => assert.deepEqual(fixedVersions(records, version), expected));
  }
});
