import assert from 'node:assert/strict';
import { asciiForm, lettersOf, skeletonOf } from '../../../../server/src/sources/support/names/name-forms.js';

describe('skeletonOf', () => {
  const same: readonly (readonly [string, string])[] = [
    ['cross-env', 'cross_env'],
    ['cross-env', 'crossenv'],
    ['socket.io-client', 'socketio.client'],
    ['@types/node', 'types-node'],
    ['@types/node', '@types-node'],
    ['@babel/core', 'babelcore'],
    ['JSONStream', 'jsonstream'],
    ['lodash', 'l0dash'],
    ['colors', 'co1ors'],
    ['colors', 'coiors'],
    ['moment', 'rnoment'],
    ['winston', 'vvinston'],
    ['express', 'ехрress'],
    ['react', 'réact'],
  ];
  for (const [a, b] of same) it(`is the same for ${a} and ${b}`, () => assert.equal(skeletonOf(a), skeletonOf(b)));

  it('differs where letters do', () => {
    assert.notEqual(skeletonOf('react'), skeletonOf('preact'));
    assert.notEqual(skeletonOf('vue2'), skeletonOf('vue3'));
  });
});

describe('lettersOf', () => {
  it('does not count punctuation', () => {
    assert.deepEqual(['ms', 'a-b.c_d', '@a/b', '---', ''].map(lettersOf), [2, 4, 2, 0, 0]);
  });
});

describe('asciiForm', () => {
  it('keeps what it has no letter for', () => {
    assert.equal(asciiForm('日本-Pkg'), '日本-pkg');
  });
});
