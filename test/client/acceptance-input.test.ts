import assert from 'node:assert/strict';
import { defaultExpiry, expiryProblem, reasonProblem } from '../../client/src/acceptance-input.js';
import { ENGLISH } from '../../server/src/protocol/translate.js';

const NOON = Date.parse('2026-11-22T12:00:00Z');

describe('what is asked for an acceptance', () => {
  it('proposes the day ninety days from now', () => {
    assert.equal(defaultExpiry(NOON), '2027-02-20');
  });

  it('takes the day it proposes', () => {
    assert.equal(expiryProblem(defaultExpiry(NOON), NOON, ENGLISH), undefined);
  });

  for (const expires of ['2026-11-22', '2026-11-23', '2028-02-29', '9999-12-31']) {
    it(`takes ${expires} as a last day`, () => {
      assert.equal(expiryProblem(expires, NOON, ENGLISH), undefined);
    });
  }

  for (const expires of ['2026-11-21', '1999-01-01']) {
    it(`refuses ${expires}, which has passed`, () => {
      assert.equal(expiryProblem(expires, NOON, ENGLISH), 'That day has passed.');
    });
  }

  for (const expires of [
    '',
    'tomorrow',
    '2027-2-1',
    '2027-02-30',
    '2027-13-01',
    '01.02.2027',
    '2027-02-01T00:00:00Z',
  ]) {
    it(`refuses ${JSON.stringify(expires)}, which is no day`, () => {
      assert.match(expiryProblem(expires, NOON, ENGLISH) ?? '', /YYYY-MM-DD/);
    });
  }

  for (const reason of ['', ' ', '\t\n']) {
    it(`wants a reason, which ${JSON.stringify(reason)} is not`, () => {
      assert.match(reasonProblem(reason, ENGLISH) ?? '', /Say why/);
    });
  }

  it('takes any reason in words', () => {
    assert.equal(reasonProblem('only used in tests', ENGLISH), undefined);
  });
});
