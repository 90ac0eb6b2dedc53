import assert from 'node:assert/strict';
import { behavioursOf } from '../platform/sent.js';

describe('loops', () => {
  it('that count away from where they would end are endless', () => {
    for (const code of [
      'let n = 0; do { console.log(n); n++; } while (n >= 0);',
      'let n = 1; while (n > 0) { console.log(n); ++n; }',
      'let n = 0; do { n += 1; console.log("x".repeat(n % 9)); } while (n !== -1);',
    ])
      assert.deepEqual(behavioursOf(code), ['endless-loop import'], code);
  });

  it('that count towards it, or are left by the way, are not', () => {
    for (const code of [
      'let n = 9; while (n >= 0) { console.log(n); n--; }',
      'let n = 0; do { n++; if (found(n)) break; } while (n >= 0);',
      'let n = 0; do { n++; n = next(n); } while (n > 0);',
      'let n = 5; do { n = at(n); } while (n >= 0);',
      'let n = 9; while (n !== -1) { console.log(n); n -= 1; }',
      'let n = 0; while (n !== -1) { n += text.indexOf(";", n); }',
    ])
      assert.deepEqual(behavioursOf(code), [], code);
  });
});
