import { CodeAction, type Command, commands, type Disposable, Uri, window, workspace } from 'vscode';
import type { WorkspaceEdit } from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import type { FixData } from '../../server/src/protocol/messages.js';
import type { InstallOffers } from './install-offer.js';
import { t } from './l10n.js';

/** Behind the menu of fixes only, so it does not stand in the command palette. */
const APPLY_COMMAND = 'packageRisk.applyFix';

/** A file with the version of its text that a fix was made for. */
type FileVersion = readonly [uri: Uri, version: number];

/** What the command gets. */
interface GuardedFix {
  readonly files: readonly FileVersion[];
  readonly edit: WorkspaceEdit;
  readonly install: FixData['install'];
}

/**
 * VS Code applies a fix to whatever text is there when it is chosen, and forgets for which version of the text the
 * server made it. An agent that rewrites the file while the menu is open would have another line changed than the one
 * that was meant. So fixes are applied by a command of our own, which looks first.
 */
export const guardFixes: Pick<Middleware, 'provideCodeActions' | 'resolveCodeAction'> = {
  provideCodeActions: async (document, range, context, token, next) => {
    const { uri, version } = document;
    const actions = await next(document, range, context, token);
    return actions && Promise.all(actions.map((action) => guarded(action, [uri, version])));
  },

  resolveCodeAction: async (item, token, next) => {
    // Its edit is in the command: the server would make it once more, and VS Code would apply that before the command.
    if (item.command !== undefined) return item;
    const resolved = await next(item, token);
    const data = fixData(resolved ?? item);
    if (resolved == null || data === undefined) return resolved;
    await guarded(resolved, [Uri.parse(data.uri), data.version]);
    return resolved;
  },
};

async function guarded(action: Command | CodeAction, menu: FileVersion): Promise<Command | CodeAction> {
  if (!(action instanceof CodeAction) || action.edit === undefined || action.command !== undefined) return action;
  const { edit } = action;
  const fix: GuardedFix = { files: await versionsOf(edit, menu), edit, install: fixData(action)?.install };
  action.command = { title: action.title, command: APPLY_COMMAND, arguments: [fix] };
  action.edit = undefined;
  return action;
}

/** The file that the menu was opened in, and the others that the fix changes. */
async function versionsOf(edit: WorkspaceEdit, menu: FileVersion): Promise<readonly FileVersion[]> {
  const others = edit.entries().filter(([uri]) => uri.toString() !== menu[0].toString());
  const versions = await Promise.all(others.map(([uri]) => versionOf(uri)));
  return [menu, ...versions.filter((version) => version !== undefined)];
}

/** Undefined for a file that the fix creates: the edit fails where one has appeared since. */
async function versionOf(uri: Uri): Promise<FileVersion | undefined> {
  try {
    return [uri, (await workspace.openTextDocument(uri)).version];
  } catch {
    return undefined;
  }
}

function fixData(action: object): FixData | undefined {
  const { data } = action as { readonly data?: Partial<FixData> };
  return data?.kind === 'packageRisk.fix' ? (data as FixData) : undefined;
}

export function registerApplyFix(offers: InstallOffers): Disposable {
  return commands.registerCommand(APPLY_COMMAND, (fix: GuardedFix) => apply(fix, offers));
}

/** Edits that have to be confirmed open VS Code's preview; what is discarded there is no failure. */
async function apply({ files, edit, install }: GuardedFix, offers: InstallOffers): Promise<void> {
  if (!(await areUnchanged(files))) {
    void window.showWarningMessage(
      `Package Risk: ${t('the file has changed since this fix was offered. Open the menu again.')}`,
    );
    return;
  }
  const applied = await workspace.applyEdit(edit);
  if (applied && install !== undefined) offers.offer(install);
}

async function areUnchanged(files: readonly FileVersion[]): Promise<boolean> {
  for (const [uri, version] of files) {
    const document = await workspace.openTextDocument(uri);
    if (document.version !== version) return false;
  }
  return true;
}
