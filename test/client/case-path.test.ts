import assert from 'node:assert/strict';
import { readCaseParams, readCasePath } from '../../client/src/case-path.js';

describe('readCasePath', () => {
  it('tells a case from a file that its evidence leads to', () => {
    assert.deepEqual(readCasePath('/case/0af1/lodash@4.17.20.md'), { kind: 'case', id: '0af1' });
    assert.deepEqual(readCasePath('/file/0af1/index.js.package-risk-code'), { kind: 'file', id: '0af1' });
  });

  it('takes no other path', () => {
    for (const path of ['', '/', '/case/0af1', '/other/0af1/a', '/case/../file/0af1/a', '/case/XY/a.md']) {
      assert.equal(readCasePath(path), undefined);
    }
  });
});

describe('readCaseParams', () => {
  it('takes an id and nothing else', () => {
    assert.deepEqual(readCaseParams({ id: '0af1', more: 1 }), { id: '0af1' });
    for (const argument of [undefined, null, 'x', 4, {}, { id: 'http://x.invalid' }, { id: 4 }, { id: '../a' }]) {
      assert.equal(readCaseParams(argument), undefined);
    }
  });
});
