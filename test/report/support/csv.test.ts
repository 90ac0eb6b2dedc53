import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvText } from '../../../server/src/report/support/csv.js';

describe('CSV from outside text', () => {
  const cases: readonly (readonly [cell: string, written: string])[] = [
    ['lodash@4.17.21', '"lodash@4.17.21"'],
    ['say "no", or else', '"say ""no"", or else"'],
    ['=HYPERLINK("https://evil.invalid")', `"'=HYPERLINK(""https://evil.invalid"")"`],
    ['@scope/name@1.0.0', `"'@scope/name@1.0.0"`],
    ['+1', `"'+1"`],
    ['-cmd|x', `"'-cmd|x"`],
    ['\t=1+1', `"'=1+1"`],
    ['one\r\ntwo', '"one two"'],
  ];
  for (const [cell, written] of cases) {
    it(`${JSON.stringify(cell)} becomes ${written}`, () => assert.equal(csvText([[cell]]), `${written}\r\n`));
  }

  it('has as many rows and cells as it was given, none of which is a formula', () => {
    const unit = fc.constantFrom(...'=+-@"\',;\r\n\t ab'.split(''));
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit }), { minLength: 1 })), (rows) => {
        const lines = csvText(rows).split('\r\n').slice(0, -1);
        assert.equal(lines.length, rows.length);
        lines.forEach((line, index) => {
          const cells = [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) => cell);
          assert.equal(cells.length, rows[index]?.length);
          for (const cell of cells) assert.doesNotMatch(cell, /^[=+\-@]/);
        });
      }),
    );
  });
});
