import assert from 'node:assert/strict';
import { createTurns } from '../../server/src/platform/turns.js';
import { recordingTimers } from '../support/recording-timers.js';

describe('work in turns', () => {
  /** Each piece takes as long as it says; the loop turns when told to. */
  const loop = () => {
    let now = 0;
    const queue: (() => void)[] = [];
    const timers = recordingTimers(0);
    const turns = createTurns({ now: () => now, next: (work) => queue.push(work), timers });
    const done: string[] = [];
    return {
      done,
      hold: () => turns.hold(),
      breath: (name: string) => turns.breathe().then(() => done.push(name)),
      timers,
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
    for (const name of ['a', 'b', 'c', 'd']) void piece(name, 4);
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

  it('does nothing else in the turn in which somebody has breathed', async () => {
    const { done, piece, breath, turn, idle } = loop();
    const breathed = breath('what is done after a breath');
    void piece('a', 1);
    turn();
    await breathed;
    assert.deepEqual(done, ['what is done after a breath']);
    turn();
    assert.deepEqual(done, ['what is done after a breath', 'a']);
    assert.ok(idle());
  });

  it('does not begin while an answer is waited for', () => {
    const { done, piece, hold, turn, idle } = loop();
    void piece('a', 1);
    const [release, other] = [hold(), hold()];
    turn();
    release();
    release();
    assert.ok(idle());
    other();
    turn();
    assert.deepEqual(done, ['a']);
  });

  it('begins where that answer takes too long, as it may wait for what is to be done', () => {
    const { done, piece, hold, timers, turn } = loop();
    const release = hold();
    void piece('a', 1);
    turn();
    assert.deepEqual(done, []);
    timers.fire();
    turn();
    assert.deepEqual(done, ['a']);
    release();
    assert.deepEqual(done, ['a']);
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
