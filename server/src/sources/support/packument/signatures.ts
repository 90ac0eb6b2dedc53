import { arrayOf, objectOf } from '../json.js';
import type { JsonObject } from '../json.js';

/** One, or two while keys are changed. */
const MAX_SIGNATURES = 4;
const KEY_ID = /^\S{1,200}$/;
/** ECDSA over P-256 takes 96 characters. */
const SIGNATURE = /^[A-Za-z0-9+/=]{1,700}$/;

/** The registry's signatures in a version's `dist`; what is none counts as not there. */
export function signaturesOf(
  dist: JsonObject | undefined,
): readonly { readonly keyId: string; readonly signature: string }[] {
  return arrayOf(dist?.signatures)
    .slice(0, MAX_SIGNATURES)
    .flatMap((each) => {
      const { keyid: keyId, sig: signature } = objectOf(each) ?? {};
      const isOne = typeof keyId === 'string' && typeof signature === 'string';
      return isOne && KEY_ID.test(keyId) && SIGNATURE.test(signature) ? [{ keyId, signature }] : [];
    });
}
