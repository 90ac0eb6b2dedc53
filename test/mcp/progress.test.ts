import assert from 'node:assert/strict';
import { progressTeller } from '../../server/src/mcp/progress.js';

describe('the progress that an asking program is told', () => {
  it('goes forwards only, in steps that are worth a message', () => {
    const told: number[] = [];
    const tell = progressTeller('token', ({ progress }) => Promise.resolve(void told.push(progress)));
    for (let done = 0; done <= 1000; done += 1) tell('package.json', { done, total: 1000 });
    for (const done of [5, 1000, 3]) tell('packages/web/package.json', { done, total: 1000 });
    assert.deepEqual([told[0], told.at(-1)], [19, 1000]);
    assert.ok(told.length <= 52);
  });

  it('is nothing where nobody has asked for it, and nobody is told who has gone away', () => {
    progressTeller(undefined, () => assert.fail())('package.json', { done: 1, total: 1 });
    progressTeller(1, () => Promise.reject(new Error('gone')))('package.json', { done: 1, total: 1 });
  });
});
