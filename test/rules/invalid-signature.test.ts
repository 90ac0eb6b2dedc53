import assert from 'node:assert/strict';
import {
  absent,
  failed,
  type AttestationFacts,
  type Outcome,
  type SignatureFacts,
} from '../../server/src/model/index.js';
import { invalidSignature } from '../../server/src/rules/invalid-signature.js';
import { NOW, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const drafts = (
  signature: SignatureFacts | Outcome<SignatureFacts>,
  attestation: AttestationFacts | Outcome<AttestationFacts> = absent(NOW),
) => draftsOf(invalidSignature, subject({ name: 'parser', version: '3.0.2' }), { signature, attestation });

describe('invalid-signature', () => {
  it('tells that something else was signed', () => {
    const draft = onlyDraft(drafts({ verdict: 'invalid', keyId: 'SHA256:AAAA' }));
    assert.equal(draft.message, 'parser 3.0.2 is not what its registry has signed');
    assert.deepEqual(draft.evidence, [
      { kind: 'metadata', field: 'versions.3.0.2.dist.signatures', value: 'SHA256:AAAA' },
    ]);
  });

  it('tells that a key had expired before it was used', () => {
    const { message } = onlyDraft(drafts({ verdict: 'expired-key', keyId: 'SHA256:AAAA' }));
    assert.equal(message, 'parser 3.0.2 is signed with a key that had expired before it was published');
  });

  it('tells of a statement that does not hold, beside a good signature', () => {
    const { message, key } = onlyDraft(
      drafts({ verdict: 'valid' }, { verdict: 'invalid', why: 'it is about other bytes' }),
    );
    assert.equal(message, 'parser 3.0.2 comes with a statement that does not hold: it is about other bytes');
    assert.equal(key, 'attestations');
  });

  it('says nothing of what holds, cannot be verified, is not signed, or is not known', () => {
    const unknown = failed('network', 'nobody answers');
    assert.deepEqual(drafts({ verdict: 'valid' }, { verdict: 'verified' }), []);
    assert.deepEqual(drafts({ verdict: 'unknown-key' }, { verdict: 'unverifiable', why: 'x' }), []);
    assert.deepEqual(drafts({ verdict: 'unsigned' }), []);
    assert.deepEqual(drafts(absent(NOW)), []);
    assert.deepEqual(drafts(unknown, unknown), []);
  });
});
