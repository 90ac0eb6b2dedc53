import { judgedVersion, type Assessment } from './assessment.js';
import type { TarballManifest, VersionFacts } from './facts.js';
import { valueOf } from './outcome.js';

/** Scripts that npm runs at install, by event. */
const INSTALL_EVENTS: readonly string[] = Object.freeze(['preinstall', 'install', 'postinstall']);

/** Rules about what runs at install, which a package manager can be told not to do. */
export const INSTALL_RULES: readonly string[] = Object.freeze([
  'beyond-allow-list',
  'install-script',
  'install-script-added',
  'nested-install-script',
  'install-command',
  'gyp-command',
]);

/** Commands by event; an empty command where only the fact is known. */
type InstallScripts = Readonly<Record<string, string>>;

/** What runs at install: the package's own word first, then the registry's, then the lockfile's. Undefined: not known. */
export function installScriptsOf({
  facts,
  subject,
}: Pick<Assessment, 'subject'> & {
  readonly facts: Pick<Assessment['facts'], 'tarballManifest' | 'packument'>;
}): InstallScripts | undefined {
  const tarball = valueOf(facts.tarballManifest);
  if (tarball !== undefined) return packagedScripts(tarball);
  const version = judgedVersion(subject);
  const published = version === undefined ? undefined : valueOf(facts.packument)?.versions[version];
  return publishedScripts(published) ?? (subject.locked?.hasInstallScript === true ? { install: '' } : undefined);
}

function packagedScripts({ scripts, hasBindingGyp }: TarballManifest): InstallScripts {
  const atInstall = Object.entries(scripts).filter(([event]) => INSTALL_EVENTS.includes(event));
  // npm builds what has a binding.gyp, unless an install or preinstall script takes its place.
  const builds = hasBindingGyp && atInstall.every(([event]) => event === 'postinstall');
  return Object.fromEntries(builds ? [['install', 'node-gyp rebuild'], ...atInstall] : atInstall);
}

function publishedScripts(published: VersionFacts | undefined): InstallScripts | undefined {
  if (published?.installScripts !== undefined) return published.installScripts;
  if (published?.hasInstallScript === undefined) return undefined;
  return published.hasInstallScript ? { install: '' } : {};
}
