import { comparableVersions } from '../features/comparable-versions.js';
import type { Escapes } from '../features/support/escapes.js';
import { judgedVersion, spoken, type FileChange } from '../model/index.js';
import type { ComparedVersions } from '../engine/comparing/compare-versions.js';
import type {
  ComparableResult,
  ComparedFile,
  ComparedPlace,
  CompareParams,
  CompareResult,
} from '../protocol/compare.js';
import { askedPlace } from './asked-place.js';
import { judgedCase } from './judged-case.js';
import { messageIn } from '../features/support/own-words.js';
import type { Session } from './session.js';

/** The bytes of one version. */
type Side = ComparedVersions['from'];

/** The versions that a judged one can be compared with, or a sentence that says why there are none. */
export async function comparable(session: Session, asked: ComparedPlace): Promise<ComparableResult> {
  const { t, plain } = session.escapes;
  const place = await askedPlace(session, asked);
  const found = place && (await judgedCase(session, place));
  if (session.cases === undefined || place === undefined || found === undefined)
    return { problem: t('There is no dependency at that place that is judged.') };
  const { subject } = found.assessment;
  const version = judgedVersion(subject);
  const others = comparableVersions(found.assessment, session.clock(), session.escapes);
  if (version === undefined || others.length === 0)
    return { problem: t('No other version of it is known that it could be compared with.') };
  const id = session.cases.idOf(place);
  return { id, name: plain(subject.name), version: plain(version), others };
}

/** What has changed between two versions, as pairs of documents, or a sentence that says why that cannot be shown. */
export async function compare(
  session: Session,
  { id, version }: CompareParams,
  signal: AbortSignal,
): Promise<CompareResult> {
  const { sources, cases, escapes } = session;
  const { t } = escapes;
  const place = cases?.find(id);
  const found = place && (await judgedCase(session, place));
  if (sources === undefined || found === undefined) {
    return { problem: t('Nothing is judged at that place any more: the file was closed, or it has changed.') };
  }
  const { engine, project } = found.judged;
  const outcome = await engine.compareVersions(project, found.assessment.subject, version, signal);
  if (outcome.status === 'absent') return { problem: t('The registry does not have that version any more.') };
  if (outcome.status !== 'ok') return { problem: messageIn(outcome, t) };
  const { value } = outcome;
  if (value.comparison.files.length === 0) return { problem: t('The files of both versions are the same.') };
  return resultOf(value, escapes, (from, file) => sources.documentFor(project.manifestPath, { ...from, file }));
}

function resultOf(
  { comparison, from, to }: ComparedVersions,
  { t, plain }: Escapes,
  documentOf: (lookUp: Side, file: string) => string,
): CompareResult {
  const { files, more } = comparison;
  return {
    title: plain(`${to.name} ${comparison.from} → ${comparison.to}`),
    files: files.filter(({ isBinary }) => !isBinary).map((file) => comparedFile(file, from, to, documentOf)),
    notes: [
      ...comparison.notes.map((note) => spoken(note, t)),
      ...(more === 0 ? [] : [t('{count} more files have changed.', { count: more })]),
      ...binaries(files, t),
    ].map((note) => plain(note)),
  };
}

function comparedFile(
  { path, kind, line }: FileChange,
  from: Side,
  to: Side,
  documentOf: (lookUp: Side, file: string) => string,
): ComparedFile {
  return {
    ...(kind === 'added' ? {} : { before: documentOf(from, path) }),
    ...(kind === 'removed' ? {} : { after: documentOf(to, path) }),
    ...(line === undefined ? {} : { line }),
  };
}

function binaries(files: readonly FileChange[], t: Escapes['t']): readonly string[] {
  const names = files.filter(({ isBinary }) => isBinary).map(({ path }) => path);
  return names.length === 0 ? [] : [t('Not shown, as they are no texts: {files}.', { files: names.join(', ') })];
}
