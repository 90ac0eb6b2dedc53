import assert from 'node:assert/strict';
import { LockfileReader } from '../../server/src/engine/lockfile-reader.js';
import { bunLock } from '../../server/src/formats/bun-lock.js';
import { bunLockb } from '../../server/src/formats/bun-lockb.js';
import { pnpmLock } from '../../server/src/formats/pnpm-lock.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { fakeParts } from '../support/fake-engine-parts.js';

const BINARY = { '/app/bun.lockb': '\0\uFFFD' };
const TEXT = '{"lockfileVersion": 1, "packages": {"a": ["a@1.0.0", "", {}, "sha512-A"]}}';

function readerOf(files: Readonly<Record<string, string>>): LockfileReader {
  return new LockfileReader(fakeParts({ files, parts: { lockfileFormats: [bunLockb, bunLock] } }).parts);
}

describe('LockfileReader, of a lockfile that is known by name only', () => {
  const manifest = packageJson.read('{"dependencies": {"a": "1"}}');

  it('says what to do about it, and judges as without a lockfile', async () => {
    const notes: string[] = [];
    assert.equal(await readerOf(BINARY).find('/app', manifest, notes), undefined);
    assert.deepEqual(notes, [`bun.lockb: ${bunLockb.notRead ?? ''}`]);
  });

  it('takes any lockfile beside it that can be read, without a word', async () => {
    const notes: string[] = [];
    const found = await readerOf({ ...BINARY, '/app/bun.lock': TEXT }).find('/app', manifest, notes);
    assert.equal(found?.lockfilePath, '/app/bun.lock');
    assert.deepEqual(notes, []);
  });

  it('does not speak of one farther up, which may belong to another project', async () => {
    const notes: string[] = [];
    assert.equal(await readerOf(BINARY).find('/app/sub', manifest, notes), undefined);
    assert.deepEqual(notes, []);
  });

  it('says the same when it is asked for its folder or its entries', async () => {
    const inFolder = await readerOf(BINARY).read('/app');
    assert.equal(inFolder.status === 'failed' ? inFolder.message : '', `bun.lockb: ${bunLockb.notRead ?? ''}`);
    const itself = await readerOf(BINARY).read('/app/bun.lockb');
    assert.equal(itself.status === 'ok' ? itself.value.problems[0]?.message : '', bunLockb.notRead);
  });
});

describe('LockfileReader, of a lockfile that leaves names to the manifests of folders', () => {
  it('reads those manifests, wherever they lie', async () => {
    const files = {
      '/app/pnpm-lock.yaml': `lockfileVersion: '9.0'
importers:
  packages/web:
    dependencies:
      linked: {specifier: 'link:../../vendor/x', version: 'link:../../vendor/x'}
`,
      '/app/packages/web/package.json': '{"name": "@acme/web", "version": "1.2.3"}',
      '/app/vendor/x/package.json': '{"name": "linked", "version": "4.5.6"}',
    };
    const { parts } = fakeParts({ files, parts: { lockfileFormats: [pnpmLock] } });
    const read = await new LockfileReader(parts).read('/app');
    assert.ok(read.status === 'ok');
    assert.deepEqual(
      [...read.value.entries.values()].map(({ id, name, version }) => [id, name, version]),
      [
        ['@ws:packages/web', '@acme/web', '1.2.3'],
        ['@ws:vendor/x', 'linked', '4.5.6'],
      ],
    );
  });
});
