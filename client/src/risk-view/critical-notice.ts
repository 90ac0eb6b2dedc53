import { commands, Disposable, type ExtensionContext, Uri, window, workspace } from 'vscode';
import type { LanguageClient, WorkspaceEdit } from 'vscode-languageclient/node';
import {
  CRITICAL_NOTIFICATION,
  type CriticalParams,
  type RiskPackage,
  UNDO_REQUEST,
  type UndoParams,
  type UndoResult,
} from '../../../server/src/protocol/risk-view.js';
import { acceptFinding } from '../accept-finding.js';
import { applyAndSave } from '../apply-edit.js';
import { showLine } from './actions.js';
import { criticalText } from './critical-text.js';
import { isTold, remember } from './told-notices.js';
import { textBefore } from './text-before.js';
import { t } from '../l10n.js';

/** What the button does, by the manifest's address and the line's declared name; it does not stand in the command palette. */
const UNDO_LINE_COMMAND = 'packageRisk.undoLine';

/** What its buttons say. */
function buttons() {
  return { show: t('Show'), undo: t('Undo This Dependency'), accept: t('Accept…') };
}

/** Says once what has become critical in a manifest that nobody looks at, as after an agent's edit. */
export function watchCriticals(client: LanguageClient, { workspaceState }: ExtensionContext): Disposable {
  const told = client.onNotification(CRITICAL_NOTIFICATION, async (news: CriticalParams) => {
    const uri = Uri.parse(news.uri, true);
    // What is in view is underlined there.
    const isInView = window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
    if (isInView || isTold(news.uri, news.packages, workspaceState)) return;
    const [first] = news.packages;
    if (first === undefined) return;
    await remember(news.uri, news.packages, workspaceState);
    const text = criticalText(news.packages, workspace.asRelativePath(uri), t);
    const says = buttons();
    const choice = await window.showErrorMessage(text, ...choicesFor(first));
    if (choice === says.show) await showLine(news.uri, first);
    if (choice === says.undo) await undo(client, news.uri, first);
    if (choice === says.accept) await accept(client, news.uri, first);
  });
  const undone = commands.registerCommand(UNDO_LINE_COMMAND, (uri: string, line: string) =>
    undo(client, uri, { line }),
  );
  return Disposable.from(told, undone);
}

/** Of known malware there is nothing to accept. */
function choicesFor({ findings }: RiskPackage): readonly string[] {
  const isMalware = findings.some(({ pointer }) => pointer.rule === 'known-malware');
  const { show, undo: takeBack, accept: allow } = buttons();
  return isMalware ? [show, takeBack] : [show, takeBack, allow];
}

async function undo(client: LanguageClient, uri: string, { line }: Pick<RiskPackage, 'line'>): Promise<void> {
  const before = await textBefore(Uri.parse(uri, true));
  const params: UndoParams = { uri, line, ...(before === undefined ? {} : { before }) };
  const { edit, problem } = await client.sendRequest<UndoResult>(UNDO_REQUEST, params);
  if (edit === undefined) {
    void window.showWarningMessage(`Package Risk: ${problem ?? t('the line cannot be put back.')}`);
    return;
  }
  await applyAndSave(client, edit as WorkspaceEdit);
  void window.showInformationMessage(
    `Package Risk: ${t('{line} is as it was. If it was installed, install anew.', { line })}`,
  );
}

async function accept(client: LanguageClient, uri: string, about: RiskPackage): Promise<void> {
  const finding = about.findings.find(({ level }) => level === 'critical');
  if (finding === undefined) return;
  await showLine(uri, about);
  await acceptFinding(client, finding.pointer);
}
