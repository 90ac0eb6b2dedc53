import semver from 'semver';
import { isRegistrySpecifier, type Dependency, type RegistrySpecifier } from '../model/index.js';
import type { Project, Workspace, WorkspaceMember } from './engine.js';
import { isLocalEntry } from './entry-origin.js';
import type { Locked } from './resolve.js';

/** For a manifest without a version, as npm has it. */
const NO_VERSION = '0.0.0';

/**
 * A line that means a folder of this machine, a package of the own workspace above all, although it reads like one of the
 * registry. Its name is asked of no registry: it may be nobody else's business, and what would be found there is not what
 * gets installed. The lockfile decides; where it does not know the line, the members' own names do.
 */
export function isWorkspacePackage(
  { workspace }: Project,
  { specifier, section }: Dependency,
  locked: Locked,
): boolean {
  if (!isRegistrySpecifier(specifier)) return false;
  if (locked != null) {
    return isLocalEntry(locked) && (locked.version === null || isVersionFor(locked.version, specifier));
  }
  return section === 'overrides' ? isNeverPublished(workspace, specifier) : isMember(workspace, specifier);
}

function isMember(workspace: Workspace | undefined, specifier: RegistrySpecifier): boolean {
  const member = memberNamed(workspace, specifier);
  return (
    isNeverPublished(workspace, specifier) || (member && workspace?.linksRanges && isMeant(member, specifier)) === true
  );
}

function memberNamed(workspace: Workspace | undefined, { name }: RegistrySpecifier): WorkspaceMember | undefined {
  return workspace?.members.find(({ manifest }) => manifest.name === name);
}

/** It can only be a stranger's in a registry, whatever the package manager would fetch. */
function isNeverPublished(workspace: Workspace | undefined, specifier: RegistrySpecifier): boolean {
  return memberNamed(workspace, specifier)?.manifest.private === true;
}

/** Package managers link a member wherever its version will do. */
function isMeant({ manifest }: WorkspaceMember, specifier: RegistrySpecifier): boolean {
  return specifier.kind !== 'tag' && isVersionFor(manifest.version ?? NO_VERSION, specifier);
}

/** Of folders, also a prerelease will do for any range. */
function isVersionFor(version: string, specifier: RegistrySpecifier): boolean {
  if (specifier.kind === 'tag') return true;
  const range = specifier.kind === 'version' ? specifier.version : specifier.range;
  return semver.satisfies(version, range, { loose: true, includePrerelease: true });
}
