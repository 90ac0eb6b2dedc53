import assert from 'node:assert/strict';
import { modelProblem } from '../../../client/src/second-opinion/model-problem.js';
import { ENGLISH } from '../../../server/src/protocol/translate.js';

describe('why a language model has not answered', () => {
  const CASES: readonly (readonly [what: string, error: unknown, said: RegExp])[] = [
    ['the user does not allow it', { code: 'NoPermissions', message: 'x' }, /^The editor does not let Package Risk/],
    ['its provider refuses', { code: 'Blocked', message: 'x' }, /quota/],
    ['it is gone', { code: 'NotFound', message: 'x' }, /not there any more/],
    ['its provider fails', new Error('Quota of 5 exceeded'), /^The model did not answer: Quota of 5 exceeded$/],
    ['nobody says why', undefined, /^The model did not answer: –$/],
    ['it was no error that was thrown', 'text', /^The model did not answer: –$/],
  ];
  for (const [what, error, said] of CASES) {
    it(`is told where ${what}`, () => assert.match(modelProblem(error, ENGLISH), said));
  }

  it('is one short line in which nothing can be clicked on', () => {
    const said = modelProblem(new Error(`a\n[open](command:x)\u202e\u200b${'y'.repeat(100_000)}`), ENGLISH);
    assert.ok(said.length < 240);
    assert.match(said, /^The model did not answer: a open \(command:x\) y+$/);
  });
});
