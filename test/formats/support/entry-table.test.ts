import assert from 'node:assert/strict';
import { EntryTable } from '../../../server/src/formats/support/entry-table.js';
import { lockEntry } from '../../support/graphs.js';

describe('EntryTable', () => {
  const [a, b] = [lockEntry('a'), lockEntry('b')];
  const places = new Map([
    ['a', 0],
    ['b', 1],
  ]);
  const table = new EntryTable([a, b], (id) => places.get(id));

  it('is read as any map', () => {
    const map = new Map([
      ['a', a],
      ['b', b],
    ]);
    assert.deepEqual(new Map(table), map);
    assert.deepEqual([...table.keys()], [...map.keys()]);
    assert.deepEqual([...table.values()], [...map.values()]);
    assert.deepEqual([...table.entries()], [...map.entries()]);
    assert.equal(table.size, map.size);
    const seen: unknown[] = [];
    table.forEach((entry, id, all) => seen.push([id, entry, all === table]));
    assert.deepEqual(seen, [
      ['a', a, true],
      ['b', b, true],
    ]);
  });

  it('finds entries by their ids', () => {
    assert.equal(table.get('b'), b);
    assert.equal(table.get('c'), undefined);
    assert.deepEqual([table.has('a'), table.has('c')], [true, false]);
  });
});
