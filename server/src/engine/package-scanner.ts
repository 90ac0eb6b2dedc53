import path from 'node:path';
import type { ArtifactReader } from '../artifacts/artifact-reader.js';
import type { PackageAnalyser, PackageSource } from '../artifacts/package-analyser.js';
import {
  EMPTY_POLICY,
  failed,
  inEnglish,
  newCapabilities,
  NO_REGISTRIES,
  ok,
  phrase,
  skipped,
  splitPackageId,
  valueOf,
  type ArtifactFacts,
  type Facts,
  type Outcome,
  type Packument,
  type Subject,
} from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import { createLimiter } from '../platform/limiter.js';
import type { AnyRule } from '../rules/rule.js';
import type { Scorer } from '../scoring/scorer.js';
import { assess } from './assess.js';
import { notAnalysedText } from './coverage.js';
import { linkedWith, type Neighbour } from './linking/joined-targets.js';
import { linkedFacts } from './linking/link.js';
import type { Scanned, Scanner, ScanRequest } from './scanner.js';

/** What the scanner is put together from. */
export interface ScannerParts {
  readonly analyser: PackageAnalyser;
  readonly reader: ArtifactReader;
  /** What lies at an absolute path. */
  readonly kindOf: (path: string) => Promise<'file' | 'folder' | undefined>;
  /** What the package in a folder or file calls itself. */
  readonly nameOf: (path: string, kind: 'file' | 'folder') => Promise<string | undefined>;
  /** The registry document in a file, as one about `name` where it names nobody; failed with a sentence where it is none. */
  readonly readPackument: (path: string, name: string) => Promise<Outcome<Packument>>;
  readonly rules: readonly AnyRule[];
  readonly scorer: Scorer;
  readonly clock: Clock;
  readonly cooldownHours: number;
  readonly concurrency: number;
}

/** The largest package files of public registries have some 300 MB; they are held as they come. */
const MAX_PACKED_BYTES = 512 * 1024 * 1024;

/** Package files that are opened for their names while others are analysed. */
const NAMES_AT_ONCE = 4;

const NOT_GIVEN = skipped('not-resolved', phrase('Only the package itself is looked at.'));

export function createScanner(parts: ScannerParts): Scanner {
  const run = new Run(parts);
  return {
    concurrency: parts.concurrency,
    async scan({ target, previous, packument, others = [], cwd }, signal) {
      const artifact = await run.analysed({ target, cwd }, others.length > 0, signal);
      if (artifact.status !== 'ok') return artifact;
      const facts = await run.linked(artifact.value, others, cwd, signal);
      const before = previous === undefined ? NOT_GIVEN : await analysed({ target: previous, cwd }, parts, signal);
      if (isMissing(before)) return before;
      const name = artifact.value.manifest?.name ?? '';
      const document = packument === undefined ? NOT_GIVEN : await parts.readPackument(packument, name);
      if (isMissing(document)) return document;
      return ok(
        judged(
          facts,
          { artifact: { ...artifact, value: facts }, previousArtifact: before, packument: document },
          parts,
        ),
        parts.clock(),
      );
    },
    close: () => parts.analyser.close(),
  };
}

/** It was asked for and is not there. */
function isMissing<T>(outcome: Outcome<T>): outcome is Exclude<Outcome<T>, { readonly status: 'ok' }> {
  return outcome !== NOT_GIVEN && outcome.status !== 'ok';
}

type Target = Pick<ScanRequest, 'target' | 'cwd'>;

/** What is looked at for itself and as a part of others is analysed once. */
class Run {
  readonly #parts: ScannerParts;
  readonly #analyses = new Map<string, Promise<Outcome<ArtifactFacts>>>();
  readonly #names = new Map<string, Promise<string | undefined>>();
  readonly #limiter = createLimiter(NAMES_AT_ONCE);

  constructor(parts: ScannerParts) {
    this.#parts = parts;
  }

  analysed(target: Target, isKept: boolean, signal: AbortSignal): Promise<Outcome<ArtifactFacts>> {
    const key = JSON.stringify(target);
    const known = this.#analyses.get(key) ?? analysed(target, this.#parts, signal);
    if (isKept) this.#analyses.set(key, known);
    return known;
  }

