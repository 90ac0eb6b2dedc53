import assert from 'node:assert/strict';
import { attestedLookUp, signedLookUp } from '../../server/src/engine/signed-look-up.js';
import { ok } from '../../server/src/model/index.js';
import { NOW, packument, subject, type PackumentGiven } from '../support/subjects.js';

const SIGNED = { integrity: 'sha512-AAAA', publishedAt: 7, signatures: 'MEUC MEQC', signingKeys: 'k1 k2' };
const ask = (given: PackumentGiven, version = '1.0.0') =>
  signedLookUp(subject({ name: 'kit', version }), ok(packument(given), NOW));

describe('the question about a signature', () => {
  it('brings what is signed, and the signatures with their keys', () => {
    assert.deepEqual(ask({ versions: { '1.0.0': SIGNED } }), {
      name: 'kit',
      version: '1.0.0',
      signed: {
        integrity: 'sha512-AAAA',
        publishedAt: 7,
        signatures: [
          { keyId: 'k1', signature: 'MEUC' },
          { keyId: 'k2', signature: 'MEQC' },
        ],
      },
    });
  });

  it('is put about what has none where another version has one, whoever answers', () => {
    const bare = { integrity: 'sha512-BBBB' };
    assert.deepEqual(ask({ versions: { '0.9.0': SIGNED, '1.0.0': bare } })?.signed?.signatures, []);
    assert.equal(ask({ versions: { '0.9.0': bare, '1.0.0': bare } }), undefined);
    assert.equal(ask({ versions: { '1.0.0': bare }, publicRegistry: true }), undefined);
  });

  it('is not put without a hash or a version', () => {
    assert.equal(ask({ versions: { '0.9.0': SIGNED, '1.0.0': {} } }), undefined);
    assert.equal(ask({ versions: { '0.9.0': SIGNED } }, '2.0.0'), undefined);
  });
});

describe('the question about statements', () => {
  const built = ok(packument({ versions: { '1.0.0': { ...SIGNED, provenance: 'attestation' } } }), NOW);

  it('is put about what a manifest names and a build has made', () => {
    assert.equal(attestedLookUp(subject({ name: 'kit' }), built)?.version, '1.0.0');
    assert.equal(attestedLookUp(subject({ name: 'kit', dependency: null }), built), undefined);
    assert.equal(attestedLookUp(subject(), ok(packument({ versions: { '1.0.0': SIGNED } }), NOW)), undefined);
  });
});
