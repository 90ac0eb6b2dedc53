import assert from 'node:assert/strict';
import { LEVELS } from '../../../server/src/model/index.js';
import { styleFor } from '../../../server/src/report/support/style.js';

describe('Style', () => {
  it('without colour changes nothing', () => {
    const { bold, dim, level } = styleFor(false);
    assert.deepEqual(
      [bold, dim, ...LEVELS.map((one) => level[one])].map((paint) => paint('x')),
      Array(7).fill('x'),
    );
  });

  it('with colour gives each level a look of its own and ends it', () => {
    const { level } = styleFor(true);
    const painted = LEVELS.map((one) => level[one]('x'));
    assert.equal(new Set(painted).size, LEVELS.length);
    for (const text of painted) assert.match(text, /^\u001b\[[\d;]+mx\u001b\[0m$/);
  });

  it('paints no empty text', () => assert.equal(styleFor(true).dim(''), ''));
});
