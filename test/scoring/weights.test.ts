import assert from 'node:assert/strict';
import { LEVELS } from '../../server/src/model/index.js';
import { WEIGHTS } from '../../server/src/scoring/weights.js';

describe('the table of weights', () => {
  it('is frozen, and gives a reason for every entry', () => {
    assert.ok(Object.isFrozen(WEIGHTS));
    for (const [rule, { level, why }] of Object.entries(WEIGHTS)) {
      assert.ok(level === 'by-evidence' || LEVELS.includes(level), rule);
      assert.match(why, /^\S.{20,}\.$/, rule);
    }
  });
});
