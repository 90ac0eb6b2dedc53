import assert from 'node:assert/strict';
import { doneText, offerText } from '../../client/src/intelligence-text.js';
import { ENGLISH } from '../../server/src/protocol/translate.js';

describe('the words about updates of the offline data', () => {
  it('ask whether to update, and say why', () => {
    assert.equal(
      offerText({ asOf: 0, days: 12 }, ENGLISH),
      'Package Risk: the list of known malware and advisories on this machine is 12 days old. Update it?',
    );
    assert.match(offerText({ asOf: 0, days: 1 }, ENGLISH), / 1 day old/);
  });

  it('say what has come of it', () => {
    assert.equal(
      doneText({ changed: 2, day: '2026-11-27' }, ENGLISH),
      'Package Risk: 2 records read; the offline data is of 2026-11-27 now.',
    );
    assert.equal(
      doneText({ changed: 0, day: '2026-11-27' }, ENGLISH),
      'Package Risk: nothing has changed; the offline data is of 2026-11-27 now.',
    );
  });
});
