import { window } from 'vscode';
import type { LanguageClient, WorkspaceEdit } from 'vscode-languageclient/node';
import {
  ACCEPT_REQUEST,
  type AcceptParams,
  type AcceptResult,
  type FindingPointer,
} from '../../server/src/protocol/messages.js';
import { applyAndSave } from './apply-edit.js';
import { defaultExpiry, expiryProblem, reasonProblem } from './acceptance-input.js';
import { t } from './l10n.js';

/** What the command takes: a finding, and what would otherwise be asked for. */
export type AcceptArgument = FindingPointer & { readonly reason?: string; readonly expires?: string };

/** Asks for a reason and a last day, writes the acceptance into the policy file, and saves that. */
export async function acceptFinding(client: LanguageClient, finding: AcceptArgument): Promise<void> {
  const params = await completed(finding);
  if (params === undefined) return;
  const result = await client.sendRequest<AcceptResult>(ACCEPT_REQUEST, params);
  if (result.edit === undefined) {
    void window.showWarningMessage(result.problem ?? t('This finding cannot be accepted.'));
    return;
  }
  await applyAndSave(client, result.edit as WorkspaceEdit);
}

async function completed(finding: AcceptArgument): Promise<AcceptParams | undefined> {
  const { uri, package: id, rule, fingerprint } = finding;
  const reason = finding.reason ?? (await askReason(id, rule));
  if (reason === undefined) return undefined;
  const expires = finding.expires ?? (await askExpiry(id, rule));
  if (expires === undefined) return undefined;
  const problem = reasonProblem(reason, t) ?? expiryProblem(expires, Date.now(), t);
  if (problem !== undefined) throw new Error(problem);
  return { uri, package: id, rule, fingerprint, reason: reason.trim(), expires };
}

async function askReason(id: string, rule: string): Promise<string | undefined> {
  return window.showInputBox({
    title: t('Accept {rule} for {id} (1/2)', { rule, id }),
    prompt: t('Why is this acceptable? The reason is written into package-risk.json.'),
    ignoreFocusOut: true,
    validateInput: (value) => reasonProblem(value, t),
  });
}

async function askExpiry(id: string, rule: string): Promise<string | undefined> {
  return window.showInputBox({
    title: t('Accept {rule} for {id} (2/2)', { rule, id }),
    prompt: t('Until which day? After it the problem is shown again.'),
    value: defaultExpiry(Date.now()),
    ignoreFocusOut: true,
    validateInput: (value) => expiryProblem(value, Date.now(), t),
  });
}
