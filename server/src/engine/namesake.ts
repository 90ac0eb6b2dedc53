import { judgedVersion, valueOf, type Outcome, type Packument, type Subject } from '../model/index.js';

/** What has borrowed a repository for its looks is found within months; after a year nobody needs to look. */
const YOUNG_MS = 365 * 24 * 3_600_000;
const LAST_SEGMENT = /\/([^/]+)$/;
/** What names are made of; repositories may have capitals. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,213}$/;

/**
 * The package that a young package's repository is named after, where that is another one: whoever names the repository of somebody
 * else has its stars on his page. Undefined where there is nothing to compare.
 */
export function namesakeOf(
  subject: Subject,
  packument: Outcome<Packument> | undefined,
  now: number,
): string | undefined {
  if (!subject.direct || judgedVersion(subject) === undefined) return undefined;
  const name = lastSegment(valueOf(packument)?.repository).toLowerCase();
  return isYoung(packument, now) && NAME.test(name) && name !== subject.name ? name : undefined;
}

function lastSegment(address = ''): string {
  return LAST_SEGMENT.exec(address)?.[1] ?? '';
}

function isYoung(packument: Outcome<Packument> | undefined, now: number): boolean {
  return now - (valueOf(packument)?.createdAt ?? 0) < YOUNG_MS;
}
