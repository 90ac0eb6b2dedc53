import type { CodeAction, CodeActionParams, WorkspaceEdit } from 'vscode-languageserver';
import { fixAllAction, type FixAllData } from '../features/fix-all.js';
import { isSamePath, sectionPath } from '../features/support/sections.js';
import { workspaceEdit } from '../features/support/workspace-edit.js';
import type { SafeFixesParams, SafeFixesResult } from '../protocol/messages.js';
import type { Judged } from './project-parts.js';
import { combinedFix, type CombinedFix } from './safe-fixes.js';
import type { Session } from './session.js';
import { lockfilePathOf } from './uri.js';

/** "Fix all" for a manifest; its edit is made once it is chosen, where the editor can wait for it. */
export async function fixAllActions(
  session: Session,
  { textDocument }: CodeActionParams,
  signal: AbortSignal,
): Promise<CodeAction[]> {
  if (lockfilePathOf(textDocument.uri) !== undefined) return [];
  const judged = await session.projects.current(textDocument.uri);
  const action = judged && fixAllAction(judged.document, judged.assessment.assessments, session.escapes.t);
  if (judged === undefined || action === undefined) return [];
  if (session.client.lazyEdits) return [action];
  const edit = editOf(session, judged, await allSafe(session, judged, signal));
  return edit === undefined ? [] : [{ ...action, edit }];
}

/** The action with its edit; without one where nothing is to be changed: that is no error on saving. */
export async function resolveFixAll(
  session: Session,
  action: CodeAction,
  { uri, version }: FixAllData,
  signal: AbortSignal,
): Promise<CodeAction> {
  const judged = await session.projects.current(uri);
  if (judged?.document.version !== version) return action;
  const edit = editOf(session, judged, await allSafe(session, judged, signal));
  return edit === undefined ? action : { ...action, edit };
}

/** The safe fixes of a manifest, or of one of its sections. */
export async function safeFixes(
  session: Session,
  { uri, section }: SafeFixesParams,
  signal: AbortSignal,
): Promise<SafeFixesResult> {
  const { t } = session.escapes;
  const none = { problem: t('There is no fix here that is safe without a second look.') };
  const judged = await session.projects.current(uri);
  if (judged === undefined) return none;
  const fix = await allSafe(session, judged, signal, section);
  if (session.documents.versionOf(uri) !== judged.document.version) {
    return { problem: t('The file has changed since these fixes were looked for. Try again.') };
  }
  const edit = editOf(session, judged, fix);
  if (edit === undefined || fix === undefined) return none;
  return { edit, ...(fix.install && { install: fix.install }) };
}

async function allSafe(
  session: Session,
  judged: Judged,
  signal: AbortSignal,
  section?: readonly string[],
): Promise<CombinedFix | undefined> {
  const fixes = await session.fixes.of(judged, signal);
  const wanted = fixes.filter(({ line }) => section === undefined || isSamePath(sectionPath(line), section));
  return combinedFix(judged, wanted);
}

function editOf({ client }: Session, { document }: Judged, fix: CombinedFix | undefined): WorkspaceEdit | undefined {
  return fix && workspaceEdit([{ document, isOpen: true, isNew: false, edits: fix.edits }], client);
}
