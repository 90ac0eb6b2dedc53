import assert from 'node:assert/strict';
import { ShortestPaths, type LockEntry } from '../../server/src/model/index.js';
import { MAX_STEPS } from '../../server/src/model/dependency-graph.js';
import { graphOf } from '../support/graphs.js';

const CHAIN = 20_000;
const idAt = (index: number): string => `p${index}`;

describe('ShortestPaths', () => {
  it('takes the importer and the edge that come first where several ways are equally short', () => {
    const graph = graphOf({ a: ['c'], b: ['c', 'd'], c: [], d: [], lost: ['d'] }, { '': ['b', 'a'], other: ['a'] });
    const paths = new ShortestPaths(graph);
    assert.deepEqual(
      ['c', 'd', 'lost', 'unheard-of'].map((id) => [
        paths.to(id)?.importer.id,
        paths.to(id)?.entries.map((entry) => entry.id),
        paths.length(id),
      ]),
      [
        ['', ['b', 'c'], 2],
        ['', ['b', 'd'], 2],
        [undefined, undefined, undefined],
        [undefined, undefined, undefined],
      ],
    );
  });

  it('survives a graph that goes round in circles or depends on what is not there', () => {
    const paths = new ShortestPaths(graphOf({ a: ['b', 'gone'], b: ['a', 'b'] }, { '': ['gone', 'a'] }));
    assert.deepEqual([paths.length('a'), paths.length('b'), paths.length('gone')], [1, 2, undefined]);
  });

  it('tells the beginning of a way that is too long, and how much is left out', () => {
    const dependsOn = Object.fromEntries(
      Array.from({ length: CHAIN }, (_, index) => [idAt(index), index + 1 < CHAIN ? [idAt(index + 1)] : []]),
    );
    const graph = graphOf(dependsOn, { '': [idAt(0)] });
    const paths = new ShortestPaths(graph);
    for (const index of [0, 1, MAX_STEPS - 1, MAX_STEPS, MAX_STEPS + 1, CHAIN - 1]) {
      const { entries = [], omitted } = paths.to(idAt(index)) ?? {};
      assert.equal(entries.length, Math.min(index + 1, MAX_STEPS));
      assert.equal(omitted, Math.max(0, index + 1 - MAX_STEPS));
      assert.equal(paths.length(idAt(index)), index + 1);
      assert.ok(isChainFrom(idAt(0), entries), `to ${idAt(index)}`);
    }
  });
});

/** Each needs the next. */
function isChainFrom(first: string, entries: readonly LockEntry[]): boolean {
  return entries.every(({ id }, at) => (at === 0 ? id === first : entries[at - 1]?.dependsOn.includes(id)));
}
