import assert from 'node:assert/strict';
import type { PackageContents, PackageText } from '../../server/src/artifacts/artifact-reader.js';
import { failed, ok, type Outcome } from '../../server/src/model/index.js';
import { createPackageFileSource } from '../../server/src/sources/package-file.js';
import type { HashedBytes } from '../../server/src/sources/support/package-bytes.js';
import { NOW } from '../support/subjects.js';
import { printed } from '../support/said.js';

const SIGNAL = new AbortController().signal;
const BYTES = Uint8Array.of(1, 2, 3);

function sourceOf(
  read: Outcome<HashedBytes>,
  text: PackageText,
  contents: PackageContents = { problem: 'was not asked for' },
) {
  return createPackageFileSource({
    bytes: { hashOf: () => Promise.resolve(undefined), read: () => Promise.resolve(read) },
    readText: (packed, file) => {
      assert.deepEqual([packed, file], [BYTES, 'index.js']);
      return Promise.resolve(text);
    },
    readContents: (packed) => {
      assert.deepEqual(packed, BYTES);
      return Promise.resolve(contents);
    },
  });
}

describe('createPackageFileSource', () => {
  const read = ok({ bytes: BYTES, hash: 'x' }, NOW);
  const request = { name: 'left-pad', version: '1.3.0' };

  it('reads a file out of the bytes that are denoted', async () => {
    assert.deepEqual(await sourceOf(read, { text: 'code' }).readText(request, 'index.js', SIGNAL), ok('code', NOW));
  });

  it('says in a sentence why there is none', async () => {
    const source = sourceOf(read, { problem: 'is not in the package file' });
    const found = await source.readText(request, 'index.js', SIGNAL);
    assert.deepEqual(printed(found), failed('unsupported', 'index.js of left-pad@1.3.0 is not in the package file.'));
  });

  it('says why the package file cannot be had', async () => {
    const offline = failed('offline', 'Not fetched: working offline.');
    const source = sourceOf(offline, { text: '' });
    assert.deepEqual(await source.readText(request, 'index.js', SIGNAL), offline);
    assert.equal((await source.readText({ name: 'left-pad' }, 'index.js', SIGNAL)).status, 'skipped');
  });

  it('reads all of them out of the same bytes', async () => {
    const files = new Map([['index.js', { digest: 'x', bytes: 4, isBinary: false, text: 'code' }]]);
    assert.deepEqual(await sourceOf(read, { text: '' }, { files }).readContents(request, SIGNAL), ok(files, NOW));
    const damaged = sourceOf(read, { text: '' }, { problem: 'is damaged' });
    const sentence = 'The package file of left-pad@1.3.0 is damaged.';
    assert.deepEqual(printed(await damaged.readContents(request, SIGNAL)), failed('unsupported', sentence));
  });
});
