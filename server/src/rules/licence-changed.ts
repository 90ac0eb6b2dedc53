import { judgedVersion, phrase, valueOf, type Evidence, type VersionFacts } from '../model/index.js';
import { defineRule } from './rule.js';
import { DAY } from './support/durations.js';
import { grantOf, licenceWords } from './support/licence.js';
import { isOnlyOffered } from './support/presence.js';
import { releasesBefore } from './support/releases-before.js';
import { labelOf, shorten } from './support/text.js';

/** Whoever begins with a version that is older than this begins with its licence. */
const NEWS = 90 * DAY;

/** Within one major, where an update is taken to change nothing that has to be read. */
export const licenceChanged = defineRule({
  id: 'licence-changed',
  title: 'Licence that is another one than before',
  needs: ['packument'],
  find({ subject, facts, now }) {
    const packument = valueOf(facts.packument);
    const judged = packument?.versions[judgedVersion(subject) ?? ''];
    if (packument === undefined || !isNews(judged, now) || isOnlyOffered(subject)) return [];
    const [before] = releasesBefore(packument, judged);
    if (!hasLicence(judged) || !hasLicence(before)) return [];
    if (licenceWords(before.license) === licenceWords(judged.license)) return [];
    const isNarrower = grantOf(judged.license) < grantOf(before.license);
    return [
      {
        message: phrase('{package} is licensed as {now}; {version} was licensed as {before}', {
          package: labelOf(subject),
          now: shorten(judged.license, 60),
          version: shorten(before.version, 64),
          before: shorten(before.license, 60),
        }),
        target: 'specifier',
        level: isNarrower ? ('medium' as const) : ('low' as const),
        evidence: [before, judged].map(evidenceOf),
      },
    ];
  },
});

function isNews(version: VersionFacts | undefined, now: number): version is VersionFacts {
  return version?.publishedAt !== undefined && now - version.publishedAt < NEWS;
}

function hasLicence(version: VersionFacts | undefined): version is VersionFacts & { readonly license: string } {
  return version?.license !== undefined;
}

function evidenceOf({ version, license = '' }: VersionFacts): Evidence {
  return { kind: 'metadata', field: `versions.${shorten(version, 64)}.license`, value: shorten(license, 100) };
}
