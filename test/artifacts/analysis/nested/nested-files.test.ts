import assert from 'node:assert/strict';
import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { analysePackage } from '../../../../server/src/artifacts/analysis/analyse.js';
import { nestedFiles, NESTED_LIMITS } from '../../../../server/src/artifacts/analysis/nested/nested-files.js';
import { packageOf } from '../../../support/artifacts.js';
import { tarOf, tgzOf } from '../../make-tarball.js';

const EVIL = "eval(Buffer.from('cHJvY2Vzcy5leGl0KCk7', 'base64').toString());";

/** A zip archive of deflated files; with `flags`, as encrypted ones say. */
function zipOf(files: Readonly<Record<string, string>>, flags = 0): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = Buffer.from(path);
    const content = deflateRawSync(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(content.length, 20);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(local, name, content);
    directory.push(central, name);
    offset += 30 + name.length + content.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const opened = (files: Readonly<Record<string, Uint8Array | string>>, limits = NESTED_LIMITS) => {
  const { files: inner, notAnalysed } = nestedFiles(packageOf(files).files, limits);
  return {
    inner: inner.map(({ path, bytes }) => `${path}: ${Buffer.from(bytes).toString()}`),
    gaps: notAnalysed.map(({ kind, file, detail }) => `${kind} ${file}: ${detail}`),
  };
};

describe('archives in a package', () => {
  it('are opened, whatever they are called and packed with', () => {
    const tgz = tgzOf([
      { path: 'package/index.js', content: 'f()' },
      { path: 'package/lib', type: 'Directory' },
    ]);
    const long = tarOf([{ path: `${'a'.repeat(120)}/b.js`, content: 'g()' }]);
    const found = opened({
      'vendor/a.tgz': tgz,
      'data.bin': zipOf({ 'x/h.js': 'h()', 'y.js': 'y()' }),
      'long.tar': long,
      'i.js.gz': gzipSync('i()'),
      'note.txt': 'PK',
    });
    assert.deepEqual(found.inner, [
      'vendor/a.tgz/index.js: f()',
      'data.bin/x/h.js: h()',
      'data.bin/y.js: y()',
      'long.tar/b.js: g()',
      'i.js.gz/i.js: i()',
    ]);
    assert.deepEqual(found.gaps, []);
  });

  it('never lead out of their own folder', () => {
    const found = opened({
      'a.tar': tarOf([
        { path: '../../../x.js', content: '1' },
        { path: '/etc/y.js', content: '2' },
      ]),
    });
    assert.deepEqual(found.inner, ['a.tar/x.js: 1', 'a.tar/etc/y.js: 2']);
  });

  it('are named where they are not opened', () => {
    const inner = tgzOf([{ path: 'package/a.js', content: '1' }]);
    const found = opened({
      'app.asar': 'anything',
      'a.7z': Uint8Array.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
      'locked.zip': zipOf({ 'a.js': '1' }, 1),
      'cut.zip': zipOf({ 'a.js': '1' }).subarray(0, 40),
      'cut.tgz': inner.subarray(0, 30),
      'outer.tar': tarOf([{ path: 'x/inner.tgz', content: inner }]),
    });
    assert.deepEqual(found.gaps, [
      'archive-not-analysed app.asar: asar',
      'archive-not-analysed a.7z: 7z',
      'archive-not-analysed locked.zip: zip that is encrypted',
      'archive-not-analysed cut.zip: zip that is damaged',
      'archive-not-analysed cut.tgz: tar.gz that is damaged',
      'archive-not-analysed outer.tar/x/inner.tgz: tar.gz in an archive',
    ]);
  });

  it('share one room: what unpacks to more is a gap', () => {
    const bomb = gzipSync(Buffer.alloc(2_000_000));
    const files = { 'a.gz': bomb, 'b.zip': zipOf({ b: 'x'.repeat(2_000_000) }), 'c.zip': zipOf({ c: 'y' }) };
    const found = opened(files, { files: 1, bytes: 1_000_000 });
    assert.deepEqual(found.inner, ['c.zip/c: y']);
    assert.deepEqual(found.gaps, [
      'archive-not-analysed a.gz: tar.gz that unpacks to more than is looked into',
      'archive-not-analysed b.zip: zip that unpacks to more than is looked into',
    ]);
    const many = tarOf([{ path: 'a' }, { path: 'b' }]);
    assert.match(
      opened({ 'many.tar': many }, { files: 1, bytes: 1000 }).gaps.join(),
      /unpacks to more than is looked into/,
    );
  });

  it('may hold anything: reading them never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(500), (noise, at) => {
        const zip = zipOf({ 'a.js': '1', 'b/c.js': '2' });
        const tar = tarOf([{ path: 'x/a.js', content: '1' }]);
        for (const bytes of [zip, tar]) {
          bytes.set(noise.subarray(0, Math.max(0, bytes.length - at - 4)), Math.min(at + 4, bytes.length));
          opened({ 'a.bin': bytes });
        }
      }),
    );
  });

  it('are analysed: what is in them, and what npm installs of them', () => {
    const manifest = { name: 'core', version: '1.0.0', scripts: { postinstall: 'node steal.js' } };
    const core = tgzOf([
      { path: 'package/package.json', content: JSON.stringify(manifest) },
      { path: 'package/steal.js', content: EVIL },
    ]);
    const momentsWith = (dependencies: object) =>
      analysePackage(
        packageOf({ 'package.json': JSON.stringify({ name: 'a', dependencies }), 'vendor/core.tgz': core }),
      ).flows.map(({ source, sink, moment, to }) => [source, sink, moment, to.file]);
    const file = 'vendor/core.tgz/steal.js';
    assert.deepEqual(momentsWith({}), [['decoded', 'evaluated', 'call', file]]);
    assert.deepEqual(momentsWith({ core: 'file:./vendor/core.tgz' }), [['decoded', 'evaluated', 'install', file]]);
  });
});
