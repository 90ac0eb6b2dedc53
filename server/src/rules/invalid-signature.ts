import {
  judgedVersion,
  phrase,
  valueOf,
  type FindingDraft,
  type Outcome,
  type Phrase,
  type SignatureFacts,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { labelOf, shorten, shortened } from './support/text.js';

/** What the registry signed is not what its document says, or a statement about the version is not about these bytes. */
export const invalidSignature = defineRule({
  id: 'invalid-signature',
  title: 'Signature that does not hold',
  needs: ['signature', 'attestation'],
  find({ subject, facts }) {
    const version = shorten(judgedVersion(subject) ?? '', 64);
    const about = { package: labelOf(subject) };
    const draft = (message: Phrase, field: string, value: string): FindingDraft => ({
      message,
      target: 'specifier',
      key: field,
      evidence: [{ kind: 'metadata', field: `versions.${version}.dist.${field}`, value }],
    });
    const signature = whatIsWrong(facts.signature);
    const attestation = valueOf(facts.attestation);
    return [
      ...(signature === undefined ? [] : [draft(signature.says(about), 'signatures', shorten(signature.keyId, 100))]),
      ...(attestation?.verdict === 'invalid'
        ? [
            draft(
              phrase('{package} comes with a statement that does not hold: {why}', {
                ...about,
                why: shortened(attestation.why ?? '', 100),
              }),
              'attestations',
              'there',
            ),
          ]
        : []),
    ];
  },
});

interface Wrong {
  readonly says: (about: { readonly package: Words }) => Phrase;
  readonly keyId: string;
}

/** A key that the registry does not name cannot be verified, which is no finding: registries pass on what others have signed. */
function whatIsWrong(outcome: Outcome<SignatureFacts>): Wrong | undefined {
  const { verdict, keyId = '' } = valueOf(outcome) ?? {};
  if (verdict === 'invalid') {
    return { says: (about) => phrase('{package} is not what its registry has signed', about), keyId };
  }
  if (verdict !== 'expired-key') return undefined;
  return {
    says: (about) => phrase('{package} is signed with a key that had expired before it was published', about),
    keyId,
  };
}
