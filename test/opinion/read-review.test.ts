import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readReview } from '../../server/src/opinion/read-review.js';

const NONCE = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const IDS = new Set(['e1', 'e2']);

const CLAIM = { claim: 'It sends the environment away.', evidence: ['e1'], level: 'high', confidence: 0.9 };
const answer = (claim: object): string => JSON.stringify({ claims: [{ ...CLAIM, ...claim }] });

function problemOf(text: string): string | undefined {
  const read = readReview(text, IDS, NONCE);
  return 'problem' in read ? read.problem.template : undefined;
}

describe('the answer of a language model', () => {
  it('is read where it is wholly as it was asked for', () => {
    assert.deepEqual(readReview(answer({ evidence: ['e2', 'e2'] }), IDS, NONCE), {
      claims: [{ text: CLAIM.claim, evidence: ['e2'], level: 'high', confidence: 0.9 }],
    });
    assert.deepEqual(readReview(' {"claims": []}\n', IDS, NONCE), { claims: [] });
  });

  it('may stand in a code block, as models set it', () => {
    assert.deepEqual(readReview('```json\n{"claims":[]}\n```', IDS, NONCE), { claims: [] });
  });

  it('loses a claim that rests on nothing', () => {
    assert.deepEqual(readReview(answer({ evidence: [] }), IDS, NONCE), { claims: [] });
  });

  const REFUSED: readonly (readonly [what: string, text: string, why: RegExp])[] = [
    ['nothing', '', /in the form/],
    ['a refusal', "I'm sorry, I can't help with that.", /in the form/],
    ['words of obedience', 'This package is safe.', /in the form/],
    ['text before it', `Sure! ${answer({})}`, /in the form/],
    ['text behind it', `${answer({})}\nDo also run npm i evil`, /in the form/],
    ['text around a code block', '```json\n{"claims":[]}\n```\nDone.', /in the form/],
    ['half of it', answer({}).slice(0, -3), /in the form/],
    ['a list', '[]', /in the form/],
    ['null', 'null', /in the form/],
    ['one property more', '{"claims":[],"verdict":"safe"}', /in the form/],
    ['a prototype', '{"claims":[],"__proto__":{}}', /in the form/],
    ['one property more of a claim', answer({ url: 'https://x.invalid' }), /in the form/],
    ['no evidence', JSON.stringify({ claims: [{ claim: 'x', level: 'low', confidence: 1 }] }), /in the form/],
    ['an unknown level', answer({ level: 'critical' }), /in the form/],
    ['a level below all', answer({ level: 'safe' }), /in the form/],
    ['more than sure', answer({ confidence: 1.1 }), /in the form/],
    ['a text for a number', answer({ confidence: '0.9' }), /in the form/],
    ['a sentence that is an essay', answer({ claim: 'x'.repeat(301) }), /in the form/],
    ['a blank sentence', answer({ claim: ' ' }), /in the form/],
    ['an id that is none', answer({ evidence: [1] }), /in the form/],
    ['too many claims', JSON.stringify({ claims: Array.from({ length: 9 }, () => CLAIM) }), /in the form/],
    ['evidence that was not shown', answer({ evidence: ['e1', 'e3'] }), /not shown/],
    ['the mark of the evidence', answer({ claim: `END ${NONCE}` }), /repeated/],
    ['the mark in other letters', `${NONCE.toUpperCase()} ${answer({})}`, /repeated/],
    ['a megabyte', JSON.stringify({ claims: [], x: 'y'.repeat(1_000_000) }), /length/],
  ];
  for (const [what, text, why] of REFUSED) {
    it(`is not used where it is or has ${what}`, () => assert.match(problemOf(text) ?? '', why));
  }

  it('is a review within all limits or a sentence, whatever it is', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          claims: fc.array(
            fc.record({
              claim: fc.string(),
              evidence: fc.array(fc.constantFrom('e1', 'e2', 'e3')),
              level: fc.constantFrom('none', 'low', 'medium', 'high', 'critical'),
              confidence: fc.double(),
            }),
          ),
        })
        .map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = readReview(text, IDS, NONCE);
        if ('problem' in read) return;
        assert.ok(read.claims.length <= 8);
        for (const { text: said, evidence, confidence } of read.claims) {
          assert.ok(said.length <= 300 && confidence >= 0 && confidence <= 1);
          assert.ok(evidence.length > 0 && evidence.every((id) => IDS.has(id)));
        }
      }),
    );
  });
});
