import assert from 'node:assert/strict';
import { analysePackage } from '../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../support/artifacts.js';

const PADDED = `exports.a = 1;${' '.repeat(300)}require('net').connect(4444, 'c2.invalid');`;

describe('the analysis of a package', () => {
  it('tells where in which file something is hidden', () => {
    const { behaviours, files, bytes } = analysePackage(packageOf({ 'lib/a.js': `'use strict';\n${PADDED}\n` }));
    assert.deepEqual([files, bytes], [1, PADDED.length + 15]);
    assert.equal(behaviours.length, 1);
    assert.deepEqual(behaviours[0]?.place, {
      file: 'lib/a.js',
      line: 2,
      column: 315,
      snippet: "require('net').connect(4444, 'c2.invalid');",
    });
  });

  it('reads text in UTF-16, either end first, and past a byte order mark', () => {
    const little = Buffer.from(`\ufeff${PADDED}`, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16(), Buffer.from(`\ufeff${PADDED}`)]) {
      const [first] = analysePackage(packageOf({ 'a.cjs': bytes })).behaviours;
      assert.deepEqual([first?.kind, first?.place.column], ['padded-code', 315]);
    }
  });

  it('says that it is incomplete where a file was not kept', () => {
    const skipped = [{ path: 'dist/big.js', reason: 'larger than 64 MB' }];
    const facts = analysePackage({ ...packageOf({ 'a.js': '1' }), skipped });
    assert.deepEqual(facts.incomplete, [{ file: 'dist/big.js', reason: 'larger than 64 MB' }]);
  });

  it('names code that cannot be read: as a gap, and as incomplete where it runs by itself', () => {
    const broken = 'eval(this is no code';
    const manifest = JSON.stringify({ main: 'main.js' });
    const facts = analysePackage(packageOf({ 'package.json': manifest, 'main.js': broken, 'lib/template.js': broken }));
    assert.deepEqual(
      facts.notAnalysed.map(({ kind, file }) => [kind, file]),
      [['code-not-analysed', 'lib/template.js']],
    );
    assert.deepEqual(
      facts.incomplete.map(({ file }) => file),
      ['main.js'],
    );
  });
});
