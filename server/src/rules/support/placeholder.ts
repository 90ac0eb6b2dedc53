import type { Packument, Subject, VersionFacts } from '../../model/index.js';

/** npm's own versions in place of removed packages: `0.0.1-security`, `0.0.2-security`, `0.0.1-security.0`. */
const PLACEHOLDER_VERSION = /^0\.0\.\d+-security(?:\.\d+)?$/;

/** What npm writes into every placeholder's `description`. */
const PLACEHOLDER_DESCRIPTION = 'security holding package';

export function isPlaceholderVersion(version: string): boolean {
  return PLACEHOLDER_VERSION.test(version);
}

export function isPlaceholder(version: string, facts: VersionFacts | undefined): boolean {
  return isPlaceholderVersion(version) || describesPlaceholder(facts);
}

function describesPlaceholder(facts: VersionFacts | undefined): boolean {
  return facts?.description?.trim().toLowerCase() === PLACEHOLDER_DESCRIPTION;
}

/** True where versions are published and none of them is the package's own. */
export function holdsOnlyPlaceholders(packument: Packument): boolean {
  let some = false;
  // Nearly always the first version answers: a list of all would be made on every keystroke.
  for (const version in packument.versions) {
    if (!isPlaceholder(version, packument.versions[version])) return false;
    some = true;
  }
  return some;
}

/**
 * How sure it is that a version is npm's harmless placeholder and not something that merely took such a version number,
 * which anybody can: `certain` where the registry's description says so too, `no` where an install script or another
 * description speaks against it.
 */
export function placeholderCertainty(
  version: string,
  facts: VersionFacts | undefined,
  locked: Subject['locked'],
): 'certain' | 'likely' | 'no' {
  if (!isPlaceholderVersion(version) || runsAtInstall(facts, locked)) return 'no';
  if (facts?.description === undefined) return 'likely';
  return describesPlaceholder(facts) ? 'certain' : 'no';
}

function runsAtInstall(facts: VersionFacts | undefined, locked: Subject['locked']): boolean {
  return (
    facts?.hasInstallScript === true ||
    locked?.hasInstallScript === true ||
    Object.keys(facts?.installScripts ?? {}).length > 0
  );
}
