import assert from 'node:assert/strict';
import { createTurns } from '../../server/src/platform/turns.js';

describe('work in turns', () => {
  /** Each piece takes as long as it says; the loop turns when told to. */
  const loop = () => {
    let now = 0;
    const queue: (() => void)[] = [];
    const turns = createTurns(
      () => now,
      (work) => queue.push(work),
    );
    const done: string[] = [];
    return {
      done,
      piece: (name: string, milliseconds: number) =>
        turns.run(() => {
          now += milliseconds;
          done.push(name);
          return name;
        }),
      fails: () =>
        turns.run(() => {
          throw new Error('broken');
        }),
      turn: () => queue.shift()?.(),
      idle: () => queue.length === 0,
    };
  };

  it('is done in order, as much in each turn as takes some milliseconds', () => {
    const { done, piece, turn, idle } = loop();
    for (const name of ['a', 'b', 'c', 'd']) void piece(name, 5);
    assert.deepEqual(done, []);
    turn();
    assert.deepEqual(done, ['a', 'b']);
    turn();
    assert.deepEqual(done, ['a', 'b', 'c', 'd']);
    assert.ok(idle());
  });

  it('goes on after a pause', async () => {
    const { done, piece, turn } = loop();
    const first = piece('a', 100);
    turn();
    assert.equal(await first, 'a');
    void piece('b', 1);
    turn();
    assert.deepEqual(done, ['a', 'b']);
  });

  it('does what comes behind a piece that throws, and hands on what it threw', async () => {
    const { done, piece, fails, turn } = loop();
    const broken = assert.rejects(fails(), /broken/);
    void piece('b', 1);
    turn();
    await broken;
    assert.deepEqual(done, ['b']);
  });
});
