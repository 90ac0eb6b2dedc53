import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inEnglish } from '../../../../server/src/model/index.js';
import { dressingsOf } from '../../../../server/src/sources/support/names/name-dressings.js';

describe('dressingsOf', () => {
  const dressed: readonly (readonly [dressed: string, name: string, how: string])[] = [
    ['lodash-js', 'lodash', 'adds "-js"'],
    ['axios.js', 'axios', 'adds ".js"'],
    ['chart.js-latest', 'chart.js', 'adds "-latest"'],
    ['express-v4', 'express', 'adds "-v4"'],
    ['mongoose-4', 'mongoose', 'adds "-4"'],
    ['node-fabric', 'fabric', 'adds "node-"'],
    ['lodashjs', 'lodash', 'adds "js"'],
    ['@babeljs/core', '@babel/core', 'has @babeljs for @babel'],
    ['@types-official/node', '@types/node', 'has @types-official for @types'],
    ['@express/express', 'express', 'stands in a scope of the same name'],
  ];
  for (const [name, bare, how] of dressed) {
    it(`takes ${name} for ${bare}`, () => {
      assert.deepEqual(
        dressingsOf(name)
          .map((one) => ({ ...one, how: inEnglish(one.how) }))
          .find((dressing) => dressing.name === bare),
        { name: bare, how },
      );
    });
  }

  it('leaves words alone that say what somebody has made', () => {
    for (const name of ['lodash-utils', 'react-dom', 'express-session', '@babel/core', 'cross-env-shell', 'json5']) {
      assert.deepEqual(dressingsOf(name), [], name);
    }
  });

  it('answers shorter names, whatever it is given, in time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        assert.ok(dressingsOf(name).every((dressing) => dressing.name.length < name.length));
      }),
    );
    assert.deepEqual(dressingsOf(`@${'-'.repeat(50_000)}`), []);
  });
});
