import {
  judgedVersion,
  overviewOf,
  phrase,
  valueOf,
  type Evidence,
  type Provenance,
  type VersionFacts,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { DAY } from './support/durations.js';
import { isOnlyOffered } from './support/presence.js';
import { releasesBefore } from './support/releases-before.js';
import { labelOf, ownWords, shorten } from './support/text.js';

/** One release that a build has made can have been a trial. */
const RELEASES_BEFORE = 2;
/** What was published by hand so long ago has been looked at by its own maintainers. */
const NEWS_DAYS = 90;

/**
 * The releases before it were published from the project's own build, this one was not: whoever has stolen a token can do no
 * better. Majors are compared with themselves only: old ones are often cared for by hand (semver 6.3.1).
 */
export const provenanceLost = defineRule({
  id: 'provenance-lost',
  title: 'Release that no longer comes from the project’s build',
  needs: ['packument'],
  find({ subject, facts, now }) {
    const version = judgedVersion(subject);
    const packument = valueOf(facts.packument);
    if (version === undefined || packument === undefined || isOnlyOffered(subject)) return [];
    const judged = packument.versions[version];
    if (judged === undefined || judged.provenance !== undefined) return [];
    // Most packages never had any; those are not worth sorting their versions for.
    if (!overviewOf(packument).hasBuilds) return [];
    const before = releasesBefore(packument, judged).slice(0, RELEASES_BEFORE);
    if (before.length < RELEASES_BEFORE || before.some(({ provenance }) => provenance === undefined)) return [];
    return [
      {
        message: messageOf(labelOf(subject), judged, before),
        target: 'specifier',
        level: isNews(judged, now) ? ('high' as const) : ('low' as const),
        evidence: before.map(evidenceOf),
      },
    ];
  },
});

function isNews({ publishedAt = Infinity }: VersionFacts, now: number): boolean {
  return now - publishedAt < NEWS_DAYS * DAY;
}

function messageOf(label: Words, { publisher }: VersionFacts, [last]: readonly VersionFacts[]): Words {
  const how =
    publisher === undefined
      ? phrase('{package} was published by hand', { package: label })
      : phrase('{package} was published by hand (by {publisher})', {
          package: label,
          publisher: shorten(publisher, 40),
        });
  return last?.provenance === 'attestation'
    ? phrase('{sentence}, while the versions before it were published from a build that they name', { sentence: how })
    : phrase('{sentence}, while the versions before it were published from a build that the registry trusts', {
        sentence: how,
      });
}

function evidenceOf({ version, provenance }: VersionFacts): Evidence {
  const field = provenance === undefined ? '' : FIELDS[provenance];
  return { kind: 'metadata', field: `versions.${shorten(version, 64)}.${field}`, ...ownWords(phrase('there')) };
}

/** Where the registry's document says it. */
const FIELDS: Readonly<Record<Provenance, string>> = Object.freeze({
  'staged-publish': '_npmUser.approver',
  'trusted-publisher': '_npmUser.trustedPublisher',
  attestation: 'dist.attestations.provenance',
});
