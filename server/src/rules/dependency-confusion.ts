import {
  isNpmHost,
  judgedVersion,
  phrase,
  scopeOf,
  valueOf,
  type FindingDraft,
  type Level,
  type LockedWords,
  type Packument,
} from '../model/index.js';
import { defineRule, type RuleInput } from './rule.js';
import { DAY } from './support/durations.js';
import {
  addressOf,
  isAskedOfRegistry,
  isKnownRegistry,
  placesOf,
  type LockedAddress,
} from './support/locked-address.js';
import { compareWithRegistry } from './support/locked-hashes.js';
import { historyInWords, historyOf, type NameHistory } from './support/name-history.js';
import { likenessOf } from './support/name-likeness.js';
import { isOutbid } from './support/outbidding-version.js';
import { withoutSecrets } from './support/remote-url.js';
import { takenName } from './support/taken-names.js';
import { labelOf, nameOf, shorten } from './support/text.js';

type Input = RuleInput<'popularity' | 'packument' | 'intelligence' | 'publicName'>;

/** A name taken for this is found within weeks, or was somebody's research. */
const YOUNG_FOR = 90 * DAY;

/** A stranger's package can be installed in the place of a company's own. */
export const dependencyConfusion = defineRule({
  id: 'dependency-confusion',
  title: 'Internal name that a stranger can have taken',
  needs: ['popularity', 'packument', 'intelligence', 'publicName'],
  find(input) {
    if (!isAskedOfRegistry(input.subject)) return [];
    const packument = valueOf(input.facts.packument);
    const history = packument && historyOf(packument, input.now);
    const known =
      packument === undefined || history === undefined
        ? []
        : [lockedElsewhere, outbid].map((look) => look(input, packument, history));
    return [...known, takenName(input)].find((drafts) => drafts.length > 0) ?? [];
  },
});

/**
 * The lockfile has it from one configured registry, and another one, which is asked when there is no lockfile, has other
 * bytes under the name. A registry that nobody has configured is lockfile-foreign-registry's.
 */
function lockedElsewhere(input: Input, packument: Packument, history: NameHistory): readonly FindingDraft[] {
  const found = placesOf(input.subject).flatMap((place) => otherSource(place, input, packument) ?? []);
  const [first] = found;
  if (first === undefined) return [];
  const { host, url } = first;
  const strange = isOutbid(packument.versions, newestOf(packument));
  return [
    {
      message: phrase(
        'the lockfile has {package} from {host}, and {other}, which is asked without a lockfile, has another package of this name, which {history}',
        {
          package: labelOf(input.subject),
          host: shorten(host, 100),
          other: shorten(packument.registryHost, 100),
          history: historyInWords(history),
        },
      ),
      target: 'name',
      level: strange || history.standing === 'unproven' ? 'high' : 'medium',
      evidence: [
        { kind: 'lockfile', field: 'resolved', value: withoutSecrets(url) },
        { kind: 'metadata', field: 'dist-tags.latest', value: shorten(newestOf(packument) ?? '', 64) },
      ],
    },
  ];
}

function otherSource(
  place: LockedWords,
  { subject, registries, facts }: Input,
  packument: Packument,
): LockedAddress | undefined {
  const address = addressOf(place);
  const isOther =
    address?.kind === 'tarball' &&
    isKnownRegistry(address, registries) &&
    !isNpmHost(address.host) &&
    address.host !== packument.registryHost;
  if (!isOther) return undefined;
  const comparison = compareWithRegistry(subject, place, facts.packument);
  return comparison === 'not-there' || typeof comparison === 'object' ? address : undefined;
}

/** A scope has one owner; a name without one is whoever's came first, and this one was taken with the highest number. */
function outbid(input: Input, packument: Packument, history: NameHistory): readonly FindingDraft[] {
  const { subject } = input;
  const version = judgedVersion(subject) ?? newestOf(packument);
  if (scopeOf(subject.name) !== undefined || !isOutbid(packument.versions, version)) return [];
  if (history.standing === 'established' || isUsed(input) || hasLikeness(input)) return [];
  return [
    {
      message: phrase(
        '{package} has a version number that is there to be higher than that of an internal package of this name; it {history}',
        { package: `${nameOf(subject)} ${shorten(version ?? '', 64)}`, history: historyInWords(history) },
      ),
      target: 'name',
      level: outbidLevel(history),
      evidence: [
        { kind: 'metadata', field: 'versions', value: shorten(Object.keys(packument.versions).join(', ')) },
        { kind: 'metadata', field: 'registry', value: shorten(packument.registryHost, 100) },
      ],
    },
  ];
}

function outbidLevel({ age }: NameHistory): Exclude<Level, 'none'> {
  return age !== undefined && age < YOUNG_FOR ? 'high' : 'medium';
}

function isUsed({ facts }: Input): boolean {
  const popularity = valueOf(facts.popularity);
  return popularity?.rank !== undefined || popularity?.established === true;
}

/** Then a rule of its own speaks of the name. */
function hasLikeness(input: Input): boolean {
  return likenessOf(input, ['slip', 'look-alike', 'dressed']) !== undefined;
}

function newestOf({ distTags, versions }: Packument): string | undefined {
  return distTags.latest ?? Object.keys(versions).at(-1);
}
