import assert from 'node:assert/strict';
import { inEnglish } from '../../../server/src/model/index.js';
import {
  isClean,
  outlookText,
  unresolvedText,
  withRemainder,
} from '../../../server/src/remedies/support/outlook-text.js';
import type { Outlook, Reached } from '../../../server/src/remedies/remedy.js';

const NOTHING: Outlook = { remaining: [], added: [], unresolved: [] };
const QS: Reached = { name: 'qs', version: '6.7.0', level: 'high', way: ['express', 'body-parser', 'qs'] };

describe('what an edit would leave', () => {
  const cases: readonly (readonly [string, Partial<Outlook>, string])[] = [
    ['is nothing', {}, 'After the install nothing brings in qs 6.7.0 any more.'],
    ['is another way to the same', { remaining: [QS] }, 'express > body-parser still brings in qs 6.7.0.'],
    ["is the manifest's own line", { remaining: [{ ...QS, way: ['qs'] }] }, 'the line of qs still brings in qs 6.7.0.'],
    [
      'is something new',
      { added: [{ ...QS, name: 'ms', version: '0.1.0' }] },
      'It would bring in ms 0.1.0, which has a problem too (high).',
    ],
    [
      'is what nobody knows',
      { unresolved: ['What a 1.0.0 asks for could not be checked'] },
      'What a 1.0.0 asks for could not be checked.',
    ],
    [
      'is counted where it is too much',
      { unresolved: ['A', 'B', 'C', 'D', 'E'] },
      'A. B. C. 2 more could not be checked.',
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(name, () => {
      const outlook = { ...NOTHING, ...given };
      assert.equal(inEnglish(outlookText(outlook, 'qs 6.7.0')), expected);
      assert.equal(isClean(outlook), Object.keys(given).length === 0);
    });
  }

  it('is said in a title and in a caveat as far as there is room', () => {
    assert.equal(withRemainder('Fix it', NOTHING), 'Fix it');
    assert.equal(
      inEnglish(withRemainder('Fix it', { ...NOTHING, remaining: [QS] })),
      'Fix it – express > body-parser still brings in qs 6.7.0',
    );
    assert.equal(unresolvedText(NOTHING), undefined);
    assert.equal(inEnglish(unresolvedText({ ...NOTHING, unresolved: ['A'] }) ?? ''), 'A.');
    assert.equal(
      inEnglish(unresolvedText({ ...NOTHING, unresolved: ['A', 'B'] }) ?? ''),
      'A, and 1 more could not be checked.',
    );
  });
});
