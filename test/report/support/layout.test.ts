import assert from 'node:assert/strict';
import fc from 'fast-check';
import { paragraph, rule, usableWidth, wrap } from '../../../server/src/report/support/layout.js';

describe('Wrapping', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 30 }), {
    minLength: 1,
  });

  it('loses no word and keeps to the width unless a single word is wider', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 100 }), (given, width) => {
        const lines = wrap(given.join(' '), width);
        assert.deepEqual(lines.join(' ').split(' '), given);
        assert.ok(lines.every((line) => line.length <= width || !line.includes(' ')));
      }),
    );
  });

  it('sets the lines of a paragraph below its first word, not below its label', () => {
    assert.deepEqual(paragraph('one two three', { width: 14, indent: 2, label: 'fix  ' }), [
      '  fix  one two',
      '       three',
    ]);
  });

  it('paints each line by itself', () => {
    const paint = (text: string): string => `<${text}>`;
    assert.deepEqual(paragraph('one two', { width: 5, indent: 1, paint }), [' <one>', ' <two>']);
  });
});

describe('A heading', () => {
  it('is as wide as asked, and never without a line', () => {
    assert.equal(rule('high', '1 package', 24), 'high ───────── 1 package');
    assert.equal(rule('high', '1 package', 5), 'high ─── 1 package');
  });
});

describe('The usable width', () => {
  for (const [columns, width] of [
    [undefined, 80],
    [80, 80],
    [250, 100],
    [10, 40],
    [0, 40],
  ] as const) {
    it(`is ${width} of ${columns ?? 'unknown'} columns`, () => assert.equal(usableWidth(columns), width));
  }
});
