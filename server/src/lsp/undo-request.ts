import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileChangeEdit } from '../features/acceptance-edit.js';
import { rangeOf } from '../features/support/judged-manifest.js';
import type { Dependency, FileEdits, JsonChange } from '../model/index.js';
import type { UndoParams, UndoResult } from '../protocol/risk-view.js';
import type { Judged } from './project-parts.js';
import type { Session } from './session.js';

/** The edit that puts a line of a manifest back as it was, or why there is none. */
export async function undo(session: Session, { uri, line, before }: UndoParams): Promise<UndoResult> {
  // The edit is made of what is there, not of what was there some seconds ago.
  session.disk.forget();
  const { t } = session.escapes;
  const judged = await session.projects.currentOrClosed(uri);
  if (judged === undefined) return { problem: t('This manifest is no longer there.') };
  const changes = changesTo(judged, line, await linesBefore(judged, before));
  if (changes.length === 0)
    return { problem: t('{line} stands there as it did before: the lockfile has changed.', { line }) };
  const edits = await judged.engine.remedyEdits(judged.project, { changes });
  const own = edits?.find(({ file }) => file === judged.project.manifestPath);
  if (own?.before === undefined) return { problem: t('The manifest has changed meanwhile.') };
  const version = session.documents.versionOf(uri) ?? null;
  return { edit: fileChangeEdit({ uri, before: own.before, after: applied(own, own.before), version }) };
}

/** What the manifest declared, as far as anybody knows. */
async function linesBefore({ engine, project }: Judged, before: string | undefined): Promise<readonly Dependency[]> {
  if (before === undefined) return [];
  const { manifestPath, trusted } = project;
  return (await engine.openText({ manifestPath, trusted }, before)).manifest.dependencies;
}

function changesTo({ project }: Judged, line: string, before: readonly Dependency[]): readonly JsonChange[] {
  const now = project.manifest.dependencies.filter(({ name }) => name === line);
  return now.flatMap(({ path, raw: expected }): JsonChange[] => {
    const was = before.find((one) => one.path.join('\n') === path.join('\n'));
    if (was === undefined) return [{ op: 'remove', path, expected }];
    return was.raw === expected ? [] : [{ op: 'set', path, value: was.raw, expected }];
  });
}

function applied({ edits }: FileEdits, before: string): string {
  const document = TextDocument.create('', '', 0, before);
  const textEdits = edits.map(({ span, newText }) => ({ range: rangeOf(document, span), newText }));
  return TextDocument.applyEdits(document, textEdits);
}
