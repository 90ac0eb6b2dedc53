import { median } from '../measure.js';

/** What was measured after so many actions: bytes that are in use. */
export interface Sample {
  readonly actions: number;
  readonly bytes: number;
}

/**
 * Bytes an action: the median of the slopes between any two samples (Theil and Sen). What happens to be under way at one
 * sample is some megabytes, and by least squares the last one alone can decide. 0 for fewer than two samples.
 */
export function slopeOf(samples: readonly Sample[]): number {
  const slopes = samples.flatMap((one, index) =>
    samples
      .slice(index + 1)
      .filter(({ actions }) => actions !== one.actions)
      .map((other) => (other.bytes - one.bytes) / (other.actions - one.actions)),
  );
  return slopes.length === 0 ? 0 : median(slopes);
}
