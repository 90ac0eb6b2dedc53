import semver from 'semver';
import {
  isRegistrySpecifier,
  judgedVersion,
  phrase,
  valueOf,
  type Assessment,
  type Dependency,
  type Packument,
  type Phrase,
  type Subject,
} from '../model/index.js';
import type { Candidate, RemedyContext, Substitute } from '../remedies/remedy.js';
import { candidateOf, objectionTo, type Surroundings } from './safe-version.js';

/** Versions that are looked at on each side of the current one: further away is hardly a fix any more. */
const MAX_ABOVE = 60;
const MAX_BELOW = 25;
/** More names than this are guesses, not suggestions. */
const MAX_SUBSTITUTES = 4;

/** Judges versions of one name, all at once. */
export type JudgeVersions = (name: string, versions: readonly string[]) => Promise<readonly Assessment[]>;
/** Judges what a name's `latest` is now. */
export type JudgeLatest = (name: string) => Promise<Assessment>;

/** Looks for versions and packages that could take the place of a judged one. */
export async function findCandidates(
  assessment: Assessment,
  dependency: Dependency,
  surroundings: Surroundings,
  judge: { readonly versions: JudgeVersions; readonly latest: JudgeLatest },
): Promise<RemedyContext> {
  const current = judgedVersion(assessment.subject);
  const [versions, substitutes] = await Promise.all([
    versionCandidates(assessment, dependency, surroundings, judge.versions),
    findSubstitutes(assessment, surroundings, judge.latest),
  ]);
  return { assessment, dependency, current, substitutes, ...versions };
}

type VersionFields = Pick<
  RemedyContext,
  'lowestSafeUpgrade' | 'lowestSafeUpgradeWithinMajor' | 'latestSafe' | 'lastGood' | 'unsafeVersions'
>;

async function versionCandidates(
  assessment: Assessment,
  { specifier }: Dependency,
  surroundings: Surroundings,
  judge: JudgeVersions,
): Promise<VersionFields> {
  if (!isRegistrySpecifier(specifier)) return {};
  const range = specifier.kind === 'tag' ? undefined : specifier.kind === 'range' ? specifier.range : specifier.version;
  const found = await judgedNeighbours(assessment, range, surroundings, judge);
  if (found === undefined) return {};
  const { up, down, unsafeVersions } = found;
  return {
    lowestSafeUpgrade: firstSafe(up),
    lowestSafeUpgradeWithinMajor: firstSafe(up.filter((candidate) => candidate.withinMajor)),
    latestSafe: firstSafe([...up].reverse()),
    lastGood: firstSafe(down),
    unsafeVersions,
  };
}

/** Versions around a judged one that have nothing known against them, the nearest first, and which ones have. */
export interface JudgedNeighbours {
  readonly up: readonly Candidate[];
  readonly down: readonly Candidate[];
  readonly unsafeVersions: ReadonlySet<string>;
}

/** @param range what is declared, if anything is. Undefined where the registry's document is not known. */
export async function judgedNeighbours(
  assessment: Assessment,
  range: string | undefined,
  surroundings: Surroundings,
  judge: JudgeVersions,
): Promise<JudgedNeighbours | undefined> {
  const packument = valueOf(assessment.facts.packument);
  if (packument === undefined) return undefined;
  const from = judgedVersion(assessment.subject) ?? lowestOf(range);
  const { above, below } = neighbours(packument, from);
  const judged = await judge(assessment.subject.name, [...above, ...below]);
  const candidates = judged.map((one) => candidateOf(one, { range, current: from }, surroundings));
  const usable = candidates.filter((candidate) => !candidate.knownHarm);
  return {
    up: usable.filter((candidate) => above.includes(candidate.version)),
    down: usable.filter((candidate) => below.includes(candidate.version)),
    unsafeVersions: new Set(candidates.filter((candidate) => candidate.knownHarm).map(({ version }) => version)),
  };
}

/** Where no version is judged, the lowest that is asked for tells what is above and what is below. */
function lowestOf(range: string | undefined): string | undefined {
  return range === undefined || semver.validRange(range, true) === null
    ? undefined
    : semver.minVersion(range, true)?.version;
}

/** The first that is safe; where nothing is known to be safe, the first with nothing against it (and its caveat). */
function firstSafe(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find((candidate) => candidate.safe) ?? candidates[0];
}

/** Settled versions around the current one: `above` lowest first, `below` highest first. */
function neighbours(
  packument: Packument,
  current: string | undefined,
): { readonly above: readonly string[]; readonly below: readonly string[] } {
  const all = Object.keys(packument.versions)
    .filter((version) => semver.valid(version, true) && semver.prerelease(version, true) === null)
    .sort((a, b) => semver.compare(a, b, true));
  if (current === undefined || !semver.valid(current, true)) return { above: all.slice(-MAX_ABOVE), below: [] };
  const higher = all.filter((version) => semver.gt(version, current, true));
  const lower = all.filter((version) => semver.lt(version, current, true));
  return { above: spread(higher), below: lower.slice(-MAX_BELOW).reverse() };
}

/** The nearest and the newest: a fix is either the smallest step or the way to the top. */
function spread(versions: readonly string[]): readonly string[] {
  if (versions.length <= MAX_ABOVE) return versions;
  return [...versions.slice(0, MAX_ABOVE / 2), ...versions.slice(-MAX_ABOVE / 2)];
}

async function findSubstitutes(
  assessment: Assessment,
  surroundings: Surroundings,
  judge: JudgeLatest,
): Promise<readonly Substitute[]> {
  const wanted = substituteNames(assessment.subject, assessment).slice(0, MAX_SUBSTITUTES);
  const judged = await Promise.all(wanted.map(async ({ name, because }) => ({ because, latest: await judge(name) })));
  return judged.flatMap(({ because, latest }) => {
    const version = judgedVersion(latest.subject);
    if (version === undefined || objectionTo(latest, surroundings)?.knownHarm === true) return [];
    return [{ name: latest.subject.name, version, because }];
  });
}

/** Why a finding's suggestion is one, in words for the menu. */
const BECAUSE: Readonly<Record<string, Phrase>> = Object.freeze({
  typosquat: phrase('the name it resembles'),
  'package-not-found': phrase('a much-used name that it resembles'),
  'security-holding-package': phrase('the name it resembles'),
  deprecated: phrase('named by its deprecation notice'),
});

interface Suggestion {
  readonly name: string;
  readonly because: Phrase;
}

/** Names that findings or the replacements data suggest, each once, findings first. */
function substituteNames(subject: Subject, assessment: Assessment): readonly Suggestion[] {
  const fromFindings = assessment.findings.flatMap((finding) =>
    (finding.hints?.replaceWith ?? []).map((name) => ({
      name,
      because: BECAUSE[finding.rule] ?? phrase('suggested here'),
    })),
  );
  const documented = (valueOf(assessment.facts.replacements) ?? []).flatMap(({ packageName, isFork }) => {
    const because = isFork ? phrase('a maintained fork') : phrase('a documented replacement');
    return packageName === undefined ? [] : [{ name: packageName, because }];
  });
  const first = new Map<string, Suggestion>();
  for (const suggestion of [...fromFindings, ...documented]) {
    if (!first.has(suggestion.name) && suggestion.name !== subject.name) first.set(suggestion.name, suggestion);
  }
  return [...first.values()];
}
