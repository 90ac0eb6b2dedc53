import type { Packument, VersionFacts } from '../../../server/src/model/index.js';
import { DAY, NOW, packument, type PackumentGiven } from '../../support/subjects.js';

/** How many days ago a version came, and what else is told of it. */
export type Came = number | (Partial<VersionFacts> & { readonly ago: number });

/** A document of versions that came so many days ago, each published by `ada`, who alone may, unless told otherwise. */
export function history(
  releases: Readonly<Record<string, Came>>,
  more: Omit<PackumentGiven, 'versions'> = {},
): Packument {
  const versions = Object.entries(releases).map(([version, came]): [string, Partial<VersionFacts>] => {
    const { ago, ...facts } = typeof came === 'number' ? { ago: came } : came;
    return [version, { publisher: 'ada', maintainers: 'ada', publishedAt: NOW - ago * DAY, ...facts }];
  });
  return packument({ versions: Object.fromEntries(versions), ...more });
}

/** A part of a day, for what comes in one burst. */
export const MINUTES = 1 / (24 * 60);
