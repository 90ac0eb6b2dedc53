import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonPieces } from '../../../server/src/report/support/json-pieces.js';
import { jsonText } from '../../../server/src/report/support/terminal.js';

describe('JSON in pieces', () => {
  it('is the same text as in one piece, whatever it is made from', () => {
    const plain = fc.oneof(fc.jsonValue(), fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue())));
    fc.assert(fc.property(plain, (value) => [...jsonPieces(value)].join('') === jsonText(value)));
  });

  it('leaves out what is undefined, as JSON does', () => {
    for (const value of [[{ a: undefined, b: 1 }], { a: undefined, b: [undefined] }, [undefined], { a: undefined }]) {
      assert.equal([...jsonPieces(value)].join(''), jsonText(value));
    }
  });

  it('comes a little at a time', () => {
    const packages = Array.from({ length: 5000 }, (_, index) => ({ name: `package-${index}`, version: '1.0.0' }));
    for (const value of [packages, { packages }]) {
      const pieces = [...jsonPieces(value)];
      assert.equal(pieces.join(''), jsonText(value));
      assert.ok(pieces.length > 3 && pieces.every(({ length }) => length < 70_000), String(pieces.length));
    }
  });
});
