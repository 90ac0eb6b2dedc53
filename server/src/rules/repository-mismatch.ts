import {
  judgedVersion,
  phrase,
  valueOf,
  type AttestationFacts,
  type FindingDraft,
  type Outcome,
  type Packument,
  type Subject,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { DAY } from './support/durations.js';
import { labelOf, nameOf, shorten } from './support/text.js';

/** Names that borrow a repository for an attack live for days; forks that keep the field of what they were made of, for years. */
const YOUNG = 90 * DAY;

/** The repository that a package names is not the one that it comes from. */
export const repositoryMismatch = defineRule({
  id: 'repository-mismatch',
  title: 'Repository that the package does not come from',
  needs: ['packument', 'attestation', 'namesake'],
  find({ subject, facts, now }) {
    const packument = valueOf(facts.packument);
    if (packument === undefined) return [];
    return [
      ...builtElsewhere(subject, packument, facts.attestation),
      ...borrowed(subject, packument, facts.namesake, now),
    ];
  },
});

/** Only a statement that holds says anything. Projects move and are renamed; then a part of the address stays. */
function builtElsewhere(
  subject: Subject,
  { versions }: Packument,
  outcome: Outcome<AttestationFacts>,
): readonly FindingDraft[] {
  const attestation = valueOf(outcome);
  const version = judgedVersion(subject) ?? '';
  const named = versions[version]?.repository;
  const built = attestation?.verdict === 'verified' ? attestation.repository : undefined;
  if (named === undefined || built === undefined || isSame(named, built)) return [];
  const [namedParts, builtParts] = [named, built].map((url) => url.toLowerCase().split('/'));
  const hasMoved = namedParts?.slice(-2).some((part, index) => part === builtParts?.slice(-2)[index]) === true;
  return [
    {
      message: phrase('{package} was built from {built}, and names {named} as its repository', {
        package: labelOf(subject),
        built: shorten(built, 120),
        named: shorten(named, 120),
      }),
      target: 'specifier',
      key: 'built',
      level: hasMoved ? 'low' : 'medium',
      evidence: [
        { kind: 'metadata', field: `versions.${shorten(version, 64)}.repository`, value: shorten(named, 120) },
        { kind: 'metadata', field: 'attestations', value: shorten(built, 120) },
      ],
    },
  ];
}

/** Both packages name one repository, which is called like the older one; and nobody has to do with both. */
function borrowed(
  subject: Subject,
  packument: Packument,
  outcome: Outcome<Packument>,
  now: number,
): readonly FindingDraft[] {
  const namesake = valueOf(outcome);
  const { repository = '', createdAt = 0 } = packument;
  if (namesake === undefined || !isSame(repository, namesake.repository ?? 'none')) return [];
  if ((namesake.createdAt ?? Infinity) >= createdAt || !areStrangers(accountsOf(packument), accountsOf(namesake)))
    return [];
  return [
    {
      message: phrase(
        '{package} names {repository} as its repository, which is that of {namesake}; nobody who publishes one publishes the other',
        {
          package: nameOf(subject),
          repository: shorten(repository, 120),
          namesake: shorten(namesake.name, 100),
        },
      ),
      target: 'name',
      key: 'borrowed',
      level: now - createdAt < YOUNG ? 'medium' : 'low',
      evidence: [{ kind: 'metadata', field: 'repository', value: shorten(repository, 120) }],
    },
  ];
}

function accountsOf({ versions, maintainers = [] }: Packument): ReadonlySet<string> {
  const publishers = Object.values(versions).map(({ publisher, provenance }) =>
    provenance === 'trusted-publisher' ? undefined : publisher,
  );
  return new Set([...maintainers, ...publishers.filter((name) => name !== undefined)]);
}

/** Where nobody is known, nothing is. */
function areStrangers(own: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return own.size > 0 && others.size > 0 && ![...own].some((account) => others.has(account));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
