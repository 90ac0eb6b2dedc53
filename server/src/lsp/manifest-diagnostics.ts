import path from 'node:path';
import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnosticsFor } from '../features/diagnostics.js';
import { lockfileNotes, tooLargeNotice } from '../features/notices.js';
import type { Escapes } from '../features/support/escapes.js';
import type { Translate } from '../protocol/translate.js';
import { MAX_MANIFEST_LENGTH } from './open-manifest.js';
import type { Clock } from '../platform/clock.js';
import type { Configuration } from './configuration.js';
import type { OpenDocuments } from './documents.js';
import type { LockfileDocuments } from './lockfile-documents.js';
import type { ProjectCache } from './project-cache.js';
import type { Judged } from './project-parts.js';
import type { SourcePlaces } from './source-places.js';
import { manifestPathOf, uriOfPath } from './uri.js';

export interface ManifestDiagnosticsParts {
  readonly projects: ProjectCache;
  readonly lockfiles: LockfileDocuments;
  readonly documents: OpenDocuments;
  readonly configuration: Configuration;
  readonly sources: SourcePlaces | undefined;
  readonly clock: Clock;
  readonly escapes: Escapes;
}

/** The diagnostics of a document from what is in memory; empty where nothing is judged. */
export async function manifestDiagnostics(
  parts: ManifestDiagnosticsParts,
  uri: string,
): Promise<readonly Diagnostic[]> {
  const judged = await parts.projects.current(uri);
  if (judged === undefined) return tooLarge(parts, uri);
  const { document, settings, project, assessment } = judged;
  const lockfile = needsLockfile(judged) ? await parts.lockfiles.of(project) : undefined;
  const { assessments, problems, notes } = assessment;
  const inLockfile = lockfileNotes(path.basename(project.lockfilePath ?? ''), project.graph?.problems ?? []);
  const manifest = { document, assessments, problems, notes: [...notes, ...inLockfile] };
  const catalogs = catalogDocuments(judged);
  const sources = parts.sources?.linksFor(project.manifestPath, parts.clock());
  return diagnosticsFor({ manifest, severity: settings.severity, escapes: parts.escapes, lockfile, catalogs, sources });
}

/** Of the files that some line with findings refers to, as they were when it was judged. */
function catalogDocuments({ project, assessment }: Judged): ReadonlyMap<string, TextDocument> {
  const wanted = assessment.assessments.filter(({ findings }) => findings.length > 0);
  const files = new Set(wanted.map(({ subject }) => subject.catalog?.file));
  const found = (project.workspace?.catalogs ?? []).filter(({ file }) => files.has(file));
  return new Map(found.map(({ file, text }) => [file, TextDocument.create(uriOfPath(file), '', 0, text)]));
}

function needsLockfile({ assessment }: Judged): boolean {
  return assessment.assessments.some(({ findings, subject }) => findings.length > 0 && subject.locked !== undefined);
}

async function tooLarge(
  { documents, configuration, escapes }: ManifestDiagnosticsParts,
  uri: string,
): Promise<readonly Diagnostic[]> {
  const length = documents.snapshot(uri)?.getText().length ?? 0;
  if (manifestPathOf(uri) === undefined || length <= MAX_MANIFEST_LENGTH) return [];
  const { enable } = await configuration.settingsFor(uri);
  return enable ? [tooLargeNotice(MAX_MANIFEST_LENGTH, (megabytes) => tooLargeText(megabytes, escapes.t))] : [];
}

function tooLargeText(megabytes: number, t: Translate): string {
  return t('This file is larger than {megabytes} MB, so its dependencies are not judged.', { megabytes });
}
