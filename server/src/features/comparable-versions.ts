import semver from 'semver';
import { judgedVersion, valueOf, type Assessment } from '../model/index.js';
import type { ComparableVersion } from '../protocol/compare.js';
import type { Escapes } from './support/escapes.js';
import { versionBefore } from './support/version-before.js';
import { ago } from './support/words.js';
import { listedIn } from '../protocol/translate.js';

/** Longer lists are searched by typing. */
const MAX_VERSIONS = 300;

/** Whether there is another version that somebody could want to hold the judged one against. Asked for each hover. */
export function isComparable({ subject, facts }: Assessment): boolean {
  const versions = valueOf(facts.packument)?.versions ?? {};
  const version = judgedVersion(subject);
  if (version === undefined) return false;
  for (const other in versions) if (other !== version) return true;
  return false;
}

/** What the judged version can be compared with: the version before, the latest one, then all others, the newest first. */
export function comparableVersions(
  assessment: Assessment,
  now: number,
  escapes: Escapes,
): readonly ComparableVersion[] {
  const packument = valueOf(assessment.facts.packument);
  const version = judgedVersion(assessment.subject);
  if (packument === undefined || version === undefined) return [];
  const before = versionBefore(packument, version)?.version;
  const { latest } = packument.distTags;
  const others = Object.keys(packument.versions)
    .filter((one) => one !== version && semver.valid(one) !== null)
    .sort(semver.rcompare);
  const first = [before, latest].filter((one) => one !== undefined && others.includes(one));
  const what = (one: string): Pick<ComparableVersion, 'what'> => {
    const words = [
      one === before ? escapes.t('the version before') : '',
      one === latest ? escapes.t('latest') : '',
    ].filter((word) => word !== '');
    return words.length === 0 ? {} : { what: listedIn(escapes.t, words) };
  };
  const ageOf = (one: string): Pick<ComparableVersion, 'age'> => {
    const publishedAt = packument.versions[one]?.publishedAt;
    return publishedAt === undefined ? {} : { age: ago(publishedAt, now, escapes.t) };
  };
  return [...new Set([...first, ...others])]
    .filter((one) => one !== undefined)
    .slice(0, MAX_VERSIONS)
    .map((one) => ({ version: escapes.plain(one), ...what(one), ...ageOf(one) }));
}
