import {
  CodeAction,
  type Command,
  commands,
  type Disposable,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { WorkspaceEdit } from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';

/** Behind the menu of fixes only, so it does not stand in the command palette. */
const APPLY_COMMAND = 'packageRisk.applyFix';

/**
 * VS Code applies a fix to whatever text is there when it is chosen, and forgets for which version of the text the
 * server made it. An agent that rewrites the file while the menu is open would have another line changed than the one
 * that was meant. So fixes are applied by a command of our own, which looks first.
 */
export const guardFixes: Pick<Middleware, 'provideCodeActions'> = {
  provideCodeActions: async (document, range, context, token, next) => {
    const { version } = document;
    const actions = await next(document, range, context, token);
    return actions?.map((action) => guarded(action, document, version));
  },
};

function guarded(action: Command | CodeAction, { uri }: TextDocument, version: number): Command | CodeAction {
  if (!(action instanceof CodeAction) || action.edit === undefined || action.command !== undefined) return action;
  action.command = { title: action.title, command: APPLY_COMMAND, arguments: [uri, version, action.edit] };
  action.edit = undefined;
  return action;
}

export function registerApplyFix(): Disposable {
  return commands.registerCommand(APPLY_COMMAND, async (uri: Uri, version: number, edit: WorkspaceEdit) => {
    const document = await workspace.openTextDocument(uri);
    if (document.version === version && (await workspace.applyEdit(edit))) return;
    void window.showWarningMessage(
      'Package Risk: the file has changed since this fix was offered. Open the menu again.',
    );
  });
}
