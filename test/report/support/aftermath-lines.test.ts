import assert from 'node:assert/strict';
import type { Aftermath } from '../../../server/src/model/index.js';
import { aftermathLines } from '../../../server/src/report/support/aftermath-lines.js';
import { styleFor } from '../../../server/src/report/support/style.js';

const AFTERMATH: Aftermath = {
  installed: [{ place: 'node_modules/evil', since: Date.UTC(2026, 10, 19) }],
  scripts: 'Its scripts could have run.',
  imports: 'It is imported in a.js:1.',
  steps: ['Replace tokens.'],
};
const told = (aftermath: Aftermath | undefined) => aftermathLines(aftermath, { style: styleFor(false), width: 100 });

describe('what to do after the fact, in the terminal', () => {
  it('is a line for each thing that is known, and for each step', () => {
    assert.deepEqual(told(AFTERMATH), [
      '    now   It is installed in node_modules/evil since 2026-11-19.',
      '    now   Its scripts could have run.',
      '    now   It is imported in a.js:1.',
      '    do    Replace tokens.',
    ]);
  });

  it('holds no control characters of a file’s name', () => {
    assert.doesNotMatch(told({ ...AFTERMATH, installed: [{ place: 'node_modules/\u001b[31m' }] }).join('\n'), /\u001b/);
  });

  it('is nothing for what is no malware', () => {
    assert.deepEqual(told(undefined), []);
  });
});
