/** What was measured after so many actions: bytes that are in use. */
export interface Sample {
  readonly actions: number;
  readonly bytes: number;
}

/** Bytes an action, by least squares. 0 for fewer than two samples. */
export function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(samples.map(({ actions }) => actions)), mean(samples.map(({ bytes }) => bytes))];
  const spread = samples.reduce((sum, { actions }) => sum + (actions - x) ** 2, 0);
  if (!(spread > 0)) return 0;
  return samples.reduce((sum, { actions, bytes }) => sum + (actions - x) * (bytes - y), 0) / spread;
}
