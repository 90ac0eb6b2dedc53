import {
  isAtLeast,
  judgedVersion,
  type Assessment,
  type CatalogUse,
  type Dependency,
  type DependencyGraph,
} from '../../model/index.js';
import type { OverrideFix, OverrideSite, TransitiveContext } from '../../remedies/remedy.js';
import { judgedNeighbours, type JudgeVersions } from '../candidates.js';
import { catalogUse, usesOf } from '../catalog-use.js';
import type { Project, WorkspaceMember } from '../engine.js';
import { relativeFolder } from '../folders.js';
import { governedFolder } from '../parsed-lockfiles.js';
import type { PackageReader } from '../re-resolution/package-reader.js';
import type { ImporterLine } from '../re-resolution/re-resolve.js';
import type { Surroundings } from '../safe-version.js';
import { affectedPlaces } from './affected-places.js';
import { existingRedirections } from './existing-redirections.js';
import { outlookAfter, type JudgePackages } from './outlook.js';
import { chooseOverride, redirectionsOf } from './override-choice.js';
import { findParentUpgrade } from './parent-upgrade.js';

/** All look-ups that fixes of a transitive package take. */
export interface TransitiveLookUps {
  readonly reader: PackageReader;
  readonly surroundings: Surroundings;
  readonly judgeVersions: JudgeVersions;
  readonly judge: JudgePackages;
  /** The assessment of a manifest's line. */
  readonly assessLine: (line: Dependency) => Promise<Assessment | undefined>;
  readonly readSite: () => Promise<OverrideSite | undefined>;
  /** All members of the workspace: a project that is read may do without. */
  readonly readMembers: () => Promise<readonly WorkspaceMember[]>;
  /** False: where newer versions of the line's package take many package files, they are left for later. */
  readonly searchesParents: boolean;
}

/** What is looked into, and what is already known to be the case. */
interface Case extends TransitiveLookUps {
  readonly assessment: Assessment;
  readonly graph: DependencyGraph;
  readonly version: string;
  readonly line: Dependency | undefined;
  readonly place: ImporterLine | undefined;
  /** The entry that the line refers to: what is changed then. */
  readonly catalog: CatalogUse | undefined;
  /** All lines that change with the line, itself among them. */
  readonly places: readonly ImporterLine[];
  readonly overrides: OverrideSite | undefined;
}

/**
 * Looks for what would take a package of the lockfile out of the project. Undefined where nothing has to: a finding
 * below `medium` is no reason to change what others ask for.
 */
export async function findTransitiveFixes(
  project: Project,
  assessment: Assessment,
  lookUps: TransitiveLookUps,
): Promise<TransitiveContext | undefined> {
  const { graph } = project;
  const version = judgedVersion(assessment.subject);
  if (graph === undefined || version === undefined || !isAtLeast(assessment.level, 'medium')) return undefined;
  const lines = await linesFor(project, assessment, lookUps);
  const { line, catalog } = lines;
  const one: Case = { ...lookUps, assessment, graph, version, ...lines, overrides: await lookUps.readSite() };
  const upgrade = await parentUpgradeFor(one);
  const context = { assessment, version, line, catalog };
  return {
    ...context,
    parentUpgrade: upgrade === 'unknown' && !lookUps.searchesParents ? 'later' : upgrade,
    override: await overrideFor(one),
    withoutLine: await withoutLineFor(one),
  };
}

/** The line that brings the package in, and what changes with it. */
async function linesFor(
  project: Project,
  assessment: Assessment,
  lookUps: TransitiveLookUps,
): Promise<Pick<Case, 'line' | 'place' | 'catalog' | 'places'>> {
  const line = lineOf(project, assessment);
  if (line === undefined) return { line, place: undefined, catalog: undefined, places: [] };
  const place = { importer: importerId(project), key: line.name };
  const catalog = catalogUse(project, line);
  const entry = line.section === 'catalog' ? line : catalog?.line;
  return { line, place, catalog, places: entry === undefined ? [place] : await usersOf(project, entry, lookUps) };
}

function lineOf({ manifest }: Project, { subject }: Assessment): Dependency | undefined {
  if (subject.broughtInBy === undefined) return undefined;
  return manifest.dependencies.find(({ name, section }) => name === subject.broughtInBy && section !== 'overrides');
}

/** All lines that refer to a catalog's entry. */
async function usersOf(
  project: Project,
  entry: Dependency,
  { readMembers }: TransitiveLookUps,
): Promise<readonly ImporterLine[]> {
  const uses = usesOf(project.graph, await readMembers(), entry);
  return uses.map(({ importer }) => ({ importer, key: entry.name }));
}

/** The manifest's folder as the lockfile names it. */
function importerId({ lockfilePath, folder }: Project): string {
  return lockfilePath === undefined ? '' : relativeFolder(governedFolder(lockfilePath), folder);
}

async function parentUpgradeFor(one: Case): Promise<TransitiveContext['parentUpgrade']> {
  const { line, catalog, assessment, assessLine, overrides } = one;
  const parent = line && (await assessLine(line));
  if (line === undefined || parent === undefined) return undefined;
  return findParentUpgrade({
    ...one,
    ...{ line: catalog?.line ?? line, assessment: parent, problem: assessment.subject.name },
    existing: overrides === undefined ? [] : existingRedirections(overrides),
  });
}

async function overrideFor(one: Case): Promise<OverrideFix | undefined> {
  const { assessment, graph, version, reader, surroundings, judgeVersions, overrides: site } = one;
  const { name } = assessment.subject;
  const neighbours = site && (await judgedNeighbours(assessment, undefined, surroundings, judgeVersions));
  if (neighbours === undefined || site === undefined) return undefined;
  const isMalware = assessment.findings.some(({ rule }) => rule === 'known-malware');
  const places = await affectedPlaces(graph, { name, version }, reader);
  const choice = chooseOverride(isMalware ? neighbours.down : neighbours.up, places, site.manager);
  if (choice === undefined) return undefined;
  const edit = { existing: existingRedirections(site), added: redirectionsOf(choice, places, site.manager) };
  return {
    ...{ site, candidate: choice.candidate, below: choice.below },
    against: [...new Set(choice.against.map((parent) => parent.name))],
    lines: choice.below.filter((parent) => graph.importers.some(({ resolves }) => resolves.has(parent))),
    outlook: await outlookAfter(graph, edit, name, one),
  };
}

async function withoutLineFor(one: Case): Promise<TransitiveContext['withoutLine']> {
  const { assessment, graph, line, place } = one;
  // What others refer to stays as long as anybody does.
  if (place === undefined || line?.section === 'catalog') return undefined;
  if (!assessment.findings.some(({ rule }) => rule === 'known-malware')) return undefined;
  return outlookAfter(graph, { lines: [place], existing: [], added: [] }, assessment.subject.name, one);
}
