import { Uri, window, workspace, type WorkspaceEdit as CodeWorkspaceEdit } from 'vscode';
import type { LanguageClient, WorkspaceEdit } from 'vscode-languageclient/node';
import {
  ACCEPT_REQUEST,
  type AcceptParams,
  type AcceptResult,
  type FindingPointer,
} from '../../server/src/protocol/messages.js';
import { defaultExpiry, expiryProblem, reasonProblem } from './acceptance-input.js';

/** What the command takes: a finding, and what would otherwise be asked for. */
export type AcceptArgument = FindingPointer & { readonly reason?: string; readonly expires?: string };

/** Asks for a reason and a last day, writes the acceptance into the policy file, and saves that. */
export async function acceptFinding(client: LanguageClient, finding: AcceptArgument): Promise<void> {
  const params = await completed(finding);
  if (params === undefined) return;
  const result = await client.sendRequest<AcceptResult>(ACCEPT_REQUEST, params);
  if (result.edit === undefined) {
    void window.showWarningMessage(result.problem ?? 'This finding cannot be accepted.');
    return;
  }
  const edit = result.edit as WorkspaceEdit;
  await applyAndSave(await client.protocol2CodeConverter.asWorkspaceEdit(edit), changedFiles(edit));
}

async function completed(finding: AcceptArgument): Promise<AcceptParams | undefined> {
  const { uri, package: id, rule, fingerprint } = finding;
  const reason = finding.reason ?? (await askReason(id, rule));
  if (reason === undefined) return undefined;
  const expires = finding.expires ?? (await askExpiry(id, rule));
  if (expires === undefined) return undefined;
  const problem = reasonProblem(reason) ?? expiryProblem(expires, Date.now());
  if (problem !== undefined) throw new Error(problem);
  return { uri, package: id, rule, fingerprint, reason: reason.trim(), expires };
}

async function askReason(id: string, rule: string): Promise<string | undefined> {
  return window.showInputBox({
    title: `Accept ${rule} for ${id} (1/2)`,
    prompt: 'Why is this acceptable? The reason is written into package-risk.json.',
    ignoreFocusOut: true,
    validateInput: reasonProblem,
  });
}

async function askExpiry(id: string, rule: string): Promise<string | undefined> {
  return window.showInputBox({
    title: `Accept ${rule} for ${id} (2/2)`,
    prompt: 'Until which day? After it the problem is shown again.',
    value: defaultExpiry(Date.now()),
    ignoreFocusOut: true,
    validateInput: (value) => expiryProblem(value, Date.now()),
  });
}

async function applyAndSave(edit: CodeWorkspaceEdit, files: readonly string[]): Promise<void> {
  if (!(await workspace.applyEdit(edit))) throw new Error('The policy file has changed meanwhile. Try again.');
  for (const file of files) {
    const document = await workspace.openTextDocument(Uri.parse(file));
    if (document.isDirty) await document.save();
  }
}

function changedFiles(edit: WorkspaceEdit): readonly string[] {
  const files = new Set(Object.keys(edit.changes ?? {}));
  for (const change of edit.documentChanges ?? []) {
    if ('textDocument' in change) files.add(change.textDocument.uri);
  }
  return [...files];
}
