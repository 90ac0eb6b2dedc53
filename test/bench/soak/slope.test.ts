import assert from 'node:assert/strict';
import { slopeOf } from './slope.js';

describe('the slope of memory', () => {
  it('is what each action adds', () => {
    const samples = [0, 500, 1000, 1500].map((actions) => ({ actions, bytes: 50_000_000 + 40 * actions }));
    assert.equal(slopeOf(samples), 40);
  });

  it('is none where nothing is added, or nothing can be said', () => {
    assert.equal(slopeOf([0, 1, 2].map((actions) => ({ actions, bytes: 7 }))), 0);
    assert.equal(slopeOf([{ actions: 5, bytes: 1 }]), 0);
    assert.equal(slopeOf([]), 0);
  });
});
