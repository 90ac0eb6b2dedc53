import semver from 'semver';
import { absent, ok, type Outcome, type Packument, type Subject } from '../model/index.js';
import { assess } from './assess.js';
import type { Project } from './engine.js';
import { surroundingsOf, type FixLookUps } from './find-fixes.js';
import { fetchFacts } from './lookups.js';
import { knownFacts } from './questions.js';
import { pickVersion } from './resolve.js';
import { candidateOf, type VersionCandidate } from './safe-version.js';

/** Settled versions that are looked at: whoever wants an older one knows which. */
const MAX_VERSIONS = 30;

/** What could be installed of a name, the newest first; `absent` where the registry has no such name. */
export async function versionCandidates(
  project: Project,
  { name, range }: { readonly name: string; readonly range: string | undefined },
  lookUps: FixLookUps,
): Promise<Outcome<readonly VersionCandidate[]>> {
  const { store, sources, signal } = lookUps;
  await store.ask(sources.packument, [{ name }], { signal, freshness: 'cached' });
  const document = store.recall(sources.packument, { name })?.outcome;
  if (document?.status !== 'ok') return document ?? absent(store.now());
  const versions = newestVersions(document.value).filter(
    (version) => range === undefined || semver.satisfies(version, range, true),
  );
  const judged = await judgedCandidates(name, versions.slice(0, MAX_VERSIONS), project, lookUps);
  return ok(judged, document.asOf);
}

/** What the tag `latest` says comes first, then what is older; no pre-releases but that. */
export function newestVersions(packument: Packument): readonly string[] {
  const latest = pickVersion(packument, 'latest');
  const settled = Object.keys(packument.versions).filter(
    (version) => semver.valid(version) && semver.prerelease(version) === null,
  );
  const older = settled.filter((version) => latest === undefined || semver.lt(version, latest)).sort(semver.rcompare);
  return [...(latest === undefined ? [] : [latest]), ...older];
}

/** Judges versions of one name for a project, in the order given. */
export async function judgedCandidates(
  name: string,
  versions: readonly string[],
  project: Project,
  { sources, store, signal, judgement }: FixLookUps,
): Promise<readonly VersionCandidate[]> {
  const subjects = versions.map((version): Subject => ({
    name,
    resolution: { from: 'registry', version },
    direct: true,
    paths: [],
  }));
  await fetchFacts(() => subjects, sources, store, { signal, freshness: 'cached' });
  const surroundings = surroundingsOf(project, judgement);
  return subjects.map((subject) => {
    const { facts, pending } = knownFacts(subject, sources, store);
    return candidateOf(assess(subject, facts, pending, judgement), {}, surroundings);
  });
}
