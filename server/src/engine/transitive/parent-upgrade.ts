import {
  isRegistrySpecifier,
  type Assessment,
  type Dependency,
  type DependencyGraph,
  type RegistrySpecifier,
} from '../../model/index.js';
import type { Candidate, ParentUpgrade } from '../../remedies/remedy.js';
import { judgedNeighbours, type JudgeVersions } from '../candidates.js';
import type { PackageReader } from '../re-resolution/package-reader.js';
import type { Redirection } from '../re-resolution/redirections.js';
import type { ImporterLine } from '../re-resolution/re-resolve.js';
import type { Surroundings } from '../safe-version.js';
import { lowestThat } from './lowest-that.js';
import { outlookAfter, type JudgePackages } from './outlook.js';

export interface ParentSearch {
  readonly graph: DependencyGraph;
  readonly line: Dependency;
  /** The line itself; for a catalog's entry all lines that refer to it. */
  readonly places: readonly ImporterLine[];
  /** Of the line's own package. */
  readonly assessment: Assessment;
  /** Name of the package in question. */
  readonly problem: string;
  readonly existing: readonly Redirection[];
  readonly surroundings: Surroundings;
  readonly reader: PackageReader;
  readonly judgeVersions: JudgeVersions;
  readonly judge: JudgePackages;
}

/** What a version of the line's package brings in: nothing bad, something bad, or nobody knows. */
type Verdict = 'clean' | 'bad' | 'unknown';

/**
 * The lowest version of a line's package that no longer brings the problem in, by resolving what it brings in anew.
 * `unknown` where there may be one, but what it brings in could not be found out.
 */
export async function findParentUpgrade(search: ParentSearch): Promise<ParentUpgrade | 'unknown' | undefined> {
  const { line, assessment, surroundings, judgeVersions, graph, places, existing, problem } = search;
  const { specifier } = line;
  if (!isRegistrySpecifier(specifier)) return undefined;
  const neighbours = await judgedNeighbours(assessment, rangeOf(specifier), surroundings, judgeVersions);
  if (neighbours === undefined) return 'unknown';
  const verdicts = new Map<string, Promise<Verdict>>();
  const verdictOn = (version: string): Promise<Verdict> => {
    const verdict = verdicts.get(version) ?? judgeTree(search, specifier.name, version);
    verdicts.set(version, verdict);
    return verdict;
  };
  const candidate = await firstClean(neighbours.up, verdictOn);
  if (candidate === undefined) {
    return (await Promise.all(verdicts.values())).includes('unknown') ? 'unknown' : undefined;
  }
  const drifted = await driftTargets(search, specifier, candidate.version, verdictOn);
  const to = { name: specifier.name, version: candidate.version };
  const outlook = await outlookAfter(graph, { lines: places, to, existing, added: [] }, problem, search);
  return { assessment, candidate, unsafeVersions: new Set([...neighbours.unsafeVersions, ...drifted]), outlook };
}

/** What is safe before what only has nothing against it, and the declared major before others. */
async function firstClean(
  up: readonly Candidate[],
  verdictOn: (version: string) => Promise<Verdict>,
): Promise<Candidate | undefined> {
  const within = up.filter(({ withinMajor }) => withinMajor);
  const beyond = up.filter(({ withinMajor }) => !withinMajor);
  for (const some of [within, beyond]) {
    for (const tier of [some.filter(({ safe }) => safe), some]) {
      const found = await lowestThat(tier, async ({ version }) => (await verdictOn(version)) === 'clean');
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Only what the line itself brings in: others are not its fault. */
async function judgeTree(search: ParentSearch, name: string, version: string): Promise<Verdict> {
  const { graph, places, existing, problem } = search;
  const importers = graph.importers.map((importer) => ({
    ...importer,
    resolves: new Map(
      [...importer.resolves].filter(([key]) => places.some((one) => one.importer === importer.id && one.key === key)),
    ),
  }));
  const edit = { lines: places, to: { name, version }, existing, added: [] };
  const { remaining, added, unresolved } = await outlookAfter({ ...graph, importers }, edit, problem, search);
  if (remaining.length > 0 || added.length > 0) return 'bad';
  return unresolved.length > 0 ? 'unknown' : 'clean';
}

/** Versions that a range with this version as its lowest would come to, and that are not known to be clean. */
async function driftTargets(
  { reader }: ParentSearch,
  { name, alias }: RegistrySpecifier,
  version: string,
  verdictOn: (version: string) => Promise<Verdict>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const range of [`^${version}`, `~${version}`]) {
    const target = await reader.resolve({ kind: 'range', name, range, alias });
    if (target !== undefined && target !== version && (await verdictOn(target)) !== 'clean') found.push(target);
  }
  return found;
}

function rangeOf(specifier: RegistrySpecifier): string | undefined {
  if (specifier.kind === 'tag') return undefined;
  return specifier.kind === 'range' ? specifier.range : specifier.version;
}
