import type { Packument } from './facts.js';

/** What is asked of all versions of a document together, and does not change with the time of day. */
export interface ReleaseOverview {
  readonly versions: number;
  /** Of the first and the last publication, in milliseconds since the epoch; absent where the registry gives no dates. */
  readonly firstAt?: number;
  readonly lastAt?: number;
  /** The registry has signed one of them, or more. */
  readonly isSigning: boolean;
  /** The registry knows of one of them, or more, that a build has made it. */
  readonly hasBuilds: boolean;
}

/** Asked for each line and each package again, and documents have up to thousands of versions. */
const OVERVIEWS = new WeakMap<Packument, ReleaseOverview>();

/** Worked out once for each document, or brought along by it. */
export function overviewOf(packument: Packument): ReleaseOverview {
  const known = OVERVIEWS.get(packument);
  if (known !== undefined) return known;
  const overview = lookedThrough(packument);
  OVERVIEWS.set(packument, overview);
  return overview;
}

/** The document, which was looked through before it was written down: its versions need not be read for that. */
export function withOverview(packument: Packument, overview: ReleaseOverview): Packument {
  OVERVIEWS.set(packument, overview);
  return packument;
}

function lookedThrough({ versions }: Packument): ReleaseOverview {
  const all = Object.values(versions);
  const dates = all.flatMap(({ publishedAt }) => publishedAt ?? []);
  return {
    versions: all.length,
    ...(dates.length > 0 && { firstAt: extreme(dates, Math.min), lastAt: extreme(dates, Math.max) }),
    isSigning: all.some(({ signatures }) => signatures !== undefined),
    hasBuilds: all.some(({ provenance }) => provenance !== undefined),
  };
}

/** Not by spreading: there may be more of them than a call takes. */
function extreme(dates: readonly number[], choose: (a: number, b: number) => number): number {
  return dates.reduce((found, date) => choose(found, date));
}
