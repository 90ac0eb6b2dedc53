import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attributesOf, nextTag, withoutEntities } from '../../../../server/src/artifacts/analysis/markup/tags.js';

describe('the tags of a page', () => {
  it('end where no quotes hold their end', () => {
    const text = '<!-- <a> --> 1 < 2 <IMG alt="a > b" src=x><br>';
    const image = nextTag(text, 0);
    assert.deepEqual([image?.name, text.slice(image?.start, image?.end)], ['img', ' alt="a > b" src=x']);
    assert.equal(nextTag(text, image?.after ?? 0)?.name, 'br');
  });

  it('have attributes, with the place of each value', () => {
    const text = `<a x="1" Y = '2' z=3 checked>`;
    const tag = nextTag(text, 0);
    const found = tag === undefined ? [] : attributesOf(text, tag);
    assert.deepEqual(
      found.map(({ name, value, start }) => [name, value, text.slice(start, start + value.length)]),
      [
        ['x', '1', '1'],
        ['y', '2', '2'],
        ['z', '3', '3'],
      ],
    );
  });

  it('are none where one is never closed', () => {
    for (const text of ['<a href="x>', '<!-- <a>', '< a>', '<a', '']) assert.equal(nextTag(text, 0), undefined);
  });

  it('hold entities that stand for other characters', () => {
    assert.equal(
      withoutEntities('&#101;v&#x61;l&lpar;&quot;x&quot;&rpar; &unknown; &#99999999;'),
      'eval("x") &unknown; &#99999999;',
    );
  });

  it('are found in any text, one behind the other', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const tag = nextTag(text, 0);
        if (tag !== undefined)
          assert.ok(tag.after <= text.length && tag.start <= tag.end && attributesOf(text, tag).length >= 0);
      }),
    );
  });
});
