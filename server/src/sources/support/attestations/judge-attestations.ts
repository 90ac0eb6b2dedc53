import type { AttestationFacts } from '../../../model/index.js';
import type { RegistryKey } from '../signatures/registry-keys.js';
import { breathe } from '../../../platform/timers.js';
import { purlOf, repositoryOf, strayOf, type Attestation } from './statements.js';
import type { AttestationVerdict, AttestationVerifier } from './verify-attestation.js';

/** What the statements are to be about. */
export interface Attested {
  readonly name: string;
  readonly version: string;
  /** In hexadecimal. */
  readonly sha512: string;
}

/** One that does not hold spoils all; one that cannot be verified leaves all open. */
export async function judgeAttestations(
  attestations: readonly Attestation[],
  { name, version, sha512 }: Attested,
  keys: readonly RegistryKey[],
  verify: AttestationVerifier,
): Promise<AttestationFacts> {
  const verdicts: AttestationVerdict[] = [];
  for (const one of attestations) {
    const why = strayOf(one, purlOf(name, version), sha512);
    verdicts.push(why === undefined ? verify(one, keys) : { verdict: 'invalid', why });
    // Each takes some tens of milliseconds.
    await breathe();
  }
  const worst =
    verdicts.find(({ verdict }) => verdict === 'invalid') ?? verdicts.find(({ verdict }) => verdict === 'unverifiable');
  const repository = attestations.map(repositoryOf).find((url) => url !== undefined);
  return { ...(worst ?? { verdict: 'verified' }), ...(repository !== undefined && { repository }) };
}
