import assert from 'node:assert/strict';
import { DEFAULT_OPTIONS, readOptions } from '../../../client/src/risk-view/options.js';

describe('the choices of the risk view', () => {
  it('are as they were kept', () => {
    const kept = { groupBy: 'rule', sortBy: 'name', leastLevel: 'high', filter: 'lodash' };
    assert.deepEqual(readOptions(kept), kept);
  });

  const malformed: readonly (readonly [what: string, kept: unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a list', ['level']],
    ['choices that there are not', { groupBy: 'colour', sortBy: 1, leastLevel: 'none', filter: {} }],
  ];
  for (const [what, kept] of malformed) {
    it(`are the first ones where ${what} was kept`, () => assert.deepEqual(readOptions(kept), DEFAULT_OPTIONS));
  }
});
