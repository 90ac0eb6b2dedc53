import type { Popularity } from './facts.js';

/** The much-used name that was perhaps meant, the likeliest; undefined for a name that is itself used by many. */
export function likeliestMeant({ rank, established, similar, compound }: Popularity): string | undefined {
  return rank !== undefined || established === true ? undefined : (similar[0]?.name ?? compound?.meant[0]);
}
