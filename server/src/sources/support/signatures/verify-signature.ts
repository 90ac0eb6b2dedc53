import { createVerify } from 'node:crypto';
import type { SignatureFacts } from '../../../model/index.js';
import type { SignedContent } from '../../source.js';
import type { RegistryKey } from './registry-keys.js';

/** What a registry's document says of a version that a signature can be about. */
export interface Signed extends SignedContent {
  readonly name: string;
  readonly version: string;
}

/** npm takes this day for that of the publication where none is told. */
const WITHOUT_DATE = Date.UTC(2015, 0, 1);

/** As `npm audit signatures` does it: all signatures have to hold, by keys that had not expired on the day of publication. */
export function verifySignatures(signed: Signed, keys: readonly RegistryKey[]): SignatureFacts {
  const [first] = signed.signatures;
  if (first === undefined) return { verdict: 'unsigned' };
  for (const { keyId, signature } of signed.signatures) {
    const verdict = verdictOf(
      signed,
      signature,
      keys.find((key) => key.keyId === keyId),
    );
    if (verdict !== 'valid') return { verdict, keyId };
  }
  return { verdict: 'valid', keyId: first.keyId };
}

function verdictOf(signed: Signed, signature: string, key: RegistryKey | undefined): SignatureFacts['verdict'] {
  if (key === undefined) return 'unknown-key';
  const { name, version, integrity, publishedAt = WITHOUT_DATE } = signed;
  if (key.expires !== undefined && publishedAt >= key.expires) return 'expired-key';
  return isSignedWith(key.pem, `${name}@${version}:${integrity}`, signature) ? 'valid' : 'invalid';
}

function isSignedWith(pem: string, message: string, signature: string): boolean {
  try {
    return createVerify('SHA256').update(message).verify(pem, signature, 'base64');
  } catch {
    // What is no key of a kind that Node.js knows, or no signature.
    return false;
  }
}
