import assert from 'node:assert/strict';
import { median, percentile } from './measure.js';
import { latencyRow, ratioRow } from './row.js';

describe('Measurements', () => {
  it('take percentiles from the samples themselves', () => {
    const samples = [5, 1, 4, 2, 3];
    assert.deepEqual([percentile(samples, 0.95), median(samples), percentile(samples, 0)], [5, 3, 1]);
  });

  it('pass up to the budget and fail above it', () => {
    assert.deepEqual([latencyRow('a', 'a', 5, [5]).pass, latencyRow('a', 'a', 5, [5.1]).pass], [true, false]);
    assert.deepEqual(
      [6, 7].map((work) => ratioRow('a', 'a', 3, { work: [work, 9], reference: [2, 1000] }).pass),
      [true, false],
    );
  });
});
