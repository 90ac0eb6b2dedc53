import assert from 'node:assert/strict';
import fc from 'fast-check';
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

describe('the short text of a document', () => {
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
    assert.equal(encodePackument(sample()).split('>=4').length, 2);
    assert.equal(encodePackument(sample()).split('https://registry').length, 2);
  });

  it('is no other text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => decodePackument(text) === undefined));
  });
});
