import {
  isNpmHost,
  isRegistrySpecifier,
  type KnownRegistries,
  type LockedWords,
  type Subject,
} from '../../model/index.js';

/** Where a lockfile takes a package from. */
export interface LockedAddress {
  readonly kind: 'tarball' | 'git' | 'file';
  /** As written; yarn's own wrapping is taken off. */
  readonly url: string;
  /** Host, with a port where one is given; `''` for files. */
  readonly host: string;
}

/** Yarn 2 and later name an address only where the registry serves a tarball from an unusual place. */
const ARCHIVE_URL = /[:&]__archiveUrl=([^&]*)/;
const FILE = /^file:/i;
const WEB = /^https?:\/\//i;
const GIT_ADDRESS = /^(?:git|ssh|git\+[a-z]+|github|gitlab|bitbucket|gist):|^git@|^https?:\/\/[^?#]*\.git(?:[?#]|$)/i;
const HOST = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/i;

/** Undefined where the lockfile leaves it to the registry. */
export function addressOf({ resolved }: LockedWords): LockedAddress | undefined {
  if (resolved === undefined) return undefined;
  const url = archiveUrl(resolved) ?? resolved;
  const kind = kindOf(url);
  return kind && { kind, url, host: hostOf(url) };
}

function kindOf(url: string): LockedAddress['kind'] | undefined {
  if (FILE.test(url)) return 'file';
  if (GIT_ADDRESS.test(url)) return 'git';
  return WEB.test(url) ? 'tarball' : undefined;
}

function archiveUrl(resolved: string): string | undefined {
  const encoded = ARCHIVE_URL.exec(resolved)?.[1];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : (HOST.exec(url)?.[1]?.toLowerCase() ?? '');
}

/** One of the registries that the project's packages may come from, or npm's own under one of its names. */
export function isKnownRegistry({ host, kind }: LockedAddress, { hosts }: KnownRegistries): boolean {
  return kind === 'tarball' && (isNpmHost(host) || hosts.has(host));
}

/** Every place of the subject that the lockfile has; none where it has no entry. */
export function placesOf({ locked, places }: Subject): readonly LockedWords[] {
  return places ?? (locked === undefined ? [] : [locked]);
}

/** The manifest, or another package, asks for a version that a registry has, not for an address. */
export function isAskedOfRegistry({ dependency, resolution }: Subject): boolean {
  if (resolution.from === 'nowhere' && resolution.because === 'not-from-registry') return false;
  return dependency === undefined || isRegistrySpecifier(dependency.specifier);
}
