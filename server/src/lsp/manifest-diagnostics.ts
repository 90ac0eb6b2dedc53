import type { Diagnostic } from 'vscode-languageserver';
import { diagnosticsFor } from '../features/diagnostics.js';
import { tooLargeNotice } from '../features/notices.js';
import { MAX_MANIFEST_LENGTH } from './open-manifest.js';
import type { Configuration } from './configuration.js';
import type { OpenDocuments } from './documents.js';
import { ESCAPES } from './escapes.js';
import type { LockfileDocuments } from './lockfile-documents.js';
import type { ProjectCache } from './project-cache.js';
import type { Judged } from './project-parts.js';
import { manifestPathOf } from './uri.js';

export interface ManifestDiagnosticsParts {
  readonly projects: ProjectCache;
  readonly lockfiles: LockfileDocuments;
  readonly documents: OpenDocuments;
  readonly configuration: Configuration;
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
  const manifest = { document, assessments, problems, notes };
  return diagnosticsFor({ manifest, severity: settings.severity, escapes: ESCAPES, lockfile });
}

function needsLockfile({ assessment }: Judged): boolean {
  return assessment.assessments.some(({ findings, subject }) => findings.length > 0 && subject.locked !== undefined);
}

async function tooLarge(
  { documents, configuration }: ManifestDiagnosticsParts,
  uri: string,
): Promise<readonly Diagnostic[]> {
  const length = documents.snapshot(uri)?.getText().length ?? 0;
  if (manifestPathOf(uri) === undefined || length <= MAX_MANIFEST_LENGTH) return [];
  const { enable } = await configuration.settingsFor(uri);
  return enable ? [tooLargeNotice(MAX_MANIFEST_LENGTH)] : [];
}
