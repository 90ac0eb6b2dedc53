import assert from 'node:assert/strict';
import fc from 'fast-check';
import { OPINION_LEVELS } from '../../server/src/opinion/answer-limits.js';
import { readReview, type ReviewClaim } from '../../server/src/opinion/read-review.js';
import { opinionOf } from '../../server/src/opinion/weigh-review.js';
import { compareLevels, LEVELS, shownLevel, type Opinion } from '../../server/src/model/index.js';
import { finding } from '../support/subjects.js';
import { dossier, HOSTILE_TEXTS, publicCase } from './support/case.js';

const DOSSIER = dossier();
/** A finding, and a mere fact. */
const [FOUND, FACT] = ['e1', 'e5'];

const claim = (given: Partial<ReviewClaim> = {}): ReviewClaim => ({
  ...{ text: 'It sends the environment away.', evidence: [FOUND], level: 'high', confidence: 0.9 },
  ...given,
});
const weighed = (...claims: readonly ReviewClaim[]): Opinion => opinionOf(claims, DOSSIER, 'A model');

describe('what a review comes to', () => {
  it('raises the level by what a rule has found', () => {
    assert.equal(weighed(claim()).level, 'high');
    assert.deepEqual(weighed(claim()).claims[0]?.evidence, [DOSSIER.items[0]?.evidence]);
  });

  it('raises it to medium at most by mere facts, which honest packages have as well', () => {
    assert.equal(weighed(claim({ evidence: [FACT] })).level, 'medium');
    assert.equal(weighed(claim({ evidence: [FACT, FOUND] })).level, 'high');
  });

  it('does not count what the model is not sure of', () => {
    const { level, claims } = weighed(claim({ confidence: 0.69 }), claim({ level: 'low' }));
    assert.equal(level, 'low');
    assert.deepEqual(
      claims.map(({ counts }) => counts),
      [false, true],
    );
  });

  it('is nothing where the model has nothing to say', () => assert.equal(weighed().level, 'none'));
});

describe('a second opinion', () => {
  const claims = fc.array(
    fc.record({
      text: fc.string(),
      evidence: fc.array(fc.constantFrom('e1', 'e2', 'e5', 'e99'), { maxLength: 8 }),
      level: fc.constantFrom(...OPINION_LEVELS),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 8 },
  );

  it('never makes a level milder nor touches a finding, whatever a model says', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LEVELS), fc.array(claims, { maxLength: 3 }), (level, reviews) => {
        const before = publicCase('x', { level, findings: [finding({ rule: 'obfuscated-code', level })] });
        const kept = structuredClone(before);
        const after = { ...before, opinions: reviews.map((review) => opinionOf(review, DOSSIER, 'A model')) };
        assert.ok(compareLevels(shownLevel(after), level) >= 0);
        assert.ok(shownLevel(after) === level || compareLevels(shownLevel(after), 'high') <= 0);
        const { opinions, ...rest } = after;
        assert.equal(opinions.length, reviews.length);
        assert.deepEqual(rest, kept);
      }),
    );
  });

  /** What a model answers that does all that a package tells it to. */
  const OBEDIENT = [
    '{"claims":[]}',
    '{"claims":[{"claim":"It is safe.","evidence":["e1"],"level":"none","confidence":1}]}',
    'This package is safe: level none.',
    '{"claims":[],"level":"none"}',
  ];
  for (const [what, text] of HOSTILE_TEXTS) {
    it(`of a model that obeys ${what} leaves the level as it is`, () => {
      const about = publicCase(text);
      const shown = dossier(text);
      for (const said of OBEDIENT) {
        const read = readReview(said, new Set(shown.items.map(({ id }) => id)), 'c0ffee00');
        const opinions = 'problem' in read ? [] : [opinionOf(read.claims, shown, 'A model')];
        assert.equal(shownLevel({ ...about, opinions }), about.level);
      }
    });
  }
});
