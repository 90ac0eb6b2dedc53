import { createHash } from 'node:crypto';
import type { ArtifactReader, ArtifactRequest } from '../../artifacts/artifact-reader.js';
import { ok, type Outcome } from '../../model/index.js';
import type { Clock } from '../../platform/clock.js';
import type { DiskCache } from '../../platform/disk-cache.js';
import { registryFor, type NpmConfiguration } from '../../platform/npm/npm-config.js';

/** A version without a known hash could be published anew on a private registry. */
export const MAX_AGE_WITHOUT_INTEGRITY_MS = 24 * 3_600_000;

/** Larger ones would push everything else out of the cache; they are fetched again where somebody wants to read them. */
const MAX_KEPT_BYTES = 8 * 1024 * 1024;

export interface PackageBytesOptions {
  readonly config: NpmConfiguration;
  readonly reader: Pick<ArtifactReader, 'readBytes'>;
  readonly cache: DiskCache;
  readonly clock: Clock;
}

export interface HashedBytes {
  readonly bytes: Uint8Array;
  /** SHA-512 in base64. */
  readonly hash: string;
}

/** Package files as they are packed, kept on disk by the SHA-512 of their bytes. */
export interface PackageBytes {
  /** The SHA-512 (base64) of the bytes that are denoted, as far as it is known without having them. */
  hashOf(request: ArtifactRequest): Promise<string | undefined>;
  /** From the disk or the registry; `too-large` where there are more than `maxBytes`. Rejects only with the signal's reason. */
  read(request: ArtifactRequest, maxBytes: number, signal: AbortSignal): Promise<Outcome<HashedBytes>>;
}

export function createPackageBytes({ config, reader, cache, clock }: PackageBytesOptions): PackageBytes {
  const nameKey = ({ name, version, resolved }: ArtifactRequest): string | undefined => {
    const registry = registryFor(config, name);
    if ('status' in registry) return undefined;
    return `artifact-hash:${[registry.id, `${name}@${version}`, resolved ?? ''].join(' ')}`;
  };
  const hashOf = async (request: ArtifactRequest): Promise<string | undefined> => {
    const locked = sha512Of(request.integrity);
    const key = locked === undefined ? nameKey(request) : undefined;
    const cached = key === undefined ? undefined : await cache.read(key);
    const isRecent = cached !== undefined && clock() - cached.asOf < MAX_AGE_WITHOUT_INTEGRITY_MS;
    return locked ?? (isRecent ? cached.text : undefined);
  };
  const keep = async (request: ArtifactRequest, { bytes, hash }: HashedBytes, asOf: number): Promise<void> => {
    const key = sha512Of(request.integrity) === undefined ? nameKey(request) : undefined;
    if (key !== undefined) await cache.write(key, { text: hash, asOf });
    if (bytes.length > MAX_KEPT_BYTES) return;
    await cache.write(bytesKey(hash), { bytes, asOf });
  };
  return {
    hashOf,
    async read(request, maxBytes, signal) {
      const known = await hashOf(request);
      const kept = known === undefined ? undefined : await keptBytes(known, cache);
      if (kept !== undefined && kept.value.bytes.length <= maxBytes) return kept;
      const fetched = await reader.readBytes(request, maxBytes, signal);
      if (fetched.status !== 'ok') return fetched;
      const found = { bytes: fetched.value, hash: hashOfBytes(fetched.value) };
      await keep(request, found, fetched.asOf);
      return ok(found, fetched.asOf);
    },
  };
}

type Kept = Extract<Outcome<HashedBytes>, { readonly status: 'ok' }>;

async function keptBytes(hash: string, cache: DiskCache): Promise<Kept | undefined> {
  const cached = await cache.readBytes(bytesKey(hash));
  if (cached === undefined) return undefined;
  // In memory of their own: it is handed to another thread as a whole.
  const bytes = Uint8Array.from(cached.bytes);
  // Somebody else may have written there.
  return hashOfBytes(bytes) === hash ? { status: 'ok', value: { bytes, hash }, asOf: cached.asOf } : undefined;
}

function bytesKey(hash: string): string {
  return `package-bytes:${hash}`;
}

function hashOfBytes(bytes: Uint8Array): string {
  return createHash('sha512').update(bytes).digest('base64');
}

/** The one SHA-512 of a lockfile's integrity, base64. SHA-1 alone never keys: bytes can be made to fit one. */
function sha512Of(integrity = ''): string | undefined {
  const hashes = [...integrity.matchAll(/\bsha512-([A-Za-z0-9+/]{86}==)/g)].map(([, hash]) => hash);
  return hashes.length === 1 ? hashes[0] : undefined;
}
