import assert from 'node:assert/strict';
import { readSourceParams } from '../../client/src/source-params.js';

describe('readSourceParams', () => {
  it('takes an id and a place', () => {
    assert.deepEqual(readSourceParams({ id: '0af1', line: 10, column: 5 }), { id: '0af1', line: 10, column: 5 });
    assert.deepEqual(readSourceParams({ id: '0af1' }), { id: '0af1' });
  });

  it('takes nothing else', () => {
    for (const argument of [undefined, null, 'x', 4, {}, { id: 'http://x.invalid' }, { id: 4 }, { id: '../a' }]) {
      assert.equal(readSourceParams(argument), undefined);
    }
    assert.deepEqual(readSourceParams({ id: 'a', line: -1, column: 5 }), { id: 'a' });
    assert.deepEqual(readSourceParams({ id: 'a', line: 1, column: 'x' }), { id: 'a', line: 1 });
  });
});
