import { arrayOf, objectOf } from '../json.js';
import type { JsonObject } from '../json.js';

/** One, or two while keys are changed. */
const MAX_SIGNATURES = 4;
const KEY_ID = /^\S{1,200}$/;
/** ECDSA over P-256 takes 96 characters. */
const SIGNATURE = /^[A-Za-z0-9+/=]{1,700}$/;

/** Something stands in the place of a signature: that does not make the version one that was never signed. */
const UNREADABLE = Object.freeze({ keyId: 'unreadable', signature: 'unreadable' });

/** The registry's signatures in a version's `dist`. What is none is one that nobody can verify. */
export function signaturesOf(
  dist: JsonObject | undefined,
): readonly { readonly keyId: string; readonly signature: string }[] {
  const listed = dist?.signatures ?? [];
  return (Array.isArray(listed) ? arrayOf(listed) : [listed]).slice(0, MAX_SIGNATURES).map((each) => {
    const { keyid: keyId, sig: signature } = objectOf(each) ?? {};
    const isOne = typeof keyId === 'string' && typeof signature === 'string';
    return isOne && KEY_ID.test(keyId) && SIGNATURE.test(signature) ? { keyId, signature } : UNREADABLE;
  });
}
