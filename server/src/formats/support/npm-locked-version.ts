import { posix } from 'node:path';
import npa from 'npm-package-arg';
import semver from 'semver';
import { hostedLockAddress } from './hosted-git.js';
import { folderLocation } from './npm-location.js';

/** What the `version` of a lockfile v1 entry says, which can be far more than a version. */
export interface LockedVersion {
  /** The real name, where the text tells it. */
  readonly name?: string;
  /** Null where there is only an address: a git commit, a folder, a tarball whose file name tells nothing. */
  readonly version: string | null;
  readonly resolved?: string;
  /** The folder that is linked, relative to the lockfile. */
  readonly folder?: string;
}

/** Nearly all are of this kind, and semver's own parser takes a tenth of the time of reading a lockfile. */
const PLAIN_VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/;
const FILE = /^file:/i;
const TARBALL = /\.(?:tgz|tar\.gz|tar)$/i;
const HTTP = /^https?:/i;

/** As npm reads it: `1.2.3`, `npm:real@1.2.3`, `file:…`, `https://…`, `git+ssh://…#commit`, `github:owner/repo#commit`. */
export function lockedVersion(name: string, written: string, resolved: string | undefined): LockedVersion {
  if (PLAIN_VERSION.test(written)) return { version: written, resolved };
  if (semver.valid(written, true) !== null) return { version: written.trim(), resolved };
  if (FILE.test(written)) return localVersion(name, written.slice('file:'.length));
  try {
    const parsed = npa.resolve(name, written, '/');
    if (parsed.type === 'alias') return aliasVersion(written, resolved);
    if (parsed.type === 'git') return { version: null, resolved: hostedLockAddress(parsed) ?? written };
    if (parsed.type === 'remote') return { ...fromTarballName(name, written), resolved: written };
  } catch {
    // Falls through: whatever it is, it names no version.
  }
  return { version: null, resolved };
}

function aliasVersion(written: string, resolved: string | undefined): LockedVersion {
  const target = written.slice('npm:'.length);
  const at = target.indexOf('@', 1);
  if (at < 0) return { name: target, version: null, resolved };
  return { name: target.slice(0, at), version: target.slice(at + 1), resolved };
}

function localVersion(name: string, path: string): LockedVersion {
  const location = folderLocation(path);
  if (!TARBALL.test(path)) return { version: null, folder: location };
  return { ...fromTarballName(name, path), resolved: `file:${location}` };
}

/** `…/name-1.2.3.tgz`, and of registries `…/@scope/name/-/name-1.2.3.tgz`, which tells the scope too. */
function fromTarballName(installedAs: string, address: string): Pick<LockedVersion, 'name' | 'version'> {
  const base = posix.basename(address);
  const name = nameInRegistryUrl(address) ?? installedAs;
  const project = name.slice(name.lastIndexOf('/') + 1);
  if (!base.endsWith('.tgz') || !base.startsWith(`${project}-`)) return { version: null };
  const version = semver.parse(base.slice(project.length + 1, -'.tgz'.length))?.version;
  return version === undefined ? { version: null } : { name, version };
}

function nameInRegistryUrl(address: string): string | undefined {
  if (!HTTP.test(address) || !URL.canParse(address)) return undefined;
  const before = new URL(address).pathname.slice(1).split('/-/').slice(0, -1).pop();
  if (before === undefined) return undefined;
  const [scope, project] = before.split(/\/|%2f/i).slice(-2);
  if (project === undefined) return scope;
  return scope?.startsWith('@') === true ? `${scope}/${project}` : project;
}
