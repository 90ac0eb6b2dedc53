import assert from 'node:assert/strict';
import { judgeRun } from '../e2e/harness/verdict.js';

describe('the verdict on a run in an editor', () => {
  const ended = { kind: 'ended', code: 0 } as const;

  it('is passed where tests ran, none failed, and the editor ended well', () => {
    assert.deepEqual(judgeRun(ended, { passes: 3, failures: [] }), { passed: true, why: '3 passed, 0 failed' });
  });

  for (const [what, ending, report] of [
    ['a failing test', { kind: 'ended', code: 1 }, { passes: 3, failures: ['it: does not'] }],
    ['a failing test, even where the editor says that all is well', ended, { passes: 3, failures: ['it: does not'] }],
    ['a host that was killed, although VS Code ends with 0 then', ended, undefined],
    ['a run in which no test was executed', ended, { passes: 0, failures: [] }],
    ['an editor that ends badly after its tests', { kind: 'ended', code: 7 }, { passes: 3, failures: [] }],
    ['an editor that never says that it is done', { kind: 'broken', why: 'it hangs' }, { passes: 3, failures: [] }],
  ] as const) {
    it(`is failed for ${what}`, () => {
      assert.equal(judgeRun(ending, report).passed, false);
    });
  }
});
