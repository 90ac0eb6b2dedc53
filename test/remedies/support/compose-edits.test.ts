import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextEdit } from '../../../server/src/model/index.js';
import { compose, splice } from '../../../server/src/remedies/support/compose-edits.js';
import { applyEdits, markEdits } from './marked-edits.js';

describe('compose', () => {
  const cases: readonly (readonly [string, readonly (readonly [number, number, string])[], string])[] = [
    [
      'keeps edits apart that do not touch',
      [
        [1, 2, 'XX'],
        [6, 7, 'Y'],
      ],
      'a⟦b→XX⟧cde⟦f→Y⟧gh',
    ],
    [
      'orders an edit before an earlier one',
      [
        [5, 6, 'Y'],
        [1, 2, 'XX'],
      ],
      'a⟦b→XX⟧cde⟦f→Y⟧gh',
    ],
    [
      'joins edits that touch',
      [
        [1, 3, ''],
        [1, 2, 'Z'],
      ],
      'a⟦bcd→Z⟧efgh',
    ],
    [
      'changes what an earlier edit wrote',
      [
        [1, 2, 'XYZ'],
        [2, 3, '-'],
      ],
      'a⟦b→X-Z⟧cdefgh',
    ],
    [
      'swallows an earlier edit',
      [
        [2, 3, 'XX'],
        [0, 9, ''],
      ],
      '⟦abcdefgh→⟧',
    ],
  ];
  for (const [name, steps, marked] of cases) {
    it(name, () => assert.equal(markEdits('abcdefgh', run('abcdefgh', steps).edits), marked));
  }

  it('gives the same text as applying the edits one after the other', () => {
    const step = fc.tuple(fc.nat(20), fc.nat(20), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), fc.array(step, { maxLength: 6 }), (text, steps) => {
        const { edited, edits } = run(text, steps);
        assert.equal(applyEdits(text, edits), edited);
      }),
    );
  });
});

/** Each step replaces `[start, end)` of the text so far; places beyond its end are its end. */
function run(
  text: string,
  steps: readonly (readonly [number, number, string])[],
): { readonly edited: string; readonly edits: readonly TextEdit[] } {
  let edited = text;
  let edits: readonly TextEdit[] = [];
  for (const [one, other, newText] of steps) {
    const start = Math.min(one, other, edited.length);
    const edit = { span: { start, end: Math.min(Math.max(one, other), edited.length) }, newText };
    edits = compose(edits, edit, edited);
    edited = splice(edited, edit);
  }
  return { edited, edits };
}
