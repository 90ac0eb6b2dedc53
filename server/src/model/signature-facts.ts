import type { Words } from './phrase.js';

/** What came of holding a version against the keys of its registry. */
export type SignatureVerdict =
  /** The registry has signed this name, version and hash. */
  | 'valid'
  /** The registry signs its versions, and has not signed this one. */
  | 'unsigned'
  /** Something else was signed. */
  | 'invalid'
  /** The key had expired before the version was published. */
  | 'expired-key'
  /** The registry does not name the key: it cannot be verified. */
  | 'unknown-key';

export interface SignatureFacts {
  readonly verdict: SignatureVerdict;
  /** Which key it says that it was signed with. */
  readonly keyId?: string;
}

/** What somebody, mostly a build, has stated about a version, and whether that can be believed. */
export interface AttestationFacts {
  /**
   * `verified`: signed by who it says, about these bytes. `invalid`: about other bytes, or not signed so. `unverifiable`: by somebody whom
   * the roots of trust that come with the program do not know.
   */
  readonly verdict: 'verified' | 'invalid' | 'unverifiable';
  /** Why it is not verified, in a few words for the reader. */
  readonly why?: Words;
  /** `https://github.com/owner/repo`: where the build says that its source came from. */
  readonly repository?: string;
}
