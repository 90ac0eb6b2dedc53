import {
  isNamed,
  judgedVersion,
  phrase,
  valueOf,
  type FindingDraft,
  type ManagerPolicy,
  type Packument,
  type Phrase,
  type Provenance,
  type Subject,
  type VersionFacts,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { addressOf, isAskedOfRegistry } from './support/locked-address.js';
import { isOnlyOffered } from './support/presence.js';
import { withoutSecrets } from './support/remote-url.js';
import { labelOf, nameOf, ownWords, shorten } from './support/text.js';

/** Paths in settings can be as long as the system allows. */
const LONGEST_FILE = 100;

/** The project's own package manager has been told not to install such a package. */
export const refusedByManager = defineRule({
  id: 'refused-by-manager',
  title: 'Package that the package manager is told to refuse',
  needs: ['packument'],
  find({ subject, facts, now, manager }) {
    if (manager === undefined || isOnlyOffered(subject)) return [];
    const packument = valueOf(facts.packument);
    const drafts = [exoticDraft(subject, manager), packument && trustDraft(subject, packument, manager, now)];
    return drafts.filter((draft) => draft !== undefined);
  },
});

/** Only the project itself may name an address: what others bring along has to come from a registry. */
function exoticDraft(subject: Subject, { manager, refusesExotic: file }: ManagerPolicy): FindingDraft | undefined {
  const { locked } = subject;
  if (file === undefined || locked === undefined || subject.direct || isAskedOfRegistry(subject)) return undefined;
  const address = addressOf(locked);
  if (address === undefined || address.kind === 'file') return undefined;
  return {
    key: 'exotic',
    message: phrase(
      '{package} comes from {address}, which {manager} refuses for what others bring along ({setting} in {file})',
      {
        package: nameOf(subject),
        address: withoutSecrets(address.url),
        manager,
        setting: 'blockExoticSubdeps',
        file: shorten(file, LONGEST_FILE),
      },
    ),
    target: 'specifier',
    evidence: [{ kind: 'lockfile', field: 'resolved', value: withoutSecrets(address.url) }],
  };
}

/** As pnpm counts it: whatever was published before, of whichever major, must not have had more proof. */
function trustDraft(
  subject: Subject,
  packument: Packument,
  { manager, refusesTrustLoss: policy }: ManagerPolicy,
  now: number,
): FindingDraft | undefined {
  const judged = packument.versions[judgedVersion(subject) ?? ''];
  if (policy === undefined || judged?.publishedAt === undefined) return undefined;
  if (isNamed({ name: subject.name, version: judged.version }, policy.exempt)) return undefined;
  if (policy.ignoreAfter !== undefined && now - judged.publishedAt > policy.ignoreAfter) return undefined;
  const before = betterBefore(packument, judged, judged.publishedAt);
  if (before === undefined) return undefined;
  const file = shorten(policy.file, LONGEST_FILE);
  const version = shorten(before.version, 64);
  return {
    key: 'trust',
    message: phrase(
      '{package} is published with {proof}, and {version} before it with {better}, which {manager} refuses ({setting} in {file})',
      {
        package: labelOf(subject),
        proof: proof(judged),
        version,
        better: proof(before),
        manager,
        setting: 'trustPolicy',
        file,
      },
    ),
    target: 'specifier',
    evidence: [{ kind: 'metadata', field: `versions.${version}`, ...ownWords(proof(before)) }],
  };
}

const RANKS: Readonly<Record<Provenance, number>> = Object.freeze({
  'staged-publish': 3,
  'trusted-publisher': 2,
  attestation: 1,
});

function rankOf({ provenance }: VersionFacts): number {
  return provenance === undefined ? 0 : RANKS[provenance];
}

/** The last of those with the most proof; trial releases do not count. */
function betterBefore({ versions }: Packument, judged: VersionFacts, publishedAt: number): VersionFacts | undefined {
  const earlier = Object.values(versions).filter(
    (one) => (one.publishedAt ?? Infinity) < publishedAt && !one.version.includes('-') && rankOf(one) > rankOf(judged),
  );
  return earlier.sort((a, b) => rankOf(b) - rankOf(a) || (b.publishedAt ?? 0) - (a.publishedAt ?? 0))[0];
}

function proof({ provenance }: VersionFacts): Phrase {
  if (provenance === 'staged-publish') return phrase('somebody’s approval of a staged release');
  if (provenance === 'trusted-publisher') return phrase('the proof of a trusted publisher');
  return provenance === 'attestation' ? phrase('a signed statement about its build') : phrase('no proof of its build');
}
