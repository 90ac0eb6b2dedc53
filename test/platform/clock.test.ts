import assert from 'node:assert/strict';
import { ageOf, isInFuture, isWaiting } from '../../server/src/platform/clock.js';

const NOW = Date.UTC(2026, 0, 10);
const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;

describe('a clock that was set', () => {
  it('leaves no age to what was noted at a moment that is still to come, some seconds aside', () => {
    assert.equal(ageOf(NOW - HOUR_MS, NOW), HOUR_MS);
    assert.equal(ageOf(NOW + SECOND_MS, NOW), -SECOND_MS);
    assert.equal(ageOf(NOW + HOUR_MS, NOW), Infinity);
    assert.deepEqual([isInFuture(NOW, NOW), isInFuture(NOW + HOUR_MS, NOW)], [false, true]);
  });

  it('lets nobody wait for longer than was meant', () => {
    assert.equal(isWaiting(NOW + 10 * SECOND_MS, 10 * SECOND_MS, NOW), true);
    assert.equal(isWaiting(NOW, 10 * SECOND_MS, NOW), false);
    assert.equal(isWaiting(NOW + 10 * SECOND_MS, 10 * SECOND_MS, NOW - HOUR_MS), false);
  });
});
