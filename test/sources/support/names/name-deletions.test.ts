import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DeletionIndex } from '../../../../server/src/sources/support/names/name-deletions.js';
import { singleEdit } from '../../../../server/src/sources/support/names/name-edits.js';

describe('DeletionIndex', () => {
  it('misses no text that is one edit away', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), word, (texts, asked) => {
        const near = new DeletionIndex(texts).near(asked);
        texts.forEach((text, number) => {
          if (text === asked || singleEdit(asked, text) !== undefined) assert.ok(near.has(number), `${asked} ${text}`);
        });
      }),
    );
  });

  it('finds few that are not', () => {
    const texts = Array.from({ length: 5000 }, (_, index) => `package-name-${index * 7919}`);
    assert.equal(new DeletionIndex(texts).near('something-else').size, 0);
    assert.deepEqual([...new DeletionIndex(texts).near('package-nmae-0')], [0]);
  });

  it('knows nothing of no texts', () => {
    assert.equal(new DeletionIndex([]).near('').size, 0);
  });
});
