import assert from 'node:assert/strict';
import { progressLine } from '../../server/src/cli/progress.js';

describe('The progress line', () => {
  it('is written no more often than can be read, and always at the end', () => {
    const written: string[] = [];
    let time = 0;
    const line = progressLine({ isTTY: true, write: (text) => written.push(text) }, () => time);
    for (let done = 0; done <= 100; done += 1) {
      line.show('p', { done, total: 100 });
      time += 10;
    }
    assert.deepEqual(
      written.map((text) => Number(/(\d+) of/.exec(text)?.[1])),
      [0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 100],
    );
  });

  it('clears nothing where nothing was shown', () => {
    const written: string[] = [];
    progressLine({ isTTY: true, write: (text) => written.push(text) }, () => 0).clear();
    assert.deepEqual(written, []);
  });
});
