import {
  INSTALL_RULES,
  installCommand,
  packageManagerOf,
  type Assessment,
  type Dependency,
  type Outcome,
  type Packument,
  type Remedy,
  type Subject,
} from '../model/index.js';
import type { SourceSet } from '../sources/source.js';
import { assess, type Judgement } from './assess.js';
import { findCandidates } from './candidates.js';
import { remediesOfEntry, remediesThroughCatalog } from './catalog-remedies.js';
import type { FixDepth, Project, WorkspaceMember } from './engine.js';
import type { FactStore } from './fact-store.js';
import { fetchFacts } from './lookups.js';
import { governedFolder } from './parsed-lockfiles.js';
import type { EngineParts } from './parts.js';
import { knownFacts } from './questions.js';
import { resolveNow } from './resolve.js';
import type { Surroundings } from './safe-version.js';
import { readScriptSite } from './scripts/read-script-site.js';
import { directSubjects, lockedEntry } from './subjects.js';
import type { JudgePackages } from './transitive/outlook.js';
import { createPackageFacts } from './transitive/package-facts.js';
import { readOverrideSite } from './transitive/read-override-site.js';
import { findTransitiveFixes } from './transitive/transitive-fixes.js';
import { WorkspaceReader } from './workspace-reader.js';

/** Package files that one fix may have opened: registries that tell of dependencies need none. */
const MAX_TARBALLS = 40;

/** What the engine works with while it looks for fixes of one package. */
export interface FixLookUps {
  readonly parts: EngineParts;
  readonly store: FactStore;
  readonly sources: SourceSet;
  readonly judgement: Judgement;
  readonly signal: AbortSignal;
  readonly depth: FixDepth;
}

/** The fixes for one manifest line, or for a package that a line brings in. Looks up and judges other versions. */
export async function findFixes(
  project: Project,
  assessment: Assessment,
  lookUps: FixLookUps,
): Promise<readonly Remedy[]> {
  if (assessment.findings.length === 0) return [];
  const { dependency } = assessment.subject;
  const remedies =
    dependency === undefined
      ? await transitiveFixes(project, assessment, lookUps)
      : await lineFixes(project, assessment, dependency, lookUps);
  return withInstallStep(project, beforeAcceptances(remedies, await scriptFixes(project, assessment, lookUps)));
}

/** Whose install scripts run is said in the files of the manager that governs the project. */
async function scriptFixes(
  project: Project,
  assessment: Assessment,
  { parts }: FixLookUps,
): Promise<readonly Remedy[]> {
  const isAboutInstall = assessment.findings.some(({ rule }) => INSTALL_RULES.includes(rule));
  const site = isAboutInstall ? await readScriptSite(project, parts) : undefined;
  if (site === undefined) return [];
  const { name } = assessment.subject;
  const entries = [...(project.graph?.entries.values() ?? [])].filter((entry) => entry.name === name);
  return parts.offerScriptRemedies(
    assessment,
    site,
    entries.flatMap(({ version }) => version ?? []),
  );
}

function beforeAcceptances(remedies: readonly Remedy[], more: readonly Remedy[]): readonly Remedy[] {
  const isLast = ({ kind }: Remedy): boolean => kind === 'accept';
  return [...remedies.filter((one) => !isLast(one)), ...more, ...remedies.filter(isLast)];
}

async function transitiveFixes(
  project: Project,
  assessment: Assessment,
  lookUps: FixLookUps,
): Promise<readonly Remedy[]> {
  const { parts, store, sources, signal, depth } = lookUps;
  const judge = judgePackages(lookUps);
  const packumentOf = (name: string): Outcome<Packument> | undefined =>
    store.recall(sources.packument, { name })?.outcome;
  const context = await findTransitiveFixes(project, assessment, {
    reader: createPackageFacts({
      ...{ store, sources, manifestFormat: parts.manifestFormat, signal },
      maxTarballs: depth === 'edits' ? MAX_TARBALLS : 0,
    }),
    surroundings: surroundingsOf(project, lookUps.judgement),
    judge,
    judgeVersions: (name, versions) => judge(versions.map((version) => ({ name, version }))),
    assessLine: async (line) => {
      const subject = (): Subject | undefined =>
        directSubjects(project, packumentOf, lookUps.judgement.now).find(
          ({ dependency }) => dependency?.path === line.path,
        );
      await fetchFacts(() => [subject()].filter((one) => one !== undefined), sources, store, cached(signal));
      const found = subject();
      return found && assessed(found, lookUps);
    },
    readSite: () => readOverrideSite(project, parts),
    readMembers: () => membersOf(project, parts),
    searchesParents: depth === 'edits',
  });
  return context === undefined ? [] : parts.offerTransitiveRemedies(context);
}

