import npa from 'npm-package-arg';
import { failed, ok, packageId, phrase, skipped, type Outcome } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import { createLimiter } from '../platform/limiter.js';
import { DEFAULT_REGISTRY_HOST } from '../platform/npm/default-registry.js';
import { registryFor, type Registry } from '../platform/npm/npm-config.js';
import { backOff, MAX_TRIES } from '../platform/network/retry-delay.js';
import { systemTimers, wait, type Timers } from '../platform/timers.js';
import type { Turns } from '../platform/turns.js';
import { inMegabytes } from './archive.js';
import { ArtifactError } from './artifact-error.js';
import { artifactFailure } from './artifact-failure.js';
import type { ArtifactReader, ArtifactRequest } from './artifact-reader.js';
import { readPackageManifest } from './package-manifest.js';
import { pacoteOptions, type ArtifactNetwork, type PacoteOptions } from './pacote-options.js';

export interface ArtifactReaderOptions extends ArtifactNetwork {
  readonly clock: Clock;
  /** Nothing is fetched. */
  readonly offline: boolean;
  /** Package files under way at once, at least 1. */
  readonly concurrency: number;
  /** From 0 to 1, for the jitter of back-off. */
  readonly random: () => number;
  readonly timers?: Timers;
  /** Each file is asked for in its turn: what pacote does before it sends anything takes milliseconds, and files come by the hundred. */
  readonly turns?: Pick<Turns, 'breathe'>;
}

/** A whole package file may take this many times as long as one answer: some have a hundred megabytes. */
const TIMEOUTS_PER_FILE = 6;

/** Reads package files as npm would fetch them, from the registry that npm's configuration names. */
export function createArtifactReader(options: ArtifactReaderOptions): ArtifactReader {
  const limiter = createLimiter(options.concurrency);
  const optionsFor = pacoteOptions(options);
  const fetchAs = async <T>(request: ArtifactRequest, signal: AbortSignal, use: Use<T>): Promise<Outcome<T>> => {
    signal.throwIfAborted();
    if (options.offline) return failed('offline', phrase('Not fetched: working offline.'));
    const registry = registryFor(options.config, request.name);
    if ('status' in registry) return registry;
    const spec = versionSpec(request);
    if (spec === undefined) return failed('unsupported', phrase('It is not a version that a registry could hold.'));
    if (isFromElsewhere(request, registry)) return notDenoted(request, registry);
    const question = { spec, request, registry, signal, use, optionsFor };
    for (let tries = 1; ; tries += 1) {
      const outcome = await limiter.run(signal, async () => {
        await options.turns?.breathe();
        signal.throwIfAborted();
        return read(question, options);
      });
      signal.throwIfAborted();
      if (tries >= MAX_TRIES || !mayPass(outcome)) return outcome;
      await wait(options.timers ?? systemTimers, backOff(tries, options.random()), signal);
    }
  };
  return {
    readManifest: (request, signal) => fetchAs(request, signal, readPackageManifest),
    readBytes: (request, maxBytes, signal) => fetchAs(request, signal, (source) => wholeFile(source, maxBytes)),
  };
}

/** What is made of the bytes as they arrive. */
type Use<T> = (source: AsyncIterable<Uint8Array>) => Promise<T>;

async function wholeFile(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    pieces.push(piece);
  }
  // Not of Node's pool: the buffer is handed to another thread as a whole.
  const whole = new Uint8Array(length);
  pieces.reduce((at, piece) => (whole.set(piece, at), at + piece.length), 0);
  return whole;
}

function tooLarge(maxBytes: number): ArtifactError {
  return new ArtifactError('too-large', phrase('has more than {size}', { size: inMegabytes(maxBytes) }));
}

/** The same file may come through in a moment. A deadline that was missed once is not tried three times. */
function mayPass(outcome: Outcome<unknown>): boolean {
  return outcome.status === 'failed' && (outcome.reason === 'network' || outcome.reason === 'server-error');
}

interface Question<T> {
  readonly spec: object;
  readonly request: ArtifactRequest;
  readonly registry: Registry;
  readonly signal: AbortSignal;
  readonly use: Use<T>;
  readonly optionsFor: PacoteOptions;
}

/** Only `name@1.2.3`. What a hostile lockfile calls a version may be a URL or a folder, and pacote would go there. */
function versionSpec({ name, version }: ArtifactRequest): object | undefined {
  try {
    const spec = npa.resolve(name, version);
    return spec.type === 'version' && spec.name === name ? spec : undefined;
  } catch {
    return undefined;
  }
}

async function read<T>(
  { spec, request, registry, signal, use, optionsFor }: Question<T>,
  options: ArtifactReaderOptions,
): Promise<Outcome<T>> {
  const { clock, timeoutMs, timers = systemTimers } = options;
  const over = new AbortController();
  const deadlineMs = timeoutMs * TIMEOUTS_PER_FILE;
  const late = new ArtifactError(
    'timeout',
    phrase('did not arrive within {seconds} s', { seconds: deadlineMs / 1000 }),
  );
  const cancel = timers.after(deadlineMs, () => over.abort(late));
  const failure = (error: unknown): Outcome<never> =>
    artifactFailure(over.signal.aborted ? late : error, packageId(request), registry.host);
  try {
    // Large, and needed where a file is fetched only: whoever opens a manifest need not wait for it.
    const { default: pacote } = await import('pacote');
    return await pacote.tarball.stream(
      spec,
      (stream) => {
        // An answer that is cut off when nobody reads it any more must not bring the process down.
        stream.on('error', () => {});
        // An outcome and no rejection: pacote would empty a part of npm's own cache and try again.
        return use(stream).then((value) => ok(value, clock()), failure);
      },
      { ...optionsFor(registry, request.integrity), signal: AbortSignal.any([signal, over.signal]) },
    );
  } catch (error) {
    return failure(error);
  } finally {
    cancel();
    over.abort(late);
  }
}

/**
 * Whether a lockfile's URL leads to other bytes than the registry's `name@version`. With an integrity it does not matter
 * where they lie; without one, a file of another host or of another package is not what we would read.
 */
function isFromElsewhere({ name, resolved, integrity }: ArtifactRequest, registry: Registry): boolean {
  if (resolved === undefined || /\bsha\d+-\S/.test(integrity ?? '')) return false;
  if (!URL.canParse(resolved)) return true;
  const url = new URL(resolved);
  // npm reads a lockfile's URL at its own registry as "the registry", whichever that is.
  const isRegistry = url.host === registry.host || url.host === DEFAULT_REGISTRY_HOST;
  return !isRegistry || !pathOf(url).includes(`/${name}/`);
}

function pathOf(url: URL): string {
  return url.pathname.replaceAll(/%40/gi, '@').replaceAll(/%2f/gi, '/');
}

function notDenoted(request: ArtifactRequest, registry: Registry): Outcome<never> {
  const message = phrase(
    "The package file of {package} was not read: the lockfile names a file without integrity that is not {host}'s file of this package.",
    { package: packageId(request), host: registry.host },
  );
  return skipped('not-from-registry', message);
}
