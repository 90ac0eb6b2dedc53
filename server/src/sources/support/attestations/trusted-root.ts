import { createHash } from 'node:crypto';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import seeds from '@sigstore/tuf/seeds.json' with { type: 'json' };

export interface RootOfTrust {
  readonly root: TrustedRoot;
  /** Another one with every other root: what one could not verify, another can. */
  readonly id: string;
}

/** The public instance, whose authorities vouch for the builds of all registries that keep statements. */
const INSTANCE = 'https://tuf-repo-cdn.sigstore.dev';

/**
 * The authorities of Sigstore as they were when the program was made. Newer ones could be had by its update protocol, from one more
 * host; without them a statement is unverifiable at worst, never invalid.
 */
export function shippedRoot(): RootOfTrust {
  const text = Buffer.from(seeds[INSTANCE].targets['trusted_root.json'], 'base64').toString('utf8');
  const id = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { root: TrustedRoot.fromJSON(JSON.parse(text)), id };
}
