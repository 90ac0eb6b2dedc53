import assert from 'node:assert/strict';
import { statusText } from '../../client/src/status-text.js';
import type { StatusParams } from '../../server/src/protocol/messages.js';
import { ENGLISH } from '../../server/src/protocol/translate.js';

const QUIET: StatusParams = {
  state: 'idle',
  done: 0,
  total: 0,
  offline: false,
  counts: { critical: 0, high: 0, medium: 0, low: 0 },
  judged: 0,
  incomplete: 0,
};

describe('the status item', () => {
  it('says that the server is not running, whatever it said before', () => {
    assert.deepEqual(statusText('stopped', QUIET, ENGLISH), {
      text: '$(shield) off',
      tooltip: 'Package Risk: the language server is not running.',
    });
  });

  it('says that the server is starting', () => {
    assert.equal(statusText('starting', undefined, ENGLISH).tooltip, 'Package Risk: starting.');
  });

  it('is only an icon where nothing is wrong', () => {
    const { text, tooltip } = statusText('running', QUIET, ENGLISH);
    assert.equal(text, '$(shield)');
    assert.match(tooltip, /No dependency of the open manifests is at risk/);
  });

  it('counts what is medium or worse, and names each level in its tooltip', () => {
    const counts = { critical: 1, high: 2, medium: 4, low: 8 };
    const { text, tooltip } = statusText('running', { ...QUIET, counts, incomplete: 3 }, ENGLISH);
    assert.equal(text, '$(shield) 7');
    assert.match(tooltip, /1 critical, 2 high, 4 medium, 8 low/);
    assert.match(tooltip, /Not fully checked: 3/);
  });

  it('shows how far a check has come', () => {
    const { text } = statusText('running', { ...QUIET, state: 'checking', done: 3, total: 10 }, ENGLISH);
    assert.equal(text, '$(sync~spin) 3/10');
  });

  it('shows that nothing is asked of the network', () => {
    const { text, tooltip } = statusText('running', { ...QUIET, offline: true }, ENGLISH);
    assert.equal(text, '$(debug-disconnect)');
    assert.match(tooltip, /Offline/);
  });
});
