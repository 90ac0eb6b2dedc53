import assert from 'node:assert/strict';
import { join, known, unknown } from '../../../../../server/src/artifacts/analysis/code/values/lattice.js';
import { taint } from '../../../../../server/src/artifacts/analysis/code/values/taints.js';

const unit = { file: 'index.js', text: '', nesting: 0 };
const decoded = (offset: number): ReturnType<typeof taint> => taint('decoded', { unit, offset });

describe('Either of two values', () => {
  it('is one text where both are the same, wherever they came from', () => {
    const either = join(known('utf8', decoded(1)), known('utf8', decoded(2)));
    assert.deepEqual(either, { kind: 'known', value: 'utf8', taints: [...decoded(1), ...decoded(2)] });
    assert.deepEqual(join('utf8', known('utf8', decoded(1))), known('utf8', decoded(1)));
    assert.deepEqual(join(known('utf8', decoded(1)), 'utf8'), known('utf8', decoded(1)));
  });

  it('keeps apart what is not the same', () => {
    const [one, other, open] = [known('1', decoded(1)), known('2', decoded(1)), unknown(decoded(1))];
    assert.deepEqual(join(join(one, other), open), { kind: 'union', members: [one, other, open] });
    assert.deepEqual(join(1, one), { kind: 'union', members: [1, one] });
    assert.deepEqual(join(undefined, null), { kind: 'union', members: [undefined, null] });
  });
});
