import assert from 'node:assert/strict';
import { inEnglish } from '../../server/src/model/index.js';
import { readPackageText } from '../../server/src/artifacts/package-text.js';
import { packageOf, tgzOf } from './make-tarball.js';

const MANIFEST = { name: 'left-pad', version: '1.3.0' };

describe('readPackageText', () => {
  it('gives the text of one file', async () => {
    const packed = packageOf(MANIFEST, { 'index.js': 'one', 'lib/index.js': 'two\nlines' });
    assert.deepEqual(await readPackageText(packed, 'lib/index.js'), { text: 'two\nlines' });
  });

  it('reads what the analysis reads: a text in UTF-16, and one with a mark', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('wide', 'utf16le')]);
    const packed = tgzOf([
      { path: 'package/wide.js', content: utf16 },
      { path: 'package/marked.js', content: '\uFEFFmarked' },
    ]);
    assert.deepEqual(await readPackageText(packed, 'wide.js'), { text: 'wide' });
    assert.deepEqual(await readPackageText(packed, 'marked.js'), { text: 'marked' });
  });

  it('finds a file whatever the folder of the archive is called, and what npm would not write', async () => {
    const packed = tgzOf([
      { path: 'anything/./a.js', content: 'a' },
      { path: 'package/../../b.js', content: 'b' },
    ]);
    assert.deepEqual(await readPackageText(packed, 'a.js'), { text: 'a' });
    assert.deepEqual(await readPackageText(packed, 'package/b.js'), { text: 'b' });
  });

  it('takes the last of several files with one name, as npm does', async () => {
    const packed = tgzOf([
      { path: 'package/a.js', content: 'first' },
      { path: 'package/a.js', content: 'last' },
    ]);
    assert.deepEqual(await readPackageText(packed, 'a.js'), { text: 'last' });
  });

  it('says why there is nothing to read', async () => {
    const packed = tgzOf([
      { path: 'package/addon.node', content: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]) },
      { path: 'package/inner.tgz', content: 'x' },
      { path: 'package/link.js', type: 'SymbolicLink', linkpath: '/etc/passwd' },
      { path: 'package/large.js', content: Buffer.alloc(6 * 1024 * 1024, 'x') },
    ]);
    const problemOf = async (file: string): Promise<string> => {
      const found = await readPackageText(packed, file);
      return 'problem' in found ? inEnglish(found.problem) : 'none';
    };
    assert.equal(await problemOf('addon.node'), 'is not shown: it is no text');
    assert.equal(await problemOf('inner.tgz/index.js'), 'cannot be shown: it lies in an archive inside the package');
    assert.equal(await problemOf('link.js'), 'is not in the package file');
    assert.equal(await problemOf('../addon.node'), 'is not in the package file');
    assert.match(
      await problemOf('large.js'),
      /^cannot be shown: the package file holds a large\.js of more than 5 MB$/,
    );
    const damaged = await readPackageText(packed.subarray(0, 40), 'addon.node');
    assert.match('problem' in damaged ? inEnglish(damaged.problem) : '', /^cannot be shown: the package file is /);
  });
});
