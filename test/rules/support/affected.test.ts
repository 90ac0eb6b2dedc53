import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Advisory } from '../../../server/src/model/index.js';
import { isAffected } from '../../../server/src/rules/support/affected.js';

function advisory(extent: Partial<Advisory>): Advisory {
  return { id: 'GHSA-x', aliases: [], summary: '', url: '', ...extent };
}

describe('whether an advisory is about a version', () => {
  const from0 = (end: object): Partial<Advisory> => ({ ranges: [{ introduced: '0', ...end }] });
  const table: readonly (readonly [string, Partial<Advisory>, readonly string[], readonly string[]])[] = [
    ['exact versions', { versions: ['1.0.0', 'v1.2.0'] }, ['1.0.0', '1.2.0', '1.0.0+build'], ['1.0.1', '1.0.0-rc.1']],
    ['versions that are none', { versions: ['latest'] }, ['latest'], ['1.0.0']],
    ['up to a fix', from0({ fixed: '4.17.21' }), ['0.0.0-a', '0.1.0', '4.17.20', '4.17.21-rc.1'], ['4.17.21', '5.0.0']],
    ['up to the last affected', from0({ lastAffected: '4.5.1' }), ['4.5.1', '0.0.1'], ['4.5.2', '5.0.0-a']],
    ['everything', from0({}), ['0.0.1', '99.0.0', '0.0.1-security', 'no-version'], []],
    ['from a version on', { ranges: [{ introduced: '2.0.0' }] }, ['2.0.0', '3.0.0-a'], ['1.9.9', '2.0.0-rc.1']],
    [
      'several stretches',
      {
        ranges: [
          { introduced: '0', fixed: '1.3.2' },
          { introduced: '2.0.0', fixed: '2.0.1' },
        ],
      },
      ['1.3.1', '2.0.0'],
      ['1.3.2', '1.9.0', '2.0.1'],
    ],
    ['partial bounds', { ranges: [{ introduced: '1.2', fixed: '2' }] }, ['1.2.0', '1.9.9'], ['1.1.9', '2.0.0']],
    ['bounds that are no versions', { ranges: [{ introduced: 'x' }, { introduced: '0', fixed: 'y' }] }, [], ['1.0.0']],
    [
      'a registry range',
      { semverRange: '<1.2.3 || >=2.0.0 <2.1.0' },
      ['1.2.2', '1.2.3-a', '2.0.5'],
      ['1.2.3', '2.1.0'],
    ],
    ['every version by range', { semverRange: '*' }, ['1.0.0', '1.0.0-a'], []],
    ['a range that is none', { semverRange: 'nonsense <' }, [], ['1.0.0']],
    ['nothing', {}, [], ['1.0.0']],
  ];
  for (const [name, extent, affected, unaffected] of table) {
    it(`follows from ${name}`, () => {
      for (const version of affected) assert.equal(isAffected(advisory(extent), version), true, version);
      for (const version of unaffected) assert.equal(isAffected(advisory(extent), version), false, version);
    });
  }

  it('is decided without throwing for any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (version, introduced, fixed) => {
        const extent = { versions: [introduced], ranges: [{ introduced, fixed }], semverRange: fixed };
        return typeof isAffected(advisory(extent), version) === 'boolean';
      }),
    );
  });
});
