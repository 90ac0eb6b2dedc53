import assert from 'node:assert/strict';
import { DEFAULT_OPTIONS, readOptions } from '../../../client/src/risk-view/options.js';

describe('the choices of the risk view', () => {
  it('are as they were kept', () => {
    const kept = { groupBy: 'rule', sortBy: 'name', leastLevel: 'high', filter: 'lodash' };
    assert.deepEqual(readOptions(kept), kept);
  });

  for (const kept of [undefined, null, 7, ['x'], { groupBy: 'colour', sortBy: 1, leastLevel: 'none', filter: {} }]) {
    it(`are the first ones where ${String(kept)} was kept`, () => {
      assert.deepEqual(readOptions(kept), DEFAULT_OPTIONS);
    });
  }
});
