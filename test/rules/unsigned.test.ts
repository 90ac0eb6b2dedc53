import assert from 'node:assert/strict';
import { absent, type Outcome, type SignatureFacts } from '../../server/src/model/index.js';
import { unsigned } from '../../server/src/rules/unsigned.js';
import { NOW, packument, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const drafts = (signature: SignatureFacts | Outcome<SignatureFacts>) =>
  draftsOf(unsigned, subject({ name: 'parser', version: '1.0.0' }), { packument: packument(), signature });

describe('unsigned', () => {
  it('tells that the registry has not signed what it signs otherwise', () => {
    const draft = onlyDraft(drafts({ verdict: 'unsigned' }));
    assert.equal(draft.message, 'parser 1.0.0 is not signed, though registry.npm.example signs its versions');
    assert.deepEqual(draft.evidence, [{ kind: 'metadata', field: 'versions.1.0.0.dist.signatures', value: 'missing' }]);
  });

  it('says nothing where the registry has no keys, or the signature is another matter', () => {
    assert.deepEqual(drafts(absent(NOW)), []);
    for (const verdict of ['valid', 'invalid', 'expired-key', 'unknown-key'] as const)
      assert.deepEqual(drafts({ verdict }), []);
  });
});
