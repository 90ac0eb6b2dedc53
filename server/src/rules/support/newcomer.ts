import type { VersionFacts } from '../../model/index.js';
import { DAY } from './durations.js';
import type { Release, ReleaseHistory } from './release-history.js';

/** Whoever has taken a package over publishes more than once in the first days. */
const NEW_FOR = 30 * DAY;

/** An account that had nothing to do with a package until a short while before this release of it. */
export interface Newcomer {
  readonly name: string;
  /** Who published before, the last one first. */
  readonly predecessors: readonly string[];
  /** Whether one of those may still publish; undefined where the registry does not tell. */
  readonly predecessorsStay: boolean | undefined;
}

/**
 * Undefined where the publisher had published before, or could have. Builds are no newcomers, with which a project begins at some
 * time: to publish from one, somebody who may has to name it to the registry, or to sign what it says.
 */
export function newcomerIn({ packument, judged, before }: ReleaseHistory): Newcomer | undefined {
  const { publisher, provenance, maintainers } = judged.facts;
  if (publisher === undefined || provenance !== undefined) return undefined;
  const settled = before.filter(({ publishedAt }) => judged.publishedAt - publishedAt >= NEW_FOR);
  if (settled.length === 0 || settled.some(({ facts }) => couldPublish(facts, publisher))) return undefined;
  const predecessors = predecessorsIn(before).filter((name) => name !== publisher);
  if (predecessors.length === 0) return undefined;
  const current = maintainers === undefined ? (packument.maintainers ?? []) : accountsIn(maintainers);
  const predecessorsStay = current.length === 0 ? undefined : predecessors.some((name) => current.includes(name));
  return { name: publisher, predecessors, predecessorsStay };
}

function couldPublish(facts: VersionFacts | undefined, account: string): boolean {
  return facts?.publisher === account || accountsIn(facts?.maintainers).includes(account);
}

/** The name of a build that the registry trusts is nobody's account. */
function predecessorsIn(before: readonly Release[]): readonly string[] {
  const byAccounts = before.filter(({ facts }) => facts?.provenance !== 'trusted-publisher');
  return [...new Set(byAccounts.flatMap(({ facts }) => facts?.publisher ?? []).reverse())];
}

function accountsIn(maintainers: string | undefined): readonly string[] {
  return maintainers?.split(' ') ?? [];
}