  /** With the flows that a package has a part in together with others of the run. */
  async linked(
    facts: ArtifactFacts,
    others: readonly string[],
    cwd: string,
    signal: AbortSignal,
  ): Promise<ArtifactFacts> {
    const neighbours = others.map((other) => this.#neighbour({ target: other, cwd }, signal));
    return linkedFacts(await linkedWith(facts, neighbours));
  }

  #neighbour(target: Target, signal: AbortSignal): Neighbour {
    return { name: () => this.#nameOf(target, signal), analyse: () => this.analysed(target, true, signal) };
  }

  #nameOf(target: Target, signal: AbortSignal): Promise<string | undefined> {
    const key = JSON.stringify(target);
    const name = this.#names.get(key) ?? this.#limiter.run(signal, () => nameOf(target, this.#parts));
    this.#names.set(key, name);
    return name;
  }
}

async function nameOf({ target, cwd }: Target, { kindOf, nameOf: nameIn }: ScannerParts): Promise<string | undefined> {
  const absolute = path.resolve(cwd, target);
  const kind = await kindOf(absolute);
  return kind === undefined ? splitPackageId(target).name : nameIn(absolute, kind).catch(() => undefined);
}

async function analysed(
  target: Target,
  { analyser, ...parts }: ScannerParts,
  signal: AbortSignal,
): Promise<Outcome<ArtifactFacts>> {
  const source = await sourceOf(target, parts, signal);
  if (source.status !== 'ok') return source;
  const outcome = await analyser.analyse(source.value, signal);
  if (outcome.status === 'ok' && outcome.value.manifest === undefined) {
    return failed('unsupported', 'There is no package.json that can be read: it is no package.');
  }
  return outcome;
}

async function sourceOf(
  { target, cwd }: Target,
  { kindOf, reader, clock }: Omit<ScannerParts, 'analyser'>,
  signal: AbortSignal,
): Promise<Outcome<PackageSource>> {
  const absolute = path.resolve(cwd, target);
  const kind = await kindOf(absolute);
  if (kind !== undefined) return ok({ kind: kind === 'folder' ? 'folder' : 'archive', path: absolute }, clock());
  const { name, version } = splitPackageId(target);
  if (version === undefined || version === '' || /^[./\\]|\.tgz$/.test(target)) {
    return failed('unsupported', 'There is no such folder or file, and it is not name@version.');
  }
  const bytes = await reader.readBytes({ name, version }, MAX_PACKED_BYTES, signal);
  return bytes.status === 'ok' ? { ...bytes, value: { kind: 'bytes', bytes: bytes.value } } : bytes;
}

function judged(artifact: ArtifactFacts, given: Facts, { rules, scorer, clock, cooldownHours }: ScannerParts): Scanned {
  const { files, bytes } = artifact;
  const { name, version, scripts = {}, hasBindingGyp = false } = artifact.manifest ?? {};
  const manifest = { name, version, scripts, hasBindingGyp, fileCount: files, unpackedSize: bytes };
  const facts: Facts = { ...given, tarballManifest: ok(manifest, clock()) };
  const judgement = { rules, scorer, policy: EMPTY_POLICY, registries: NO_REGISTRIES, now: clock(), cooldownHours };
  const { level, findings } = assess(subjectOf(artifact), facts, false, judgement);
  const incomplete = incompleteText(artifact);
  const notAnalysed = notAnalysedText({ ...artifact, incomplete: [] });
  const { capabilities } = artifact;
  const fresh = newCapabilities(capabilities, valueOf(given.previousArtifact)?.capabilities);
  return {
    name,
    version,
    level,
    findings,
    files,
    bytes,
    capabilities,
    ...(fresh && { newCapabilities: fresh }),
    ...(incomplete && { incomplete }),
    ...(notAnalysed && { notAnalysed }),
  };
}

function subjectOf({ manifest }: ArtifactFacts): Subject {
  return {
    name: manifest?.name ?? 'the package',
    resolution: { from: 'declared', version: manifest?.version ?? '0.0.0' },
    direct: true,
    paths: [],
  };
}

/** `lib/a.js: reason; and 3 more`. */
function incompleteText({ incomplete }: ArtifactFacts): string {
  const [first, ...others] = incomplete;
  if (first === undefined) return '';
  const reason = inEnglish(first.reason);
  const text = first.file === undefined || first.file === '' ? reason : `${first.file}: ${reason}`;
  return others.length === 0 ? text : `${text}; and ${others.length} more`;
}
