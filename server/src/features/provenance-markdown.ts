import {
  judgedVersion,
  spoken,
  valueOf,
  type Assessment,
  type Provenance,
  type SignatureVerdict,
} from '../model/index.js';
import type { Translate } from '../protocol/translate.js';
import { statement } from './support/case-input.js';
import type { Escapes } from './support/escapes.js';

const MAX_WHY_LENGTH = 100;

/** What is good to know, whether it is good news, and nothing of what nobody could tell. */
export interface ProvenanceText {
  readonly text: string;
  readonly verified: boolean;
}

function signedWords(verdict: SignatureVerdict, t: Translate): string {
  const words: Readonly<Record<SignatureVerdict, string>> = {
    valid: t('signed by the registry'),
    unsigned: t('not signed by the registry, which signs others'),
    invalid: t("the registry's signature is of something else"),
    'expired-key': t('signed with a key that had expired'),
    'unknown-key': t('signed with a key that is not known'),
  };
  return words[verdict];
}

function publishedWords(provenance: Provenance, t: Translate): string {
  const words: Readonly<Record<Provenance, string>> = {
    'staged-publish': t('published by a trusted build after an approval'),
    'trusted-publisher': t('published by a trusted build'),
    attestation: t('comes with a statement about its build'),
  };
  return words[provenance];
}

/** How the version came into the registry, and what of that has been verified. */
export function provenanceText({ facts, subject }: Assessment, escapes: Escapes): ProvenanceText | undefined {
  const version = judgedVersion(subject);
  const signature = valueOf(facts.signature)?.verdict;
  const claimed = version === undefined ? undefined : valueOf(facts.packument)?.versions[version]?.provenance;
  const text = statement([buildText({ facts, claimed }, escapes), signature && signedWords(signature, escapes.t)]);
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
  if (stated === undefined) return claimed && publishedWords(claimed, escapes.t);
  const { verdict, repository, why = '' } = stated;
  const from = repository === undefined ? '' : escapes.link(repository.replace(/^https:\/\//, ''), repository);
  const because = why === '' ? '' : ` (${escapes.markdown(spoken(why, escapes.t), MAX_WHY_LENGTH)})`;
  const { t } = escapes;
  if (verdict === 'verified') return from === '' ? t('built, verified') : t('built from {from}, verified', { from });
  return (verdict === 'invalid' ? t('what its build states is false') : t('its build cannot be verified')) + because;
}
