import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ArtifactError } from '../../server/src/artifacts/artifact-error.js';
import type { PackageFiles } from '../../server/src/artifacts/package-files.js';
import {
  READ_LIMITS,
  readPackageArchive,
  readPackageFolder,
  type ReadLimits,
} from '../../server/src/artifacts/read-package.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';
import { inPieces, tarOf, tgzOf, type MadeEntry } from './make-tarball.js';
import { printed } from '../support/said.js';

const MEGABYTE = 1024 * 1024;

function read(bytes: Buffer, limits: Partial<ReadLimits> = {}): Promise<PackageFiles> {
  return readPackageArchive(inPieces(bytes, 10_000), { ...READ_LIMITS, ...limits });
}

function readEntries(...entries: readonly MadeEntry[]): Promise<PackageFiles> {
  return read(tgzOf(entries));
}

const texts = ({ files }: PackageFiles): readonly string[] =>
  files.map(({ path: name, bytes }) => `${name}: ${Buffer.from(bytes).toString().slice(0, 40)}`);

const oddities = ({ oddities: found }: PackageFiles): readonly string[] =>
  found.map(({ kind, path: name, target }) => [kind, name, target ?? ''].join(' ').trim());

describe('readPackageArchive', () => {
  it('holds every file under the name that npm gives it, whatever the root folder is called', async () => {
    const files = await readEntries(
      { path: 'node-v1/package.json', content: '{}' },
      { path: 'node-v1/lib', type: 'Directory' },
      { path: 'node-v1/lib//./index.js', content: '1' },
      { path: 'elsewhere/LICENSE', content: 'MIT' },
    );
    assert.deepEqual(texts(files), ['package.json: {}', 'lib/index.js: 1', 'LICENSE: MIT']);
    assert.deepEqual([files.fileCount, files.unpackedBytes, files.skipped, files.oddities], [3, 6, [], []]);
  });

  it('holds a text of 20 MB whole: payloads hide in large files', async () => {
    const content = `${'/* padding */\n'.repeat((20 * MEGABYTE) / 14)}evil();`;
    const { files, skipped } = await readEntries({ path: 'package/index.js', content });
    assert.equal(files[0]?.bytes.length, content.length);
    assert.equal(files[0].wholeSize, undefined);
    assert.deepEqual(skipped, []);
  });

  it('holds of a large binary its printable texts and its size', async () => {
    const content = Buffer.concat([
      Buffer.from('\u007fELF\0\0'),
      Buffer.alloc(5 * MEGABYTE),
      Buffer.from('curl -s http://x'),
    ]);
    const { files } = await readEntries({
      path: 'package/bin/tool',
      content: Buffer.concat([content, Buffer.from('\0short')]),
    });
    assert.equal(Buffer.from(files[0]?.bytes ?? []).toString(), 'curl -s http://x\n');
    assert.equal(files[0]?.wholeSize, content.length + 6);
    assert.deepEqual(files[0].head, content.subarray(0, 1024));
  });

  it('holds a large source whole that has a NUL in it: Node.js runs it all the same', async () => {
    const content = Buffer.concat([Buffer.from('/*\0*/ evil();'), Buffer.alloc(5 * MEGABYTE, ' ')]);
    const { files } = await readEntries({ path: 'package/index.js', content });
    assert.equal(files[0]?.bytes.length, content.length);
    assert.equal(files[0].wholeSize, undefined);
  });

  it('holds a small binary whole', async () => {
    const content = Buffer.from([0, 1, 2, 3]);
    const { files } = await readEntries({ path: 'package/a.wasm', content });
    assert.deepEqual(files, [{ path: 'a.wasm', bytes: content }]);
  });

  it('tells what is odd, and looks at the content all the same', async () => {
    const files = await readEntries(
      { path: 'package/../../.bashrc', content: 'evil' },
      { path: '/etc/profile', content: 'evil' },
      { path: 'package/link', type: 'SymbolicLink', linkpath: '/etc/passwd' },
      { path: 'package/hard', type: 'Link', linkpath: 'package/index.js' },
      { path: 'package/zero', type: 'CharacterDevice' },
      { path: 'package/pipe', type: 'FIFO' },
      { path: 'package/Index.js', content: '1' },
      { path: 'package/index.js', content: '2' },
      { path: 'package/index.js', content: '3' },
    );
    assert.deepEqual(oddities(files), [
      'path-traversal package/../../.bashrc',
      'absolute-path /etc/profile',
      'symbolic-link package/link /etc/passwd',
      'hard-link package/hard package/index.js',
      'device package/zero',
      'device package/pipe',
      'duplicate-name index.js',
      'case-collision index.js Index.js',
    ]);
    assert.deepEqual(texts(files), [
      'package/.bashrc: evil',
      'etc/profile: evil',
      'Index.js: 1',
      'index.js: 2',
      'index.js: 3',
    ]);
  });

  it('finds nothing odd in a file that a packer wrote twice', async () => {
    const twice = { path: 'package/index.js', content: 'same' };
    const { files, oddities: found } = await readEntries(twice, twice);
    assert.deepEqual([files.length, found], [1, []]);
  });

  it('survives links that lead in a circle', async () => {
    const files = await readEntries(
      { path: 'package/a', type: 'SymbolicLink', linkpath: 'b' },
      { path: 'package/b', type: 'SymbolicLink', linkpath: 'a' },
    );
    assert.equal(files.oddities.length, 2);
  });

  describe('says what it left out, and keeps what came before', () => {
    const first: MadeEntry = { path: 'package/index.js', content: 'evil();' };
    const left = async (bytes: Buffer, limits: Partial<ReadLimits>): Promise<unknown> => {
      const { files, skipped } = await read(bytes, limits);
      assert.equal(texts({ files } as PackageFiles)[0], 'index.js: evil();');
      return printed(skipped);
    };

    it('of a bomb', async () => {
      const bomb = tgzOf([first, { path: 'package/zeros', content: Buffer.alloc(8 * MEGABYTE) }]);
      const limits = { maxRatio: 100, ratioFloorBytes: MEGABYTE };
      assert.deepEqual(await left(bomb, limits), [{ path: '', reason: 'unpacks to more than 100 times its size' }]);
    });

    it('of too many entries', async () => {
      const many = Array.from({ length: 40 }, (_, index) => ({ path: `package/${index}` }));
      assert.deepEqual(await left(tgzOf([first, ...many]), { maxEntries: 40 }), [
        { path: '', reason: 'holds more than 40 entries' },
      ]);
    });

    it('of more bytes than can be held, going on with the files behind them', async () => {
      const bytes = tgzOf([
        first,
        { path: 'package/big.js', content: 'x'.repeat(2 * MEGABYTE) },
        { path: 'package/last.js', content: 'last' },
      ]);
      const { files, skipped } = await read(bytes, { maxKeptBytes: MEGABYTE });
      assert.deepEqual(
        files.map(({ path: name }) => name),
        ['index.js', 'last.js'],
      );
      assert.deepEqual(printed(skipped), [
        { path: 'big.js', reason: 'does not fit into the 1 MB that one analysis holds' },
      ]);
    });

    it('of a path that is too long', async () => {
      const long = `package/${'d/'.repeat(2500)}a.js`;
      const { files, skipped } = await read(tgzOf([first, { path: long, content: 'x' }]));
      assert.deepEqual(files.length, 1);
      assert.deepEqual(printed(skipped), [
        { path: long.slice(0, 200), reason: 'has a path of more than 4096 characters' },
      ]);
    });
  });

  describe('refuses', () => {
    const cases: Readonly<Record<string, Buffer>> = {
      'what is no archive': Buffer.from('<html>404</html>'.repeat(100)),
      'a truncated archive': tarOf([{ path: 'package/a.js', content: 'x'.repeat(5000) }]).subarray(0, 2000),
      'an archive that is compressed twice': gzipSync(tgzOf([{ path: 'package/a.js' }])),
    };
    for (const [what, bytes] of Object.entries(cases)) {
      it(what, () => assert.rejects(read(bytes), { constructor: ArtifactError, reason: 'malformed' }));
    }
  });

  it('answers or refuses, whatever the bytes are', async () => {
    const whole = tarOf([
      { path: 'package/package.json', content: '{}' },
      { path: 'package/index.js', content: 'module.exports = 1;' },
    ]);
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          assert.ok((await read(bytes)).files.length <= 2);
        } catch (error) {
          assert.ok(error instanceof ArtifactError, String(error));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('readPackageFolder', () => {
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(() => folder.remove());

  it('holds what lies in the folder, in the order of names, and follows no link', async () => {
    await folder.write('package.json', '{}');
    await folder.write('lib/b.js', 'b');
    await folder.write('lib/a.js', 'a');
    await folder.write('node_modules/x/index.js', 'x');
    await folder.write('empty', '');
    await symlink('..', path.join(folder.path, 'lib', 'loop'));
    const files = readPackageFolder(folder.path);
    assert.deepEqual(texts(files), [
      'empty: ',
      'lib/a.js: a',
      'lib/b.js: b',
      'node_modules/x/index.js: x',
      'package.json: {}',
    ]);
    assert.deepEqual(oddities(files), ['symbolic-link package/lib/loop ..']);
    assert.equal(files.fileCount, 5);
  });

  it('tells what is not read beyond a limit', async () => {
    for (const name of ['a', 'b', 'c']) await folder.write(name, name);
    const { files, skipped } = readPackageFolder(folder.path, { ...READ_LIMITS, maxEntries: 2 });
    assert.equal(files.length, 2);
    assert.deepEqual(printed(skipped), [{ path: '', reason: 'holds more than 2 entries' }]);
  });

  it('throws where there is no folder', () => {
    assert.throws(() => readPackageFolder(path.join(folder.path, 'missing')), { code: 'ENOENT' });
  });
});
