import {
  judgedVersion,
  phrase,
  scopeOf,
  valueOf,
  type Evidence,
  type Level,
  type NameCompound,
  type Packument,
  type Words,
} from '../model/index.js';
import { defineRule, type RuleInput } from './rule.js';
import { agoInWords, DAY } from './support/durations.js';
import { historyInWords, historyOf, type NameHistory } from './support/name-history.js';
import { likenessOf } from './support/name-likeness.js';
import { isOutbid } from './support/outbidding-version.js';
import { evidenceOfMeant } from './support/similar-names.js';
import { askingFor, nameOf, ownWords } from './support/text.js';
import { downloadsInWords, isUsedAtAll } from './support/usage.js';

type Input = RuleInput<'popularity' | 'packument' | 'meantPackage' | 'downloads' | 'meantDownloads'>;

/** Names that were registered for a trap are found within weeks; honest ones have a repository by then. */
const YOUNG_FOR = 90 * DAY;

/** Whoever takes a name that others were seen to ask for publishes once or twice. */
const FEW_VERSIONS = 2;

/** A name that was free this long ago says nothing any more about who has taken it. */
const REMEMBERED_FOR = 365 * DAY;

/** The name is one that assistants make up, and somebody has registered it. Names nobody has are package-not-found. */
export const hallucinatedName = defineRule({
  id: 'hallucinated-name',
  title: 'Name that sounds made up and was registered of late',
  needs: ['popularity', 'packument', 'meantPackage', 'downloads', 'meantDownloads'],
  find(input) {
    const found = caseAgainst(input);
    if (found === undefined) return [];
    const popularity = valueOf(input.facts.popularity);
    const meant = popularity?.compound?.meant ?? [];
    return [
      {
        message: askingFor(meant, found.sentence),
        target: 'name',
        level: found.level,
        evidence: [
          ...found.evidence,
          ...evidenceOfMeant(
            meant.map((name) => ({ name })),
            popularity,
            input.facts,
          ),
        ],
        hints: { replaceWith: meant },
      },
    ];
  },
});

function caseAgainst(input: Input): Case | undefined {
  const packument = valueOf(input.facts.packument);
  const history = packument && historyOf(packument, input.now);
  if (packument === undefined || history === undefined || isTrusted(input, history)) return undefined;
  return takenSince(input, packument) ?? madeUp(input, packument, history);
}

interface Case {
  readonly level: Exclude<Level, 'none'>;
  readonly sentence: Words;
  readonly evidence: readonly Evidence[];
}

/** Much used, established, of a scope that has an owner, or so like another name that a rule of its own says so. */
function isTrusted(input: Input, { standing }: NameHistory): boolean {
  const popularity = valueOf(input.facts.popularity);
  if (standing !== 'unproven' || popularity === undefined || scopeOf(input.subject.name) !== undefined) return true;
  if (popularity.rank !== undefined || popularity.established === true || isOutbidPackage(input)) return true;
  return likenessOf(input, ['slip', 'look-alike', 'dressed']) !== undefined;
}

/** Then dependency-confusion speaks of it. */
function isOutbidPackage({ subject, facts }: Input): boolean {
  return isOutbid(valueOf(facts.packument)?.versions ?? {}, judgedVersion(subject));
}

/** It was asked for before it was there. */
function takenSince({ now, subject }: Input, packument: Packument): Case | undefined {
  const { seenAbsentAt, createdAt } = packument;
  if (seenAbsentAt === undefined || now - seenAbsentAt >= REMEMBERED_FOR) return undefined;
  // Mirrors and answers from a cache lag behind: then it had been there all the time.
  if (createdAt !== undefined && createdAt < seenAbsentAt) return undefined;
  const day = new Date(seenAbsentAt).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const about = { package: nameOf(subject), day };
  return {
    level: packument.repository === undefined ? 'high' : 'medium',
    sentence:
      createdAt === undefined
        ? phrase(
            '{package} did not exist when it was looked up on {day}, and has been registered since: whoever saw that it is asked for can have taken it',
            about,
          )
        : phrase(
            '{package} did not exist when it was looked up on {day}, and was registered {when}: whoever saw that it is asked for can have taken it',
            { ...about, when: agoInWords(now - createdAt) },
          ),
    evidence: [{ kind: 'metadata', field: 'seen absent', value: new Date(seenAbsentAt).toISOString() }],
  };
}

/** Put together from much-used names, and nothing that honest packages have speaks for it. */
function madeUp({ facts, subject }: Input, packument: Packument, history: NameHistory): Case | undefined {
  const compound = valueOf(facts.popularity)?.compound;
  if (compound === undefined || history.age === undefined || !isWithoutRepository(packument)) return undefined;
  const downloads = valueOf(facts.downloads);
  const level = isUsedAtAll(history, downloads) ? undefined : levelOf(compound, history);
  const standing = historyInWords(history);
  return (
    level && {
      level,
      sentence: phrase('{package} {how}, as names do that assistants make up; it {standing}, and names no repository', {
        package: nameOf(subject),
        how: compound.how,
        standing:
          downloads === undefined
            ? standing
            : phrase('{history} and {downloads}', { history: standing, downloads: downloadsInWords(downloads) }),
      }),
      evidence: [
        { kind: 'metadata', field: 'name', ...ownWords(phrase('it {how}', { how: compound.how })) },
        {
          kind: 'metadata',
          field: 'versions',
          ...ownWords(
            history.versions === 1
              ? phrase('1 version')
              : phrase('{versions} versions', { versions: history.versions }),
          ),
        },
      ],
    }
  );
}

function levelOf({ isLoose }: NameCompound, { age = 0, versions }: NameHistory): Case['level'] | undefined {
  const isYoung = age < YOUNG_FOR;
  if (isLoose === true) return isYoung && versions <= FEW_VERSIONS ? 'low' : undefined;
  if (isYoung) return 'medium';
  return versions <= FEW_VERSIONS ? 'low' : undefined;
}

/** Known to name none. A registry that strips such fields tells neither description, nor licence, nor homepage. */
function isWithoutRepository({ repository, homepage, license, versions }: Packument): boolean {
  if (repository !== undefined) return false;
  if (homepage !== undefined || license !== undefined) return true;
  return Object.values(versions).some(({ description }) => description !== undefined);
}
