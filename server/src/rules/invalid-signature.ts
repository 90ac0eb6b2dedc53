import { judgedVersion, valueOf, type FindingDraft, type Outcome, type SignatureFacts } from '../model/index.js';
import { defineRule } from './rule.js';
import { labelOf, shorten } from './support/text.js';

/** What the registry signed is not what its document says, or a statement about the version is not about these bytes. */
export const invalidSignature = defineRule({
  id: 'invalid-signature',
  title: 'Signature that does not hold',
  needs: ['signature', 'attestation'],
  find({ subject, facts }) {
    const version = shorten(judgedVersion(subject) ?? '', 64);
    const draft = (what: string, field: string, value: string): FindingDraft => ({
      message: `${labelOf(subject)} ${what}`,
      target: 'specifier',
      key: field,
      evidence: [{ kind: 'metadata', field: `versions.${version}.dist.${field}`, value }],
    });
    const signature = whatIsWrong(facts.signature);
    const attestation = valueOf(facts.attestation);
    return [
      ...(signature === undefined ? [] : [draft(signature.what, 'signatures', shorten(signature.keyId, 100))]),
      ...(attestation?.verdict === 'invalid'
        ? [
            draft(
              `comes with a statement that does not hold: ${shorten(attestation.why ?? '', 100)}`,
              'attestations',
              'there',
            ),
          ]
        : []),
    ];
  },
});

/** A key that the registry does not name cannot be verified, which is no finding: registries pass on what others have signed. */
function whatIsWrong(outcome: Outcome<SignatureFacts>): { readonly what: string; readonly keyId: string } | undefined {
  const { verdict, keyId = '' } = valueOf(outcome) ?? {};
  if (verdict === 'invalid') return { what: 'is not what its registry has signed', keyId };
  return verdict === 'expired-key'
    ? { what: 'is signed with a key that had expired before it was published', keyId }
    : undefined;
}
