import assert from 'node:assert/strict';
import fc from 'fast-check';
import { overviewOf } from '../../../../server/src/model/index.js';
import { decodePackument, encodePackument } from '../../../../server/src/sources/support/packument/packument-codec.js';
import { readPackument } from '../../../../server/src/sources/support/packument/packument-reader.js';
import { packument } from '../../../support/packuments.js';

function sample() {
  const dist = (version: string) => ({ tarball: `https://registry.npm.example/@a/x/-/x-${version}.tgz` });
  const json = packument('@a/x', {
    '1.0.0': { dist: dist('1.0.0'), engines: { node: '>=4' }, deprecated: 'old' },
    '1.0.1': { dist: dist('1.0.1'), engines: { node: '>=4' }, scripts: { install: 'x' }, _hasShrinkwrap: false },
    '1.0.2': {
      dist: { tarball: 'https://elsewhere.invalid/x.tgz' },
      peerDependencies: { constructor: '1' },
      _hasShrinkwrap: true,
    },
  });
  Object.assign(json.time, { '1.0.3': '2020-02-02T00:00:00Z' });
  const found = readPackument(json, '@a/x', 'registry.npm.example');
  assert.ok(found !== undefined);
  return found;
}

const word = fc.string({ minLength: 1, unit: 'binary' });
const draft = fc.record(
  {
    description: word,
    deprecated: fc.oneof(word, fc.boolean()),
    engines: fc.dictionary(word, word),
    dependencies: fc.dictionary(word, word),
    peerDependencies: fc.dictionary(word, word),
    scripts: fc.dictionary(fc.constantFrom('install', 'postinstall', '__proto__'), word),
    license: word,
    dist: fc.record(
      { integrity: word, tarball: fc.webUrl(), signatures: fc.constantFrom([{ keyid: 'k', sig: 'c2ln' }], {}, 1) },
      { requiredKeys: [] },
    ),
    _hasShrinkwrap: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('the short form of a document', () => {
  it('gives everything back', () => {
    assert.deepEqual(decodePackument(encodePackument(sample())), sample());
    for (const json of [
      { versions: {} },
      { versions: { '1.0.0': {} } },
      { versions: { '1.0.0': { hasInstallScript: false } } },
    ]) {
      const found = readPackument(json, 'x', 'h');
      assert.ok(found !== undefined);
      assert.deepEqual(decodePackument(encodePackument(found)), found);
    }
  });

  it('holds what many versions have in common only once, also in memory', () => {
    const decoded = decodePackument(encodePackument(sample()));
    assert.equal(decoded?.versions['1.0.0']?.engines, decoded?.versions['1.0.1']?.engines);
    const text = encodePackument(sample()).toString();
    assert.equal(text.split('>=4').length, 2);
    assert.equal(text.split('https://registry').length, 2);
  });

  it('gives back any document', () => {
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 8 }), (drafts) => {
        const versions = Object.fromEntries(drafts.map((one, index) => [`1.${index}.0`, one]));
        const found = readPackument(packument('x', versions), 'x', 'registry.npm.example');
        assert.ok(found !== undefined);
        const bytes = encodePackument(found);
        const decoded = decodePackument(bytes);
        assert.deepEqual(decoded, found);
        assert.deepEqual(encodePackument(decoded), bytes);
      }),
    );
  });

  it('finds each of many versions, in whatever order they are asked for', () => {
    // Versions that begin like others, and shared texts that look like the beginning of a row.
    const versions = Array.from({ length: 60 }, (_, index) => `1.${index}.0`);
    const found = readPackument(
      packument('x', Object.fromEntries(versions.map((one) => [one, { deprecated: one, description: `["${one}",` }]))),
      'x',
      'registry.npm.example',
    );
    assert.ok(found !== undefined);
    const decoded = decodePackument(encodePackument(found));
    for (const one of versions.toReversed()) assert.deepEqual(decoded?.versions[one], found.versions[one]);
    assert.equal(decoded?.versions['1.60.0'], undefined);
    assert.equal(decoded?.versions['1.1'], undefined);
  });

  it('has what is asked of all versions together, as the versions have it', () => {
    const decoded = decodePackument(encodePackument(sample()));
    assert.ok(decoded !== undefined);
    assert.deepEqual(overviewOf(decoded), overviewOf({ ...decoded }));
  });

  it('knows of a version that cannot be read that there is one, and no more', () => {
    const bytes = encodePackument(sample());
    // The row's bracket at its end.
    bytes[bytes.length - 2] = 0x2c;
    const decoded = decodePackument(bytes);
    assert.deepEqual(decoded?.versions['1.0.2'], { version: '1.0.2', partial: true });
    assert.deepEqual(decoded.versions['1.0.0'], sample().versions['1.0.0']);
  });

  it('is no text that lacks a line, or has another', () => {
    const bytes = encodePackument(sample());
    assert.equal(decodePackument(bytes.subarray(0, bytes.lastIndexOf('\n', -2) + 1)), undefined);
    assert.equal(decodePackument(Buffer.concat([bytes, Buffer.from('[]\n')])), undefined);
    assert.equal(decodePackument(bytes.subarray(bytes.indexOf('\n') + 1)), undefined);
  });

  it('is no other text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => decodePackument(Buffer.from(text)) === undefined),
    );
  });
});
