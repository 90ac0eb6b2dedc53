import { createPublicKey } from 'node:crypto';
import { bundleFromJSON } from '@sigstore/bundle';
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, VerificationError, Verifier, type TrustMaterial } from '@sigstore/verify';
import { phrase, type AttestationFacts, type Phrase } from '../../../model/index.js';
import type { RegistryKey } from '../signatures/registry-keys.js';
import type { Attestation } from './statements.js';

export type AttestationVerdict = Pick<AttestationFacts, 'verdict' | 'why'>;

/**
 * What was signed, or written down in the public log, is not what is there. All else that can be wrong may be the fault of roots of trust
 * that are older than the statement.
 */
const FORGED: readonly string[] = Object.freeze(['SIGNATURE_ERROR', 'TLOG_BODY_ERROR']);

export type AttestationVerifier = (attestation: Attestation, keys: readonly RegistryKey[]) => AttestationVerdict;

/** Says whether a statement was signed by who it says, and written down in the public log, as npm has it verified. */
export function createAttestationVerifier(root: TrustedRoot): AttestationVerifier {
  const material = toTrustMaterial(root, {});
  return ({ bundle, keyId }, keys) => {
    const key = keys.find((one) => one.keyId === keyId);
    if (keyId !== undefined && key === undefined) return unverifiable(phrase('the registry does not name the key'));
    try {
      new Verifier({ ...material, publicKey: finderOf(key) }).verify(toSignedEntity(bundleFromJSON(bundle)));
      return { verdict: 'verified' };
    } catch (error) {
      return error instanceof VerificationError && FORGED.includes(error.code)
        ? { verdict: 'invalid', why: phrase('something else was signed') }
        : unverifiable(phrase('the known roots of trust do not vouch for who signed it'));
    }
  };
}

function unverifiable(why: Phrase): AttestationVerdict {
  return { verdict: 'unverifiable', why };
}

/** The registry signs with its own keys, for which no certificate vouches. */
function finderOf(key: RegistryKey | undefined): TrustMaterial['publicKey'] {
  return (hint) => {
    if (key === undefined) throw new VerificationError({ code: 'PUBLIC_KEY_ERROR', message: `no key ${hint}` });
    const { pem, expires = Infinity } = key;
    return { publicKey: createPublicKey(pem), validFor: (date) => date.getTime() < expires };
  };
}
