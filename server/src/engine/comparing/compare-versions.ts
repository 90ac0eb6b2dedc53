import semver from 'semver';
import {
  absent,
  CAPABILITY_WORDS,
  newCapabilities,
  ok,
  phrase,
  skipped,
  valueOf,
  type ArtifactFacts,
  type Finding,
  type Outcome,
  type Subject,
  type VersionComparison,
  type Words,
} from '../../model/index.js';
import type { LookUp, PackageFileSource, SourceSet } from '../../sources/source.js';
import { assess, type Judgement } from '../assess.js';
import type { FactStore } from '../fact-store.js';
import { lookUpOfVersion } from '../previous-version.js';
import { lookUpOf } from '../questions.js';
import { changedFiles, type PackedFiles, type Remark } from './changed-files.js';

/** An editor that shows that many differences is still quick, and nobody reads more. */
const MAX_FILES = 100;

/** What is asked for the comparison. */
export interface ComparingLookUps {
  readonly files: PackageFileSource;
  readonly sources: SourceSet;
  readonly store: FactStore;
  readonly judgement: Judgement;
  readonly signal: AbortSignal;
}

/** The package files of two versions of one package, the older one first. */
export interface ComparedPair {
  readonly from: LookUp;
  readonly to: LookUp;
}

export interface ComparedVersions extends ComparedPair {
  readonly comparison: VersionComparison;
}

/**
 * What has changed between the version that is judged and another one, the riskiest first: both are fetched and analysed where
 * they are not yet. Rejects only with the signal's reason.
 */
export async function compareVersions(
  subject: Subject,
  other: string,
  lookUps: ComparingLookUps,
): Promise<Outcome<ComparedVersions>> {
  const pair = await pairOf(subject, other, lookUps);
  if (pair.status !== 'ok') return pair;
  const compared = await comparePair(pair.value, lookUps);
  return compared.status === 'ok' ? { ...compared, value: { ...pair.value, comparison: compared.value } } : compared;
}

/** The judged version is the one that is locked, byte for byte; of the other there is what the registry has. */
async function pairOf(
  subject: Subject,
  other: string,
  { sources, store, signal }: ComparingLookUps,
): Promise<Outcome<ComparedPair>> {
  const judged = lookUpOf(subject);
  if (judged.version === undefined)
    return skipped('not-resolved', phrase('No version is known that could be compared.'));
  await store.ask(sources.packument, [{ name: judged.name }], { signal, freshness: 'cached' });
  const document = store.recall(sources.packument, { name: judged.name })?.outcome;
  if (document?.status !== 'ok') return document ?? absent(store.now());
  const facts = Object.hasOwn(document.value.versions, other) ? document.value.versions[other] : undefined;
  if (facts === undefined) return absent(store.now());
  const against = lookUpOfVersion(judged.name, facts);
  const isNewer = isBefore(judged.version, other);
  return ok(isNewer ? { from: judged, to: against } : { from: against, to: judged }, document.asOf);
}

function isBefore(a: string, b: string): boolean {
  return semver.valid(a) !== null && semver.valid(b) !== null && semver.lt(a, b);
}

async function comparePair(pair: ComparedPair, lookUps: ComparingLookUps): Promise<Outcome<VersionComparison>> {
  const { files, signal, store } = lookUps;
  const [before, after] = await Promise.all([
    files.readContents(pair.from, signal),
    files.readContents(pair.to, signal),
  ]);
  if (before.status !== 'ok') return before;
  if (after.status !== 'ok') return after;
  const { remarks, notes } = await remarksOn(pair, lookUps);
  return ok(comparison(pair, before.value, after.value, remarks, notes), store.now());
}

function comparison(
  { from, to }: ComparedPair,
  before: PackedFiles,
  after: PackedFiles,
  remarks: readonly Remark[],
  notes: readonly Words[],
): VersionComparison {
  const all = changedFiles(before, after, remarks);
  const shown = all.slice(0, MAX_FILES);
  return { from: from.version ?? '', to: to.version ?? '', files: shown, more: all.length - shown.length, notes };
}

interface Remarks {
  readonly remarks: readonly Remark[];
  readonly notes: readonly Words[];
}

async function remarksOn(
  { from, to }: ComparedPair,
  { sources, store, judgement, signal }: ComparingLookUps,
): Promise<Remarks> {
  await store.ask(sources.artifact, [from, to], { signal, freshness: 'cached' });
  const [old, now] = [from, to].map((request) => store.recall(sources.artifact, request)?.outcome);
  const facts = valueOf(now);
  if (now === undefined || facts === undefined) return { remarks: [], notes: [notAnalysed(to, now)] };
  const notes = valueOf(old) === undefined ? [notAnalysed(from, old)] : [];
  const { findings } = assess(subjectOf(to), { artifact: now, previousArtifact: old }, false, judgement);
  return { remarks: [...foundIn(findings), ...newAbilities(facts, valueOf(old))], notes };
}

function notAnalysed({ version = '' }: LookUp, outcome: Outcome<unknown> | undefined): Words {
  const sentence = phrase('The code of {version} was not analysed, so the order of the files is a guess.', { version });
  if (outcome === undefined || !('message' in outcome)) return sentence;
  return phrase('{sentence} {reason}', { sentence, reason: outcome.wording ?? outcome.message });
}

function subjectOf({ name, version = '' }: LookUp): Subject {
  return { name, resolution: { from: 'declared', version }, direct: true, paths: [] };
}

function foundIn(findings: readonly Finding[]): readonly Remark[] {
  return findings.flatMap(({ rule, level, evidence }) =>
    evidence.flatMap(({ kind, file, line, isOld, package: other }) => {
      const isHere = kind === 'file' && isOld !== true && other === undefined;
      return isHere && file !== undefined ? [{ file, line, reason: rule, level }] : [];
    }),
  );
}

function newAbilities({ capabilities }: ArtifactFacts, before: ArtifactFacts | undefined): readonly Remark[] {
  const fresh = newCapabilities(capabilities, before?.capabilities) ?? [];
  return fresh.map(({ kind, place: { file, line } }) => ({ file, line, reason: `can now ${CAPABILITY_WORDS[kind]}` }));
}
