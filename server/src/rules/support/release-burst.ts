import { HOUR } from './durations.js';
import { isStable, releasesOf, type Release, type ReleaseHistory } from './release-history.js';

/** Whoever has somebody else's token publishes what can be published, before anybody wakes up. */
const ONE_BURST = HOUR;

/** Releases that came together with the judged one, itself among them; versions that are only tried out do not count. */
export function burstOf({ packument, judged }: ReleaseHistory): readonly Release[] {
  return releasesOf(packument).filter(
    (one) => isStable(one) && Math.abs(one.publishedAt - judged.publishedAt) <= ONE_BURST,
  );
}

export function majorsIn(releases: readonly Release[]): number {
  return new Set(releases.map(({ version }) => version.major)).size;
}

/** How many of them are of one minor line, where most are. */
export function mostOfOneLine(releases: readonly Release[]): number {
  const counts = new Map<string, number>();
  for (const { version } of releases) {
    const line = `${version.major}.${version.minor}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** Whether `isSuch` holds of any hour before the judged release. */
export function hadBefore(
  { before, judged }: ReleaseHistory,
  isSuch: (releases: readonly Release[]) => boolean,
): boolean {
  const earlier = before.filter((one) => isStable(one) && judged.publishedAt - one.publishedAt > 2 * ONE_BURST);
  let start = 0;
  return earlier.some((one, index) => {
    while (one.publishedAt - (earlier[start]?.publishedAt ?? 0) > ONE_BURST) start += 1;
    return index > start && isSuch(earlier.slice(start, index + 1));
  });
}