async function lineFixes(
  project: Project,
  assessment: Assessment,
  dependency: Dependency,
  lookUps: FixLookUps,
): Promise<readonly Remedy[]> {
  const { parts, store, sources, signal, judgement } = lookUps;
  const judge = judgePackages(lookUps);
  const context = await findCandidates(assessment, dependency, surroundingsOf(project, judgement), {
    versions: (name, versions) => judge(versions.map((version) => ({ name, version }))),
    latest: async (name) => {
      await store.ask(sources.packument, [{ name }], cached(signal));
      const latest = { kind: 'tag', name, tag: 'latest', alias: false } as const;
      const resolution = resolveNow(latest, store.recall(sources.packument, { name })?.outcome);
      const subject: Subject = { name, resolution, direct: true, paths: [] };
      await fetchFacts(() => [subject], sources, store, cached(signal));
      return assessed(subject, lookUps);
    },
  });
  const { catalog } = assessment.subject;
  if (catalog !== undefined) return remediesThroughCatalog(context, catalog, parts.offerRemedies);
  return dependency.section === 'catalog'
    ? remediesOfEntry(context, parts.offerRemedies)
    : parts.offerRemedies(context);
}

async function membersOf(project: Project, parts: EngineParts): Promise<readonly WorkspaceMember[]> {
  const { manifestPath: file, manifestText: text, manifest, workspace } = project;
  return workspace === undefined ? [] : new WorkspaceReader(parts).members(workspace.folder, { file, text, manifest });
}

/** Versions that nobody has chosen yet. */
function judgePackages(lookUps: FixLookUps): JudgePackages {
  const { sources, store, signal } = lookUps;
  return async (packages) => {
    const subjects = packages.map(({ name, version }): Subject => ({
      name,
      resolution: { from: 'registry', version },
      direct: false,
      paths: [],
    }));
    await fetchFacts(() => subjects, sources, store, cached(signal));
    return subjects.map((subject) => assessed(subject, lookUps));
  };
}

function assessed(subject: Subject, { sources, store, judgement }: FixLookUps): Assessment {
  const { facts, pending } = knownFacts(subject, sources, store);
  return assess(subject, facts, pending, judgement);
}

function cached(signal: AbortSignal): { readonly signal: AbortSignal; readonly freshness: 'cached' } {
  return { signal, freshness: 'cached' };
}

/** What a version of a project's manifest has to fit into. */
export function surroundingsOf(project: Project, { now, cooldownHours, policy: { manager } }: Judgement): Surroundings {
  const installed = new Map<string, string>();
  for (const dependency of project.manifest.dependencies) {
    const version = lockedEntry(project, dependency)?.version;
    if (version != null) installed.set(dependency.name, version);
  }
  return { manifest: project.manifest, installed, now, cooldownHours, manager };
}

/** Says of each fix that changes what is installed which command makes it so, where a lockfile tells whose project it is. */
function withInstallStep({ graph, lockfilePath }: Project, remedies: readonly Remedy[]): readonly Remedy[] {
  const manager = graph && packageManagerOf(graph);
  if (manager === undefined || lockfilePath === undefined) return remedies;
  const install = { command: installCommand(manager), folder: governedFolder(lockfilePath) };
  return remedies.map((remedy) => (remedy.kind === 'accept' ? remedy : { ...remedy, install }));
}
