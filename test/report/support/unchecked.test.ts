import assert from 'node:assert/strict';
import { inEnglish, phrase, spoken } from '../../../server/src/model/index.js';
import { translator } from '../../../server/src/protocol/translate.js';
import { readTexts } from '../../support/manifest.js';
import { sumUpQuestions } from '../../../server/src/report/support/unchecked.js';

describe('Open questions', () => {
  const of = (name: string, question: 'osv' | 'packument', reason?: string) => ({
    name,
    unchecked: [{ question, status: 'unknown' as const, reason }],
  });

  it('are summed up per question, the most frequent reason first', () => {
    assert.deepEqual(
      sumUpQuestions([
        of('a', 'osv', 'Timeout.'),
        of('a', 'packument'),
        of('b', 'osv', 'Off.'),
        of('c', 'osv', 'Off.'),
      ]),
      [
        {
          question: 'osv',
          packages: 3,
          reasons: [
            { reason: 'Off.', words: 'Off.', packages: 2 },
            { reason: 'Timeout.', words: 'Timeout.', packages: 1 },
          ],
        },
        {
          question: 'packument',
          packages: 1,
          reasons: [{ reason: 'No reason is known.', words: phrase('No reason is known.'), packages: 1 }],
        },
      ],
    );
  });

  it('are one where only the name differs', () => {
    const packages = ['qs', '@acme/ui', 'is'].map((name) => of(name, 'osv', `${name} is not asked about.`));
    const [question] = sumUpQuestions([...packages, of('x', 'osv', 'x was too slow.')]);
    assert.deepEqual(question?.reasons, [
      { reason: 'NAME is not asked about.', words: 'NAME is not asked about.', packages: 2 },
      // A name that is also a word of the sentence stays what it is.
      { reason: 'is is not asked about.', words: 'is is not asked about.', packages: 1 },
      { reason: 'x was too slow.', words: 'x was too slow.', packages: 1 },
    ]);
  });

  it('are one in every language where only the name differs', () => {
    const asked = (name: string) => {
      const wording = phrase('{name} comes from {host}; only the default registry is asked.', {
        name,
        host: 'r.invalid',
      });
      return {
        name,
        unchecked: [{ question: 'osv' as const, status: 'unknown' as const, reason: inEnglish(wording), wording }],
      };
    };
    const [question] = sumUpQuestions([asked('a'), asked('b')]);
    const words = question?.reasons[0]?.words ?? '';
    assert.equal(
      spoken(words, translator(readTexts('l10n/bundle.l10n.de.json'))),
      'NAME stammt von r.invalid; nur die Standardregistry wird gefragt.',
    );
  });
});
