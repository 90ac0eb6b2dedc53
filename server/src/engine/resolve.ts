import pickManifest from 'npm-pick-manifest';
import semver from 'semver';
import {
  isRegistrySpecifier,
  type Dependency,
  type LockEntry,
  type Outcome,
  type Packument,
  type RegistrySpecifier,
  type Resolution,
  type Specifier,
  type VersionFacts,
} from '../model/index.js';

/** What the lockfile says of a declared dependency: an entry, `null` for none, undefined without a lockfile. */
export type Locked = LockEntry | null | undefined;

/**
 * Which version of a declared dependency is judged: the lockfile's while it satisfies the specifier,
 * otherwise what the specifier resolves to now. Like npm, the lockfile may hold any version for a dist-tag.
 *
 * @param newest see `resolveNow`
 */
export function resolveDependency(
  dependency: Dependency,
  locked: Locked,
  packument: Outcome<Packument> | undefined,
  newest?: number,
): Resolution {
  const { specifier } = dependency;
  if (!isRegistrySpecifier(specifier)) return { from: 'nowhere', because: whyNotFromRegistry(specifier) };
  const version = lockedVersionFor(specifier, locked);
  if (version !== undefined) return { from: 'lockfile', version };
  const now = resolveNow(specifier, packument, newest);
  return locked === undefined ? now : { ...now, lockedVersion: locked?.version ?? null };
}

/** The locked version while it is the right package and satisfies what is declared. */
function lockedVersionFor(specifier: RegistrySpecifier, locked: Locked): string | undefined {
  if (locked?.version == null || locked.name !== specifier.name) return undefined;
  return satisfies(locked.version, specifier) ? locked.version : undefined;
}

/**
 * What a specifier resolves to in the registry now.
 *
 * @param newest the package manager takes nothing that was published after this moment (milliseconds since the epoch), as long
 *   as there is something else: where there is not, it is to be said that it will refuse
 */
export function resolveNow(
  specifier: RegistrySpecifier,
  packument: Outcome<Packument> | undefined,
  newest?: number,
): Exclude<Resolution, { readonly from: 'lockfile' }> {
  if (packument?.status === 'absent') return { from: 'nowhere', because: 'name-not-found' };
  if (packument?.status !== 'ok') {
    // An exact version can be held against advisories even where the registry is silent.
    return specifier.kind === 'version'
      ? { from: 'declared', version: specifier.version }
      : { from: 'nowhere', because: 'registry-unknown' };
  }
  const wanted = wantedOf(specifier);
  const settled = newest === undefined ? undefined : pickVersion(packument.value, wanted, newest);
  const version = settled ?? pickVersion(packument.value, wanted);
  return version === undefined ? { from: 'nowhere', because: 'no-such-version' } : { from: 'registry', version };
}

function whyNotFromRegistry(specifier: Specifier): Extract<Resolution, { from: 'nowhere' }>['because'] {
  if (specifier.kind === 'invalid') return 'invalid-specifier';
  return specifier.kind === 'other' && specifier.protocol === '$' ? 'not-a-version' : 'not-from-registry';
}

function wantedOf(specifier: RegistrySpecifier): string {
  if (specifier.kind === 'version') return specifier.version;
  return specifier.kind === 'range' ? specifier.range : specifier.tag;
}

function satisfies(version: string, specifier: RegistrySpecifier): boolean {
  if (specifier.kind === 'tag') return true;
  return semver.satisfies(version, specifier.kind === 'version' ? specifier.version : specifier.range, true);
}

const picks = new WeakMap<Packument, Map<string, string | undefined>>();

/** Moments are remembered by the hour: each keystroke has another one. */
const HOUR_MS = 3_600_000;

/** npm's own choice, remembered for each document: sorting a thousand versions on every keystroke is too slow. */
export function pickVersion(packument: Packument, wanted: string, newest?: number): string | undefined {
  let known = picks.get(packument);
  if (known === undefined) {
    known = new Map();
    picks.set(packument, known);
  }
  const until = newest === undefined ? undefined : Math.floor(newest / HOUR_MS) * HOUR_MS;
  const key = until === undefined ? wanted : `${wanted} ${until}`;
  if (!known.has(key)) known.set(key, pick(packument, wanted, until));
  return known.get(key);
}

function pick(packument: Packument, wanted: string, before: number | undefined): string | undefined {
  try {
    const { name, distTags, versions } = packument;
    const document = { name, 'dist-tags': distTags, versions };
    // `nodeVersion: null`: what the developer's own Node could run is no part of "what would be installed".
    if (before === undefined) return pickManifest<VersionFacts>(document, wanted, { nodeVersion: null }).version;
    return pickManifest<VersionFacts>({ ...document, time: timesOf(packument) }, wanted, { nodeVersion: null, before })
      .version;
  } catch {
    return undefined;
  }
}

/** As npm reads a registry's document. A version without a date counts as old enough. */
function timesOf({ versions }: Packument): Readonly<Record<string, string>> {
  const dated = Object.values(versions).flatMap(({ version, publishedAt }) =>
    publishedAt === undefined ? [] : [[version, new Date(publishedAt).toISOString()] as const],
  );
  return Object.fromEntries(dated);
}
