import assert from 'node:assert/strict';
import type { FindingDraft, Level } from '../../server/src/model/index.js';
import { createScorer } from '../../server/src/scoring/weighted-scorer.js';

const draft = (level?: Level): FindingDraft => ({ message: 'something', evidence: [], target: 'name', level });

describe('the weighted scorer', () => {
  const cases: readonly (readonly [string, Level | undefined, Level])[] = [
    ['known-malware', undefined, 'critical'],
    ['package-not-found', undefined, 'high'],
    ['deprecated', undefined, 'low'],
    ['known-vulnerability', 'critical', 'critical'],
    ['known-vulnerability', 'low', 'low'],
    ['remote-source', 'low', 'low'],
  ];
  for (const [rule, level, expected] of cases) {
    it(`gives ${expected} for ${rule}${level === undefined ? '' : ` with evidence of level ${level}`}`, () => {
      assert.equal(createScorer().levelOf(rule, draft(level)), expected);
    });
  }

  it('does not let a draft change the level of a rule with a fixed weight', () => {
    assert.equal(createScorer().levelOf('known-malware', draft('low')), 'critical');
  });

  it('gives medium where the evidence carries no level, and to rules without a weight', () => {
    assert.equal(createScorer().levelOf('known-vulnerability', draft()), 'medium');
    assert.equal(createScorer().levelOf('no-such-rule', draft()), 'medium');
    assert.equal(createScorer().levelOf('constructor', draft()), 'medium');
  });
});
