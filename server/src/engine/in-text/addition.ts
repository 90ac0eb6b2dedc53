import { installCommand, packageManagerOf, phrase, valueOf, type InstallStep } from '../../model/index.js';
import type { Project } from '../engine.js';
import type { FixLookUps } from '../find-fixes.js';
import { governedFolder } from '../parsed-lockfiles.js';
import { judgedCandidates, newestVersions } from '../version-candidates.js';
import type { Addition, WantedLine } from './wanted-line.js';

/** Settled versions that are looked at, the latest first: who adds a package wants none of two years ago. */
const MAX_VERSIONS = 20;

/** Looks for the latest safe version of a package, and adds it to the project's manifest. */
export async function additionTo(
  project: Project,
  { name, section }: WantedLine,
  lookUps: FixLookUps,
): Promise<Addition> {
  const { store, sources, signal, parts } = lookUps;
  await store.ask(sources.packument, [{ name }], { signal, freshness: 'cached' });
  const packument = store.recall(sources.packument, { name })?.outcome;
  if (packument?.status === 'absent')
    return { problem: phrase('There is no package {name} in the registry.', { name }) };
  const known = valueOf(packument);
  if (known === undefined) return { problem: phrase('The registry could not be asked about {name}.', { name }) };
  const candidates = await judgedCandidates(name, newestVersions(known).slice(0, MAX_VERSIONS), project, lookUps);
  const chosen = candidates.find(({ safe }) => safe) ?? candidates.find(({ knownHarm }) => !knownHarm);
  if (chosen === undefined) return { problem: phrase('No version of {name} was found that would be safe.', { name }) };
  const { version, reason: caveat } = chosen;
  const change = parts.lineToAdd({ name, version, section, others: project.manifest.dependencies });
  const edits = change && parts.changeText(project.manifestPath, project.manifestText, [change]);
  if (edits === undefined) return { problem: phrase('{name} cannot be added to package.json as it is.', { name }) };
  return {
    version,
    edits: { file: project.manifestPath, before: project.manifestText, edits },
    ...(caveat !== undefined && { caveat }),
    ...installStep(project),
  };
}

function installStep({ graph, lockfilePath }: Project): { readonly install?: InstallStep } {
  const manager = graph && packageManagerOf(graph);
  if (manager === undefined || lockfilePath === undefined) return {};
  return { install: { command: installCommand(manager), folder: governedFolder(lockfilePath) } };
}
