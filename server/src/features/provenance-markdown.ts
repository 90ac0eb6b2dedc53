import { judgedVersion, valueOf, type Assessment, type Provenance, type SignatureVerdict } from '../model/index.js';
import { statement } from './support/case-input.js';
import type { Escapes } from './support/escapes.js';

const MAX_WHY_LENGTH = 100;

/** What is good to know, whether it is good news, and nothing of what nobody could tell. */
export interface ProvenanceText {
  readonly text: string;
  readonly verified: boolean;
}

const SIGNED: Readonly<Record<SignatureVerdict, string>> = Object.freeze({
  valid: 'signed by the registry',
  unsigned: 'not signed by the registry, which signs others',
  invalid: "the registry's signature is of something else",
  'expired-key': 'signed with a key that had expired',
  'unknown-key': 'signed with a key that is not known',
});

const PUBLISHED: Readonly<Record<Provenance, string>> = Object.freeze({
  'staged-publish': 'published by a trusted build after an approval',
  'trusted-publisher': 'published by a trusted build',
  attestation: 'comes with a statement about its build',
});

/** How the version came into the registry, and what of that has been verified. */
export function provenanceText({ facts, subject }: Assessment, escapes: Escapes): ProvenanceText | undefined {
  const version = judgedVersion(subject);
  const signature = valueOf(facts.signature)?.verdict;
  const claimed = version === undefined ? undefined : valueOf(facts.packument)?.versions[version]?.provenance;
  const text = statement([buildText({ facts, claimed }, escapes), signature && SIGNED[signature]]);
  return text === undefined ? undefined : { text, verified: isVerified(facts) };
}

function isVerified({ attestation, signature }: Assessment['facts']): boolean {
  return [valueOf(attestation)?.verdict ?? 'verified', valueOf(signature)?.verdict ?? 'valid'].every(
    (verdict) => verdict === 'verified' || verdict === 'valid',
  );
}

function buildText(
  { facts, claimed }: { readonly facts: Assessment['facts']; readonly claimed?: Provenance },
  escapes: Escapes,
): string | undefined {
  const stated = valueOf(facts.attestation);
  if (stated === undefined) return claimed && PUBLISHED[claimed];
  const { verdict, repository, why = '' } = stated;
  const from =
    repository === undefined ? '' : ` from ${escapes.link(repository.replace(/^https:\/\//, ''), repository)}`;
  const because = why === '' ? '' : ` (${escapes.markdown(why, MAX_WHY_LENGTH)})`;
  if (verdict === 'verified') return `built${from}, verified`;
  return verdict === 'invalid' ? `what its build states is false${because}` : `its build cannot be verified${because}`;
}
