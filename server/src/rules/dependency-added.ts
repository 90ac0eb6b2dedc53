import {
  judgedVersion,
  parseDeclared,
  phrase,
  valueOf,
  type AddedDependency,
  type Evidence,
  type VersionFacts,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { agoInWords, DAY } from './support/durations.js';
import { newcomerIn } from './support/newcomer.js';
import { isOnlyOffered } from './support/presence.js';
import { recentHistory } from './support/release-history.js';
import { releasesBefore } from './support/releases-before.js';
import { withoutSecrets } from './support/remote-url.js';
import { labelOf, shorten } from './support/text.js';

/** Names made for one attack live for days (flatmap-stream, plain-crypto-js). */
const NEW_FOR = 30 * DAY;
/** What a takeover does to a newcomer's release is news for this long. */
const NEWS = 30 * DAY;

/** A small release that asks for a name which was hardly there before, and which is somebody else's. */
export const dependencyAdded = defineRule({
  id: 'dependency-added',
  title: 'Brand-new dependency in a small release',
  needs: ['packument', 'addedDependencies'],
  find({ subject, facts, now }) {
    const packument = valueOf(facts.packument);
    const judged = packument?.versions[judgedVersion(subject) ?? ''];
    const added = valueOf(facts.addedDependencies) ?? [];
    if (packument === undefined || judged === undefined || added.length === 0 || isOnlyOffered(subject)) return [];
    const strange = strangersAmong(added, judged, releasesBefore(packument, judged)[0]);
    const history = strange.length === 0 ? undefined : recentHistory(subject, packument, now, NEWS);
    const isByNewcomer = history !== undefined && newcomerIn(history) !== undefined;
    return strange.map((one) => ({
      message: messageOf(labelOf(subject), one, now),
      evidence: [evidenceOf(judged, one)],
      target: 'specifier' as const,
      key: one.name,
      level: one.runsAtInstall === true || isByNewcomer ? ('high' as const) : ('medium' as const),
    }));
  },
});

function evidenceOf({ version }: VersionFacts, { name, raw }: AddedDependency): Evidence {
  const field = `versions.${shorten(version, 64)}.dependencies.${shorten(name, 100)}`;
  return { kind: 'metadata', field, value: shorten(withoutSecrets(raw), 100) };
}

/** Those that hardly existed before the release and are somebody else's; none in a release of a new major. */
function strangersAmong(
  added: readonly AddedDependency[],
  { publishedAt }: VersionFacts,
  before: VersionFacts | undefined,
): readonly AddedDependency[] {
  if (before === undefined || publishedAt === undefined) return [];
  return added.filter(
    (one) => isBrandNew(one, publishedAt) && isNewSince(before, one.name) && !isOfOneTeam(one, before),
  );
}

/** By the day of the release: what was young then has grown with it. */
function isBrandNew({ createdAt }: AddedDependency, publishedAt: number): boolean {
  return createdAt !== undefined && publishedAt - createdAt < NEW_FOR;
}

function isNewSince({ declares }: VersionFacts, name: string): boolean {
  if (declares === undefined) return false;
  const { required, optional, peers } = parseDeclared(declares);
  return ![required, optional, peers].some((record) => Object.hasOwn(record, name));
}

/** Teams take their packages apart. Whoever published the version before counts, as the release at hand may be an intruder's. */
function isOfOneTeam({ publishers }: AddedDependency, { publisher, maintainers }: VersionFacts): boolean {
  const team = [publisher, ...(maintainers?.split(' ') ?? [])];
  return publishers?.some((account) => team.includes(account)) === true;
}

function messageOf(label: Words, { name, createdAt = Infinity, runsAtInstall }: AddedDependency, now: number): Words {
  const sentence = phrase(
    '{package} asks for {name}, which the version before did not and which was first published {when}',
    { package: label, name: shorten(name, 100), when: agoInWords(now - createdAt) },
  );
  return runsAtInstall === true ? phrase('{sentence}; it runs something when it is installed', { sentence }) : sentence;
}
