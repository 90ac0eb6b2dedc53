import semver from 'semver';
import {
  isRegistrySpecifier,
  type Dependency,
  type LockEntry,
  type Outcome,
  type Packument,
  type Resolution,
  type Subject,
} from '../model/index.js';
import type { Project } from './engine.js';
import { relativeFolder } from './folders.js';
import { importerOf } from './lockfile-reader.js';
import { lockedBehindOverride } from './overridden.js';
import { governedFolder } from './parsed-lockfiles.js';
import { resolveDependency, type Locked } from './resolve.js';
import { isAnsweredBy, isVersionFor } from './workspace-members.js';

type KnownPackument = (name: string) => Outcome<Packument> | undefined;

/** The manifest's lines as subjects, in document order. `packumentOf` tells what is known at this moment. */
export function directSubjects(project: Project, packumentOf: KnownPackument): readonly Subject[] {
  return project.manifest.dependencies.map((dependency) => directSubject(project, dependency, packumentOf));
}

function directSubject(project: Project, dependency: Dependency, packumentOf: KnownPackument): Subject {
  const locked = lockedEntry(project, dependency);
  const name = isRegistrySpecifier(dependency.specifier) ? dependency.specifier.name : dependency.name;
  const resolution = isLocal(project, dependency, locked)
    ? NOT_FROM_REGISTRY
    : besideOverride(resolveDependency(dependency, locked, packumentOf(name)), project, dependency);
  return {
    name,
    resolution,
    direct: true,
    dev: dependency.section === 'devDependencies',
    dependency,
    ...(locked == null ? {} : { locked: lockedWords(locked) }),
    paths: [],
  };
}

/** Says what the lockfile still holds in place of what an override asks for. */
function besideOverride(resolution: Resolution, { graph }: Project, dependency: Dependency): Resolution {
  const lockedVersion = lockedBehindOverride(graph, dependency);
  return lockedVersion === undefined || resolution.from === 'lockfile' ? resolution : { ...resolution, lockedVersion };
}

const NOT_FROM_REGISTRY: Resolution = Object.freeze({ from: 'nowhere', because: 'not-from-registry' });

/** Folders of this machine, however their names are written: the lockfile says so, or the workspace has such a member. */
function isLocal({ members }: Project, { specifier, section }: Dependency, locked: Locked): boolean {
  if (!isRegistrySpecifier(specifier) || section === 'overrides') return false;
  if (locked == null) return isAnsweredBy(specifier, members);
  return isLocalEntry(locked) && (locked.version === null || isVersionFor(locked.version, specifier));
}

/** An override says what others get: no lockfile entry is its own. A member that the lockfile does not know has none. */
export function lockedEntry(project: Project, dependency: Dependency): Locked {
  const { graph, lockfilePath } = project;
  if (graph === undefined || lockfilePath === undefined || dependency.section === 'overrides') return undefined;
  const member = relativeFolder(governedFolder(lockfilePath), project.folder);
  const importer = importerOf(graph, member);
  if (importer === undefined) return undefined;
  const id = importer.resolves.get(dependency.name);
  return id === undefined ? null : (graph.entries.get(id) ?? null);
}

export function lockedWords(entry: LockEntry): NonNullable<Subject['locked']> {
  const { id, version, resolved, integrity, hasInstallScript, deprecated } = entry;
  return { id, version, resolved, integrity, hasInstallScript, deprecated };
}

function isLocalEntry({ link, workspace, localDir }: LockEntry): boolean {
  return link === true || workspace === true || localDir === true;
}

/**
 * `…/-/name-1.0.0.tgz` is how npm registries serve a tarball (some repeat the scope there; GitHub's:
 * `…/download/name/1.0.0/…`), and yarn writes
 * `npm:1.0.0`, or `patch:` where it changes such a package. Any other address is a dependency of its own kind.
 */
const FROM_REGISTRY =
  /^(?:https?:\/\/.*\/-\/(?:@[^/]+\/)?[^/]+\.tgz(?:[?#]|$)|https?:\/\/[^/]+\/download\/|npm:|patch:)/;

/** Without `resolved` (npm can be told to leave it out) an entry is the registry's unless it is local. */
export function comesFromRegistry(entry: LockEntry): boolean {
  if (isLocalEntry(entry)) return false;
  // Some lockfiles write the address of what comes from elsewhere for its version.
  if (entry.version !== null && semver.valid(entry.version, true) === null) return false;
  return entry.resolved === undefined || FROM_REGISTRY.test(entry.resolved);
}
