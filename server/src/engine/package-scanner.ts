import path from 'node:path';
import type { ArtifactReader } from '../artifacts/artifact-reader.js';
import type { PackageAnalyser, PackageSource } from '../artifacts/package-analyser.js';
import {
  EMPTY_POLICY,
  failed,
  newCapabilities,
  NO_REGISTRIES,
  ok,
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
import type { AnyRule } from '../rules/rule.js';
import type { Scorer } from '../scoring/scorer.js';
import { assess } from './assess.js';
import { notAnalysedText } from './coverage.js';
import type { Scanned, Scanner, ScanRequest } from './scanner.js';

/** What the scanner is put together from. */
export interface ScannerParts {
  readonly analyser: PackageAnalyser;
  readonly reader: ArtifactReader;
  /** What lies at an absolute path. */
  readonly kindOf: (path: string) => Promise<'file' | 'folder' | undefined>;
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

const NOT_GIVEN = skipped('not-resolved', 'Only the package itself is looked at.');

export function createScanner(parts: ScannerParts): Scanner {
  return {
    concurrency: parts.concurrency,
    async scan({ target, previous, packument, cwd }, signal) {
      const artifact = await analysed({ target, cwd }, parts, signal);
      if (artifact.status !== 'ok') return artifact;
      const before = previous === undefined ? NOT_GIVEN : await analysed({ target: previous, cwd }, parts, signal);
      if (previous !== undefined && before.status !== 'ok') return before;
      const name = artifact.value.manifest?.name ?? '';
      const document = packument === undefined ? NOT_GIVEN : await parts.readPackument(packument, name);
      if (packument !== undefined && document.status !== 'ok') return document;
      return ok(
        judged(artifact.value, { artifact, previousArtifact: before, packument: document }, parts),
        parts.clock(),
      );
    },
    close: () => parts.analyser.close(),
  };
}

type Target = Pick<ScanRequest, 'target' | 'cwd'>;

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
  const text = first.file === undefined || first.file === '' ? first.reason : `${first.file}: ${first.reason}`;
  return others.length === 0 ? text : `${text}; and ${others.length} more`;
}
