import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ArtifactError } from '../../server/src/artifacts/artifact-error.js';
import { VIEW_LIMITS, type ViewLimits } from '../../server/src/artifacts/file-view.js';
import { readPackageManifest } from '../../server/src/artifacts/package-manifest.js';
import { readDeclared, type TarballManifest } from '../../server/src/model/index.js';
import { inPieces, packageOf, tarOf, tgzOf, type MadeEntry } from './make-tarball.js';

const MANIFEST = { name: 'left-pad', version: '1.3.0' };
const manifestEntry: MadeEntry = { path: 'package/package.json', content: JSON.stringify(MANIFEST) };

async function read(bytes: Buffer, limits: Partial<ViewLimits> = {}): Promise<TarballManifest> {
  return readPackageManifest(inPieces(bytes), { ...VIEW_LIMITS, ...limits });
}

async function refusal(bytes: Buffer, limits: Partial<ViewLimits> = {}): Promise<string> {
  try {
    await read(bytes, limits);
  } catch (error) {
    if (error instanceof ArtifactError) return `${error.reason}: ${error.message}`;
    return String((error as NodeJS.ErrnoException).code);
  }
  return assert.fail('it was read');
}

describe('readPackageManifest', () => {
  it('tells name, version, scripts and size of a package file', async () => {
    const manifest = { ...MANIFEST, scripts: { postinstall: 'node setup.js', test: 'mocha' } };
    const bytes = packageOf(manifest, { 'setup.js': 'x'.repeat(5000), 'lib/a.js': 'a' });
    assert.deepEqual(await read(bytes), {
      ...MANIFEST,
      scripts: Object.assign(Object.create(null) as object, manifest.scripts),
      hasBindingGyp: false,
      declares: readDeclared({}),
      fileCount: 3,
      unpackedSize: JSON.stringify(manifest).length + 5001,
    });
  });

  it('tells what comes along with a package', async () => {
    const dependencies = { a: '^1.0.0', b: '2', inside: '1' };
    const asks = { dependencies, optionalDependencies: { b: '2' }, bundleDependencies: ['inside'] };
    const { declares } = await read(packageOf({ ...MANIFEST, ...asks }));
    assert.deepEqual(declares, readDeclared(asks));
  });

  it('sees a binding.gyp at the root, and none elsewhere', async () => {
    assert.equal((await read(packageOf(MANIFEST, { 'binding.gyp': '{}' }))).hasBindingGyp, true);
    assert.equal((await read(packageOf(MANIFEST, { 'deps/binding.gyp': '{}' }))).hasBindingGyp, false);
  });

  it('sees a binding.gyp that only some file systems take for one', async () => {
    for (const path of ['package/Binding.gyp', 'package\\binding.gyp', 'package//./binding.gyp', 'x/c:/binding.gyp']) {
      const { hasBindingGyp } = await read(tgzOf([manifestEntry, { path, content: '{}' }]));
      assert.equal(hasBindingGyp, true, path);
    }
  });

  it('reads an archive that is not compressed, as npm does', async () => {
    assert.equal((await read(tarOf([manifestEntry]))).name, 'left-pad');
  });

  it('reads a package file that arrives byte by byte', async () => {
    const manifest = await readPackageManifest(inPieces(packageOf(MANIFEST), 1));
    assert.equal(manifest.name, 'left-pad');
  });

  it('does not care what the first folder is called', async () => {
    assert.equal((await read(tgzOf([{ ...manifestEntry, path: 'left-pad/package.json' }]))).name, 'left-pad');
  });

  it('takes the last of several manifests, because npm overwrites the first', async () => {
    const decoy: MadeEntry = { path: 'package/package.json', content: '{"name":"decoy"}' };
    for (const path of ['package/package.json', 'other/package.json', 'package//package.json', 'x/./package.json']) {
      const { name } = await read(tgzOf([decoy, { ...manifestEntry, path }]));
      assert.equal(name, 'left-pad', path);
    }
  });

  it('does not decide between manifests that are one file on some systems only', async () => {
    for (const path of ['package/PACKAGE.json', 'package\\package.json']) {
      const message = await refusal(tgzOf([manifestEntry, { path, content: '{"scripts":{}}' }]));
      assert.match(message, /^malformed: holds two files/, path);
    }
  });

  it('does not take a file for the manifest that npm would refuse to write', async () => {
    for (const path of ['package/../package.json', 'package/lib/../package.json', '../package/package.json/..']) {
      assert.equal((await read(tgzOf([manifestEntry, { path, content: '{"name":"evil"}' }]))).name, 'left-pad', path);
    }
  });

  it('does not follow links and does not count folders', async () => {
    const entries: MadeEntry[] = [
      { path: 'package', type: 'Directory' },
      manifestEntry,
      { path: 'package/package.json', type: 'SymbolicLink', linkpath: '/etc/passwd' },
      { path: 'package/device', type: 'CharacterDevice' },
    ];
    const { fileCount, name } = await read(tgzOf(entries));
    assert.deepEqual({ fileCount, name }, { fileCount: 1, name: 'left-pad' });
  });

  it('keeps only scripts that are text, and none from a prototype', async () => {
    const content = '{"scripts":{"__proto__":"node a.js","install":7,"postinstall":"node b.js"}}';
    const { scripts } = await read(tgzOf([{ ...manifestEntry, content }]));
    assert.deepEqual(Object.entries(scripts), [
      ['__proto__', 'node a.js'],
      ['postinstall', 'node b.js'],
    ]);
  });

  it('reads a manifest with a byte order mark', async () => {
    assert.equal((await read(tgzOf([{ ...manifestEntry, content: '\uFEFF{"name":"bom"}' }]))).name, 'bom');
  });

  it('ignores padding behind the end of the archive', async () => {
    assert.equal((await read(Buffer.concat([packageOf(MANIFEST), Buffer.alloc(10)]))).name, 'left-pad');
    assert.equal((await read(Buffer.concat([packageOf(MANIFEST), Buffer.alloc(300_000)]))).name, 'left-pad');
  });

  describe('refuses', () => {
    const whole = packageOf(MANIFEST, { 'data.txt': Array.from({ length: 3000 }, (_, i) => i * 7919).join(' ') });
    const cases: Record<string, [Buffer, string | RegExp, Partial<ViewLimits>?]> = {
      'a package file that is cut off': [whole.subarray(0, whole.length / 2), 'Z_BUF_ERROR'],
      'an archive that is cut off': [gzipSync(tarOf([manifestEntry]).subarray(0, 520)), /^malformed: .*Truncated/],
      'nothing at all': [Buffer.alloc(0), /^malformed: is not a whole archive/],
      'bytes that are no archive': [Buffer.from('<html>404</html>'.repeat(100)), /^malformed: is not a whole archive/],
      'other bytes behind the end of the archive, as npm does': [Buffer.concat([whole, Buffer.from('x')]), /^Z_/],
      'a damaged compression': [Buffer.concat([whole.subarray(0, 60), Buffer.alloc(200, 255)]), /^Z_/],
      'an archive that is compressed twice': [gzipSync(packageOf(MANIFEST)), 'malformed: is compressed twice'],
      'a package without a manifest': [tgzOf([{ path: 'package/a.js' }]), 'malformed: holds no package.json'],
      'a manifest that is not JSON': [tgzOf([{ ...manifestEntry, content: '{' }]), /^malformed: .* not a JSON object$/],
      'a manifest that is a list': [tgzOf([{ ...manifestEntry, content: '[]' }]), /^malformed: .* not a JSON object$/],
      'a manifest of more than 5 MB': [
        tgzOf([{ ...manifestEntry, content: `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}` }]),
        'too-large: holds a package.json of more than 5 MB',
      ],
      'a path that is too long': [
        tgzOf([manifestEntry, { path: `package/${'d/'.repeat(2500)}a.js` }]),
        'malformed: holds a path that is too long',
      ],
      'too many entries': [
        tgzOf([manifestEntry, ...Array.from({ length: 40 }, (_, i) => ({ path: `package/${i}` }))]),
        'too-large: holds more than 40 entries',
        { maxEntries: 40 },
      ],
      'too many entries that are no files': [
        tgzOf([
          ...Array.from({ length: 40 }, (_, i) => ({ path: `package/${i}`, type: 'Directory' as const })),
          manifestEntry,
        ]),
        'too-large: holds more than 40 entries',
        { maxEntries: 40 },
      ],
      'more packed bytes than the limit': [whole, 'too-large: has more than 1 MB', { maxPackedBytes: 5000 }],
      'more unpacked bytes than the limit': [whole, 'too-large: unpacks to more than 1 MB', { maxUnpackedBytes: 9000 }],
      'a bomb': [
        tgzOf([manifestEntry, { path: 'package/zeros', content: Buffer.alloc(4 * 1024 * 1024) }]),
        'too-large: unpacks to more than 100 times its size',
        { maxRatio: 100, ratioFloorBytes: 1024 * 1024 },
      ],
    };
    for (const [what, [bytes, expected, limits]] of Object.entries(cases)) {
      it(what, async () => {
        const message = await refusal(bytes, limits);
        if (typeof expected === 'string') assert.equal(message, expected);
        else assert.match(message, expected);
      });
    }
  });

  it('answers or refuses, whatever the bytes are', async () => {
    const whole = tarOf([manifestEntry, { path: 'package/index.js', content: 'module.exports = 1;' }]);
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(damage, fc.boolean(), async (changes, compressed) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const { fileCount } = await read(compressed ? gzipSync(bytes) : bytes);
          assert.ok(fileCount <= 2);
        } catch (error) {
          assert.ok(error instanceof ArtifactError, String(error));
        }
      }),
      { numRuns: 300 },
    );
  });
});
