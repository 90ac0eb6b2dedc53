import assert from 'node:assert/strict';
import { readPageMessage } from '../../../client/src/report/page-message.js';

describe('what the page of a report sends', () => {
  it('is a text to save, or a line to show', () => {
    const save = { kind: 'save', name: 'package-risk.csv', text: '"Level"' };
    assert.deepEqual(readPageMessage(save), save);
    const reveal = { kind: 'reveal', manifest: 'package.json', line: 'lodash' };
    assert.deepEqual(readPageMessage({ ...reveal, more: 1 }), reveal);
  });

  for (const message of [
    undefined,
    null,
    'save',
    {},
    { kind: 'open', name: 'a', text: 'b' },
    { kind: 'save', name: 'package-risk.csv' },
    { kind: 'save', name: '', text: 'a' },
    { kind: 'save', name: 'a'.repeat(1001), text: 'a' },
    { kind: 'reveal', manifest: 'package.json', line: 1 },
    { kind: 'reveal', line: 'lodash' },
  ]) {
    it(`is nothing else: ${JSON.stringify([message]).slice(0, 60)}`, () => {
      assert.equal(readPageMessage(message), undefined);
    });
  }
});
