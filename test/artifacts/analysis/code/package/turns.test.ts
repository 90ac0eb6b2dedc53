import assert from 'node:assert/strict';
import type { Entry } from '../../../../../server/src/artifacts/analysis/code/package/entries.js';
import { turnsOf } from '../../../../../server/src/artifacts/analysis/code/package/turns.js';

/** Files belong together by their first letter. */
const graph = { usersOf: () => [], groupOf: (path: string) => path.charAt(0) };
const entry = (file: string | undefined, moment: Entry['moment'] = 'import'): Entry => ({ moment, file, from: '' });

describe('turnsOf', () => {
  it('takes each group once, in the order in which something of it runs', () => {
    const turns = turnsOf([entry('b1', 'install'), entry('a1'), entry('b2')], ['a1', 'a2', 'b1', 'b2', 'c1'], graph);
    assert.deepEqual(
      turns.map(({ group, entries, files }) => [group, entries.map(({ file }) => file), files]),
      [
        ['b', ['b1', 'b2'], ['b1', 'b2']],
        ['a', ['a1'], ['a1', 'a2']],
        ['c', [], ['c1']],
      ],
    );
  });

  it('gives a command a turn of its own, where it stands', () => {
    const turns = turnsOf([entry('a1', 'install'), entry(undefined, 'install'), entry('b1')], [], graph);
    assert.deepEqual(
      turns.map(({ group }) => group),
      ['a', undefined, 'b'],
    );
  });
});
