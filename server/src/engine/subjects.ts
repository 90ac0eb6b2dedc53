import {
  isRegistrySpecifier,
  newestAllowed,
  pathStep,
  type CatalogUse,
  type Dependency,
  type LockedWords,
  type LockEntry,
  type Outcome,
  type Packument,
  type Resolution,
  type Subject,
} from '../model/index.js';
import { catalogUse, usesOf, type EntryUse } from './catalog-use.js';
import type { Project } from './engine.js';
import { isLocalEntry, remoteAddress } from './entry-origin.js';
import { relativeFolder } from './folders.js';
import { importerOf } from './lockfile-reader.js';
import { lockedBehindOverride } from './overridden.js';
import { governedFolder } from './parsed-lockfiles.js';
import { resolveDependency, type Locked } from './resolve.js';
import { isWorkspacePackage } from './workspace-package.js';

type KnownPackument = (name: string) => Outcome<Packument> | undefined;

/**
 * The manifest's lines as subjects, in document order. `packumentOf` tells what is known at this moment, which is `now`
 * (milliseconds since the epoch).
 */
export function directSubjects(project: Project, packumentOf: KnownPackument, now: number): readonly Subject[] {
  return project.manifest.dependencies.map((dependency) => directSubject(project, dependency, packumentOf, now));
}

function directSubject(project: Project, written: Dependency, packumentOf: KnownPackument, now: number): Subject {
  const catalog = catalogUse(project, written);
  const dependency = catalog === undefined ? written : { ...written, ...declaredBy(catalog) };
  const locked = lockedEntry(project, dependency);
  const name = isRegistrySpecifier(dependency.specifier) ? dependency.specifier.name : dependency.name;
  const resolution = isWorkspacePackage(project, dependency, locked)
    ? WORKSPACE_PACKAGE
    : besideOverride(
        resolveDependency(dependency, locked, packumentOf(name), newestAllowed(project.policy.manager, { name }, now)),
        ...[project, dependency],
      );
  return {
    name,
    resolution,
    direct: true,
    dev: dependency.section === 'devDependencies',
    dependency,
    ...(catalog === undefined ? {} : { catalog }),
    ...(locked == null ? {} : { locked: lockedWords(locked, name, project.graph?.format ?? '') }),
    paths: ownPaths(project, dependency, locked),
  };
}

/** Says what the lockfile still holds in place of what an override asks for. */
function besideOverride(resolution: Resolution, { graph }: Project, dependency: Dependency): Resolution {
  const lockedVersion = lockedBehindOverride(graph, dependency);
  return lockedVersion === undefined || resolution.from === 'lockfile' ? resolution : { ...resolution, lockedVersion };
}

const WORKSPACE_PACKAGE: Resolution = Object.freeze({ from: 'nowhere', because: 'workspace-package' });

function declaredBy({ line: { raw, specifier } }: CatalogUse): Pick<Dependency, 'raw' | 'specifier'> {
  return { raw, specifier };
}

/** Who in the workspace asks for it: a member by its own line, all that refer to a catalog's entry by that. */
function ownPaths(project: Project, dependency: Dependency, locked: Locked): Subject['paths'] {
  if (dependency.section === 'catalog') {
    return usesIn(project, dependency)
      .filter((use) => use.locked?.id === locked?.id)
      .map((use) => [use.importer || '.', ...(use.locked === null ? [] : [pathStep(use.locked)])]);
  }
  const member = memberOf(project);
  return member === '' || locked == null ? [] : [[member, pathStep(locked)]];
}

function usesIn({ graph, workspace }: Project, entry: Dependency): readonly EntryUse[] {
  return usesOf(graph, workspace?.members ?? [], entry);
}

/** The folder of the project's manifest relative to its lockfile, `''` for the lockfile's own. */
export function memberOf(project: Project): string {
  const { lockfilePath, folder } = project;
  const member =
    members.get(project) ?? (lockfilePath === undefined ? '' : relativeFolder(governedFolder(lockfilePath), folder));
  members.set(project, member);
  return member;
}

/** Asked of each line at every keystroke. */
const members = new WeakMap<Project, string>();

/**
 * An override says what others get: no lockfile entry is its own. A catalog's entry has that of the first line that
 * refers to it. A member that the lockfile does not know has none.
 */
export function lockedEntry(project: Project, dependency: Dependency): Locked {
  const { graph } = project;
  if (graph === undefined || dependency.section === 'overrides') return undefined;
  if (dependency.section === 'catalog') return usesIn(project, dependency)[0]?.locked;
  const importer = importerOf(graph, memberOf(project));
  if (importer === undefined) return undefined;
  const id = importer.resolves.get(dependency.name);
  return id === undefined ? null : (graph.entries.get(id) ?? null);
}

/** @param name the subject's */
export function lockedWords(entry: LockEntry, name: string, format: string): LockedWords {
  const { id, version, alias, integrity, optional, bundled, unreachable, askedPlainly } = entry;
  const { hasInstallScript, deprecated } = entry;
  const resolved = entry.resolved ?? remoteAddress(entry);
  const words = { id, version, alias, resolved, integrity, optional, bundled, unreachable, askedPlainly, format };
  return {
    ...words,
    hasInstallScript,
    deprecated,
    name: entry.name === name ? undefined : entry.name,
    local: isLocalEntry(entry) || undefined,
  };
}
