import semver from 'semver';
import {
  isAtLeast,
  judgedVersion,
  newestAllowed,
  phrase,
  valueOf,
  type Assessment,
  type Facts,
  type ManagerPolicy,
  type Manifest,
  type Outcome,
  type VersionFacts,
  type Words,
} from '../model/index.js';
import type { Candidate } from '../remedies/remedy.js';

const HOUR_MS = 3_600_000;

/** What a version has to fit into. */
export interface Surroundings {
  readonly manifest: Manifest;
  /** Installed versions of what the manifest declares, by name. */
  readonly installed: ReadonlyMap<string, string>;
  readonly now: number;
  readonly cooldownHours: number;
  /** The manager that will have to install it, where that has been told to wait. */
  readonly manager?: ManagerPolicy;
}

/**
 * A safe version exists, is not deprecated, has no finding of `medium` or worse, has every needed fact known, is older
 * than the cooldown, and its engines and peers are satisfied. Returns what speaks against it, or undefined.
 *
 * `knownHarm` tells "something is wrong with it" from "not everything about it is known".
 */
export function objectionTo(
  assessment: Assessment,
  surroundings: Surroundings,
): { readonly reason: Words; readonly knownHarm: boolean } | undefined {
  const version = judgedVersion(assessment.subject);
  const facts = valueOf(assessment.facts.packument)?.versions[version ?? ''];
  if (facts === undefined) return { reason: phrase('The registry does not list this version.'), knownHarm: true };
  const harm = harmOf(assessment, facts, surroundings);
  if (harm !== undefined) return { reason: harm, knownHarm: true };
  const gap = gapOf(assessment, facts);
  return gap === undefined ? undefined : { reason: gap, knownHarm: false };
}

function harmOf(assessment: Assessment, facts: VersionFacts, surroundings: Surroundings): Words | undefined {
  if (facts.deprecated !== undefined) return phrase('This version is deprecated.');
  const worst = assessment.findings[0];
  if (worst !== undefined && isAtLeast(worst.level, 'medium')) return worst.wording ?? worst.message;
  if (isYoung(facts, surroundings)) return phrase('This version is younger than the cooldown.');
  if (isRefused(assessment, facts, surroundings))
    return phrase('The package manager is told to wait before it takes this version.');
  return misfitOf(facts, surroundings);
}

function isYoung(facts: VersionFacts, { now, cooldownHours }: Surroundings): boolean {
  return facts.publishedAt !== undefined && now - facts.publishedAt < cooldownHours * HOUR_MS;
}

function isRefused(
  { subject: { name } }: Assessment,
  { version, publishedAt }: VersionFacts,
  { manager, now }: Surroundings,
): boolean {
  const newest = newestAllowed(manager, { name, version }, now);
  return newest !== undefined && publishedAt !== undefined && publishedAt > newest;
}

/** Engines and peers, where both sides say what they want. What is not said cannot be broken. */
function misfitOf(facts: VersionFacts, { manifest, installed }: Surroundings): Words | undefined {
  const wants = facts.engines?.node;
  const offers = manifest.engines?.node;
  if (wants !== undefined && offers !== undefined && !isSubset(offers, wants)) {
    return phrase('It needs Node.js {wants}, and the project allows {offers}.', { wants, offers });
  }
  for (const [peer, range] of Object.entries(facts.peerDependencies ?? {})) {
    const version = installed.get(peer);
    if (version !== undefined && !semver.satisfies(version, range, { loose: true, includePrerelease: true })) {
      return phrase('It needs {wanted}, and {version} is installed.', { wanted: `${peer} ${range}`, version });
    }
  }
  return undefined;
}

function isSubset(offers: string, wants: string): boolean {
  try {
    return semver.subset(offers, wants, { loose: true });
  } catch {
    return true;
  }
}

/** Facts that a verdict rests on. What the user has switched off is not asked for. */
const NEEDED = ['packument', 'intelligence', 'registryAdvisories', 'osv'] as const;

function gapOf({ facts: known }: Assessment, facts: VersionFacts): Words | undefined {
  const gap = neededGap(known);
  if (gap !== undefined) return gap;
  return facts.publishedAt === undefined ? phrase('The registry does not tell when it was published.') : undefined;
}

/** Why a fact is not known that a verdict rests on, in a sentence; undefined where all are. */
export function neededGap(facts: Facts): Words | undefined {
  for (const question of NEEDED) {
    const outcome: Outcome<unknown> | undefined = facts[question];
    if (outcome === undefined || isSettled(outcome)) continue;
    return outcome.wording ?? outcome.message;
  }
  return undefined;
}

function isSettled(
  outcome: Outcome<unknown>,
): outcome is Exclude<Outcome<unknown>, { status: 'failed' } | { status: 'skipped' }> {
  if (outcome.status === 'ok' || outcome.status === 'absent') return true;
  return outcome.status === 'skipped' && (outcome.reason === 'switched-off' || outcome.reason === 'private-name');
}

/** `knownHarm` tells "something is wrong with it" from "not everything about it is known". */
export type VersionCandidate = Candidate & { readonly knownHarm: boolean };

/** How a judged version relates to what is declared. */
export function candidateOf(
  assessment: Assessment,
  declared: { readonly range?: string; readonly current?: string },
  surroundings: Surroundings,
): VersionCandidate {
  const version = judgedVersion(assessment.subject) ?? '';
  const objection = objectionTo(assessment, surroundings);
  const base = baseVersion(declared);
  return {
    version,
    level: assessment.level,
    safe: objection === undefined,
    reason: objection?.reason,
    knownHarm: objection?.knownHarm ?? false,
    withinMajor: base !== undefined && sameMajor(base, version),
    withinRange: declared.range !== undefined && semver.satisfies(version, declared.range, true),
  };
}

/** The version that stands for "the declared major": the lowest that the range allows, else the current one. */
function baseVersion({ range, current }: { readonly range?: string; readonly current?: string }): string | undefined {
  try {
    const lowest = range === undefined || range.trim() === '' ? null : semver.minVersion(range, true);
    // `*` and `>=1` allow every major: what is installed says more.
    return lowest === null || lowest.version === '0.0.0' ? current : lowest.version;
  } catch {
    return current;
  }
}

/** For 0.x the minor is what breaks: semver's caret says the same. */
function sameMajor(a: string, b: string): boolean {
  if (!semver.valid(a, true) || !semver.valid(b, true)) return false;
  if (semver.major(a, true) !== semver.major(b, true)) return false;
  return semver.major(a, true) > 0 || semver.minor(a, true) === semver.minor(b, true);
}
