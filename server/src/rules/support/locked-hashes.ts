import type { LockedWords, Outcome, Packument, Subject, VersionFacts } from '../../model/index.js';
import { valueOf } from '../../model/index.js';

/** Strongest first, as installers choose. */
const ALGORITHMS = ['sha512', 'sha384', 'sha256', 'sha1', 'md5'] as const;
type Algorithm = (typeof ALGORITHMS)[number];

/** Nobody can make other bytes for these. */
const STRONG: readonly Algorithm[] = ['sha512', 'sha384', 'sha256'];

/** Digests by algorithm, in base64. */
export type Hashes = ReadonlyMap<Algorithm, readonly string[]>;

const HASH = /^(sha512|sha384|sha256|sha1|md5)-([A-Za-z0-9+/]+={0,2})(?:\?.*)?$/;
/** Yarn 1 writes the SHA-1 behind the address, and has for some entries nothing else. */
const SHA1_BEHIND_ADDRESS = /#([0-9a-f]{40})$/i;

/** What a lockfile says the bytes have to be. A checksum of yarn's own archive is none of these. */
export function lockedHashes({ integrity, resolved }: LockedWords): Hashes {
  const found = parseHashes(integrity);
  if (found.size > 0 || resolved === undefined || !/^https?:/i.test(resolved)) return found;
  return sha1Hashes(SHA1_BEHIND_ADDRESS.exec(resolved)?.[1]);
}

/** What the registry says they are. */
export function publishedHashes({ integrity, shasum }: VersionFacts): Hashes {
  return new Map([...sha1Hashes(shasum), ...parseHashes(integrity)]);
}

function parseHashes(integrity: string | undefined): Hashes {
  const hashes = new Map<Algorithm, string[]>();
  for (const word of integrity?.trim().split(/\s+/) ?? []) {
    const [, algorithm, digest] = HASH.exec(word) ?? [];
    if (algorithm === undefined || digest === undefined) continue;
    const known = hashes.get(algorithm as Algorithm);
    if (known === undefined) hashes.set(algorithm as Algorithm, [digest]);
    else known.push(digest);
  }
  return hashes;
}

function sha1Hashes(hexadecimal: string | undefined): Hashes {
  if (hexadecimal === undefined) return new Map();
  return new Map([['sha1', [Buffer.from(hexadecimal, 'hex').toString('base64')]]]);
}

export function isStrong(hashes: Hashes): boolean {
  return STRONG.some((algorithm) => hashes.has(algorithm));
}

/** Something in the lockfile holds the bytes in place: a strong hash, or the checksum that yarn 2 and later write. */
export function isHeld(place: LockedWords): boolean {
  const isYarns = place.resolved?.startsWith('npm:') === true && place.integrity !== undefined;
  return isYarns || isStrong(lockedHashes(place));
}

/** Two hashes of one algorithm that cannot belong to the same bytes. */
export interface HashDifference {
  readonly locked: string;
  readonly published: string;
}

/** How the locked bytes relate to those that the registry has for this version. */
export type Comparison = 'same' | 'unknown' | 'not-there' | HashDifference;

/**
 * Compares like with like. An installer takes bytes that fit any one hash of the strongest algorithm it is given, so
 * each of them has to be one of the registry's; where the registry lacks that algorithm, a weaker one can tell bytes
 * apart, but not that they are the same.
 */
export function compareHashes(locked: Hashes, published: Hashes): 'same' | 'unknown' | HashDifference {
  const told = ALGORITHMS.filter((algorithm) => locked.has(algorithm));
  for (const algorithm of told) {
    const theirs = published.get(algorithm);
    if (theirs === undefined) continue;
    const other = locked.get(algorithm)?.find((digest) => !theirs.includes(digest));
    if (other !== undefined) {
      return { locked: `${algorithm}-${other}`, published: `${algorithm}-${theirs[0] ?? ''}` };
    }
    return algorithm === told[0] ? 'same' : 'unknown';
  }
  return 'unknown';
}

/** `not-there`: the registry was asked and has no such version. */
export function compareWithRegistry(subject: Subject, place: LockedWords, packument: Outcome<Packument>): Comparison {
  if (place.name !== undefined || place.version === null) return 'unknown';
  if (packument.status === 'absent') return 'not-there';
  const versions = valueOf(packument)?.versions;
  if (versions === undefined || subject.name !== valueOf(packument)?.name) return 'unknown';
  const facts = Object.hasOwn(versions, place.version) ? versions[place.version] : undefined;
  return facts === undefined ? 'not-there' : compareHashes(lockedHashes(place), publishedHashes(facts));
}
