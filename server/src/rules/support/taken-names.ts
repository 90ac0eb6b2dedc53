import semver from 'semver';
import {
  isNpmHost,
  judgedVersion,
  phrase,
  valueOf,
  type FindingDraft,
  type Level,
  type MalwareRecord,
  type Outcome,
  type Packument,
} from '../../model/index.js';
import type { RuleInput } from '../rule.js';
import { compareHashes, compareWithRegistry, publishedHashes } from './locked-hashes.js';
import { historyInWords, historyOf, type NameHistory } from './name-history.js';
import { isOutbid, isOutbidding } from './outbidding-version.js';
import { nameOf, shorten } from './text.js';

type Input = RuleInput<'popularity' | 'packument' | 'intelligence' | 'publicName'>;

/** What strangers have, or had, in the public registry under a name that comes from another one. */
export function takenName(input: Input): readonly FindingDraft[] {
  if (!comesFromElsewhere(input.facts.packument) || isUsedByMany(input)) return [];
  const known = takenNow(input);
  return known.length > 0 ? known : takenBefore(input);
}

/** Another registry has answered, or the name is not for anybody to be looked up where everybody looks. */
function comesFromElsewhere(packument: Outcome<Packument>): boolean {
  switch (packument.status) {
    case 'ok':
      return packument.value.publicRegistry !== true && !isNpmHost(packument.value.registryHost);
    case 'skipped':
      return packument.reason === 'untrusted-configuration' || packument.reason === 'private-name';
    case 'failed':
      return packument.reason === 'unauthorized';
    case 'absent':
      return false;
  }
}

function isUsedByMany({ facts }: Input): boolean {
  const popularity = valueOf(facts.popularity);
  return popularity?.rank !== undefined || popularity?.established === true;
}

/** By the public registry's own document, where a setting lets it be asked. */
function takenNow(input: Input): readonly FindingDraft[] {
  const stranger = valueOf(input.facts.publicName);
  const history = stranger && historyOf(stranger, input.now);
  if (stranger === undefined || history === undefined || isSamePackage(input, stranger)) return [];
  const newest = stranger.distTags.latest ?? '';
  const level = takenLevel(input, stranger, newest, history);
  if (level === undefined) return [];
  const host = shorten(stranger.registryHost, 100);
  return [
    {
      message: phrase(
        '{host} has another package of the name {package}, {version}, which {history}: whatever asks there first gets it in the place of yours',
        {
          host,
          package: nameOf(input.subject),
          version: shorten(newest, 64),
          history: historyInWords(history),
        },
      ),
      target: 'name',
      level,
      evidence: [
        { kind: 'metadata', field: 'registry', value: host },
        { kind: 'metadata', field: 'versions', value: shorten(Object.keys(stranger.versions).join(', ')) },
      ],
    },
  ];
}

/** A registry that passes on what the public one has shows the same bytes; where nobody can tell, it is taken to be so. */
function isSamePackage({ subject, facts }: Input, stranger: Packument): boolean {
  const own = valueOf(facts.packument);
  const isPassedOn = Object.entries(own?.versions ?? {}).some(([version, mine]) => {
    const theirs = stranger.versions[version];
    if (theirs === undefined) return false;
    return typeof compareHashes(publishedHashes(mine), publishedHashes(theirs)) !== 'object';
  });
  const locked = subject.locked && compareWithRegistry(subject, subject.locked, facts.publicName);
  return isPassedOn || locked === 'same';
}

function takenLevel(
  { subject, facts }: Input,
  stranger: Packument,
  newest: string,
  { standing }: NameHistory,
): Exclude<Level, 'none'> | undefined {
  if (standing === 'established') return undefined;
  if (isOutbid(stranger.versions, newest)) return 'high';
  const own = valueOf(facts.packument)?.distTags.latest ?? judgedVersion(subject);
  return standing === 'unproven' && isHigher(newest, own) ? 'medium' : undefined;
}

function isHigher(version: string, other: string | undefined): boolean {
  return semver.valid(version) !== null && semver.valid(other) !== null && semver.gt(version, other ?? '');
}

/** By the offline data, which asks nobody: malware that was published under the name with such a number. */
function takenBefore({ subject, facts }: Input): readonly FindingDraft[] {
  const judged = judgedVersion(subject) ?? '';
  for (const { id, affects, url } of valueOf(facts.intelligence)?.malware ?? []) {
    const version = outbiddingOf(affects).find((one) => one !== judged);
    if (version === undefined || (Array.isArray(affects) && affects.includes(judged))) continue;
    return [
      {
        message: phrase(
          'malware was published to npm under the name {package} as {version} ({id}), a number that is there to be higher than that of an internal package',
          { package: nameOf(subject), version: shorten(version, 64), id: shorten(id, 40) },
        ),
        target: 'name',
        level: 'medium',
        evidence: [{ kind: 'advisory', field: shorten(id, 40), value: shorten(version, 64), url }],
      },
    ];
  }
  return [];
}

function outbiddingOf(affects: MalwareRecord['affects']): readonly string[] {
  return affects === '*' || 'range' in affects ? [] : affects.filter(isOutbidding);
}
