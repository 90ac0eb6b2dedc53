import { phrase, type Phrase, type VersionFacts } from '../../model/index.js';
import { burstOf, majorsIn } from './release-burst.js';
import { isStable, type Release, type ReleaseHistory } from './release-history.js';
import { releasesBefore } from './releases-before.js';

/** One release that a build has made can have been a trial. */
const BUILT_BEFORE = 2;

/** What is odd about how a release was made, each in a clause of its own. */
export function oddConductOf(history: ReleaseHistory): readonly Phrase[] {
  const { packument, judged } = history;
  const before = releasesBefore(packument, judged.facts);
  const burst = burstOf(history);
  return [
    ...(majorsIn(burst) > 1 ? [cameWith(burst.length - 1)] : []),
    ...(runsSomethingNew(judged.facts, before[0])
      ? [phrase('it runs something when it is installed, which the version before did not')]
      : []),
    ...(wereBuilt(before) ? [phrase('it was published by hand, while the versions before it came from a build')] : []),
    ...(isOvertaken(history) ? [phrase('it came after higher versions of its own line')] : []),
  ];
}

function cameWith(others: number): Phrase {
  return others === 1
    ? phrase('it came within an hour of 1 version on other lines')
    : phrase('it came within an hour of {others} versions on other lines', { others });
}

function runsSomethingNew(now: VersionFacts, before: VersionFacts | undefined): boolean {
  const scripts = Object.keys(now.installScripts ?? {});
  return scripts.length > 0 && before?.installScripts !== undefined && Object.keys(before.installScripts).length === 0;
}

/** Only asked of what has no provenance itself. */
function wereBuilt(before: readonly VersionFacts[]): boolean {
  const last = before.slice(0, BUILT_BEFORE);
  return last.length === BUILT_BEFORE && last.every(({ provenance }) => provenance !== undefined);
}

/** 1.2.3 after 1.2.4: a line has no place for it. Older minor lines are cared for in many projects. */
export function isOvertaken({ judged, before }: ReleaseHistory): boolean {
  return (
    isStable(judged) &&
    before.some((one) => isStable(one) && isOfOneLine(one, judged) && one.version.compare(judged.version) > 0)
  );
}

function isOfOneLine({ version: a }: Release, { version: b }: Release): boolean {
  return a.major === b.major && a.minor === b.minor;
}
