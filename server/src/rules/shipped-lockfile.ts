import semver from 'semver';
import { judgedVersion, phrase, valueOf, type Evidence, type VersionFacts } from '../model/index.js';
import { defineRule } from './rule.js';
import { DAY } from './support/durations.js';
import { isOnlyOffered } from './support/presence.js';
import { releasesBefore } from './support/releases-before.js';
import { labelOf, shorten } from './support/text.js';

/** By then somebody would have seen what it brings in. */
const NEWS = 90 * DAY;

/**
 * npm installs what is below a package by the `npm-shrinkwrap.json` inside of it: its manifest can stay as it was. Command line
 * tools have one from their first version on, which says nothing; one that comes later is new.
 */
export const shippedLockfile = defineRule({
  id: 'shipped-lockfile',
  title: 'Lockfile that a package brings along of late',
  needs: ['packument'],
  find({ subject, facts, now }) {
    const packument = valueOf(facts.packument);
    const judged = packument?.versions[judgedVersion(subject) ?? ''];
    if (packument === undefined || !isNews(judged, now) || isOnlyOffered(subject)) return [];
    const before = lastWithout(releasesBefore(packument, judged));
    if (before === undefined) return [];
    return [
      {
        message: phrase(
          '{package} has npm install what is below it by a lockfile of its own, which {version} did not bring along',
          { package: labelOf(subject), version: shorten(before.version, 64) },
        ),
        target: 'specifier',
        level: isPatch(before, judged) ? ('medium' as const) : ('low' as const),
        evidence: [before, judged].map(evidenceOf),
      },
    ];
  },
});

function isNews(version: VersionFacts | undefined, now: number): version is VersionFacts {
  return version?.hasShrinkwrap === true && version.publishedAt !== undefined && now - version.publishedAt < NEWS;
}

/** The highest, where it is told of all that they have none: one that was forgotten in one release and is back is no news. */
function lastWithout(releases: readonly VersionFacts[]): VersionFacts | undefined {
  return releases.every(({ hasShrinkwrap }) => hasShrinkwrap === false) ? releases[0] : undefined;
}

/** Nobody reads a patch for what it installs. */
function isPatch(before: VersionFacts, judged: VersionFacts): boolean {
  return semver.diff(before.version, judged.version) === 'patch';
}

function evidenceOf({ version, hasShrinkwrap }: VersionFacts): Evidence {
  return { kind: 'metadata', field: `versions.${shorten(version, 64)}._hasShrinkwrap`, value: String(hasShrinkwrap) };
}
