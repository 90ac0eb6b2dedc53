import assert from 'node:assert/strict';
import { Remembered } from '../../server/src/lsp/remembered.js';

describe('what links lead to', () => {
  it('has the same id each time, and another one than everything else', () => {
    const things = new Remembered<string>(10);
    const id = things.idOf('a', ['a', undefined]);
    assert.match(id, /^[0-9a-f]{24}$/);
    assert.equal(things.idOf('a', ['a', undefined]), id);
    assert.notEqual(things.idOf('b', ['a', 'b']), id);
    assert.equal(things.find(id), 'a');
  });

  it('is forgotten where more is remembered, what was used the longest ago first', () => {
    const things = new Remembered<string>(2);
    const [a, b] = [things.idOf('a', ['a']), things.idOf('b', ['b'])];
    things.idOf('a', ['a']);
    const c = things.idOf('c', ['c']);
    assert.deepEqual(
      [a, b, c].map((id) => things.find(id)),
      ['a', undefined, 'c'],
    );
  });
});
