import assert from 'node:assert/strict';
import { readPackageContents } from '../../server/src/artifacts/package-contents.js';
import { packageOf, tgzOf } from './make-tarball.js';
import { printed } from '../support/said.js';

const MANIFEST = { name: 'left-pad', version: '1.3.0' };

async function filesOf(packed: Uint8Array) {
  const contents = await readPackageContents(packed);
  assert.ok('files' in contents, JSON.stringify(contents));
  return contents.files;
}

describe('readPackageContents', () => {
  it('gives the text of each file, and the same digest for the same bytes', async () => {
    const files = await filesOf(packageOf(MANIFEST, { 'index.js': 'one', 'copy.js': 'one', 'lib/a.js': 'two' }));
    assert.deepEqual([...files.keys()].sort(), ['copy.js', 'index.js', 'lib/a.js', 'package.json']);
    assert.equal(files.get('index.js')?.text, 'one');
    assert.equal(files.get('index.js')?.bytes, 3);
    assert.equal(files.get('index.js')?.digest, files.get('copy.js')?.digest);
    assert.notEqual(files.get('index.js')?.digest, files.get('lib/a.js')?.digest);
  });

  it('gives no text of what is none, and of what is longer than anybody reads', async () => {
    const files = await filesOf(
      tgzOf([
        { path: 'package/a.node', content: Buffer.from([0x7f, 0x45, 0, 0]) },
        { path: 'package/long.js', content: 'x'.repeat(1024 * 1024 + 1) },
      ]),
    );
    assert.deepEqual(files.get('a.node')?.isBinary, true);
    assert.equal(files.get('a.node')?.text, undefined);
    assert.deepEqual([files.get('long.js')?.isBinary, files.get('long.js')?.text], [false, undefined]);
  });

  it('takes the last of several files with one name, as npm does', async () => {
    const twice = ['first', 'last'].map((content) => ({ path: 'package/a.js', content }));
    assert.equal((await filesOf(tgzOf(twice))).get('a.js')?.text, 'last');
  });

  it('says why a package file cannot be read', async () => {
    assert.deepEqual(printed(await readPackageContents(Uint8Array.of(1, 2, 3))), {
      problem: 'is not a whole archive (Unrecognized archive format)',
    });
  });
});
