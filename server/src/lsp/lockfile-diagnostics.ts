import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lockfileDiagnosticsFor } from '../features/lockfile-diagnostics.js';
import { lockfileNotices, tooLargeNotice } from '../features/notices.js';
import type { Escapes } from '../features/support/escapes.js';
import type { JudgedLockfile } from '../features/support/judged-lockfile.js';
import type { Translate } from '../protocol/translate.js';
import type { ManifestDiagnosticsParts } from './manifest-diagnostics.js';
import { MAX_LOCKFILE_LENGTH } from './open-lockfile.js';
import type { Judged } from './project-parts.js';
import { uriOfPath } from './uri.js';

type Parts = Omit<ManifestDiagnosticsParts, 'lockfiles'>;

/** The diagnostics of an open lockfile from what is in memory; empty where nothing is judged. */
export async function lockfileDiagnostics(
  { projects, documents, configuration, sources, clock, escapes }: Parts,
  uri: string,
): Promise<readonly Diagnostic[]> {
  const judged = await projects.current(uri);
  const lockfile = judged && judgedLockfile(judged);
  if (judged === undefined || lockfile === undefined) {
    const length = documents.snapshot(uri)?.getText().length ?? 0;
    if (length <= MAX_LOCKFILE_LENGTH || !(await configuration.settingsFor(uri)).enable) return [];
    return [tooLargeNotice(MAX_LOCKFILE_LENGTH, (megabytes) => tooLarge(megabytes, escapes.t))];
  }
  const { settings, project } = judged;
  const manifest = {
    document: TextDocument.create(uriOfPath(project.manifestPath), 'json', 0, project.manifestText),
    dependencies: project.manifest.dependencies,
  };
  const links = sources?.linksFor(project.manifestPath, clock());
  return [
    ...lockfileDiagnosticsFor({ lockfile, manifest, severity: settings.severity, escapes, sources: links }),
    ...ownNotices(judged, escapes),
  ];
}

function ownNotices({ document, project: { graph } }: Judged, escapes: Escapes): readonly Diagnostic[] {
  return lockfileNotices(document, graph?.problems ?? [], escapes);
}

function tooLarge(megabytes: number, t: Translate): string {
  return t('This file is larger than {megabytes} MB, so nothing is shown in it; package.json is judged all the same.', {
    megabytes,
  });
}

/** Undefined for a project without a lockfile. */
export function judgedLockfile({ document, project, assessment }: Judged): JudgedLockfile | undefined {
  if (project.graph === undefined) return undefined;
  return { document, entries: project.graph.entries, assessments: assessment.assessments };
}
