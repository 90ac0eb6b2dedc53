import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Control } from './control.js';
import { eventually } from './editor.js';

/** More than a menu ever holds: all of them are resolved. */
const RESOLVE_ALL = 50;

/** All quick fixes at a place, each with its edit. */
export async function quickFixesAt(uri: vscode.Uri, place: vscode.Range): Promise<readonly vscode.CodeAction[]> {
  const command = 'vscode.executeCodeActionProvider';
  const kind = vscode.CodeActionKind.QuickFix.value;
  // VS Code cancels what it asks while another extension registers with it.
  const ask = async (): Promise<readonly vscode.CodeAction[] | undefined> => {
    try {
      return await vscode.commands.executeCommand<vscode.CodeAction[]>(command, uri, place, kind, RESOLVE_ALL);
    } catch (error) {
      if (error instanceof Error && error.name === 'Canceled') return undefined;
      throw error;
    }
  };
  return (await eventually(ask, (found) => found !== undefined)) ?? [];
}

/** The first quick fix with such a title. */
export async function quickFixAt(uri: vscode.Uri, place: vscode.Range, title: RegExp): Promise<vscode.CodeAction> {
  const isIt = (one: vscode.CodeAction): boolean => title.test(one.title);
  // The menu is empty where the editor gave up on an answer that took long: a person opens it again.
  const actions = await eventually(
    async () => await quickFixesAt(uri, place),
    (all) => all.some(isIt),
  );
  const action = actions.find(isIt);
  assert.ok(action);
  return action;
}

/** What the menu does when an entry is chosen; ends when the edit was made or discarded. */
export function choose({ edit, command }: vscode.CodeAction): Thenable<unknown> {
  assert.equal(edit, undefined, 'the edit is guarded');
  assert.ok(command);
  return vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as readonly unknown[]));
}

/**
 * Chooses an entry whose edit is looked at first, and says what is to be done with it.
 *
 * @param document what the edit changes
 * @returns what the preview shows
 */
export async function preview(
  control: Control,
  action: vscode.CodeAction,
  document: vscode.TextDocument,
  answer: 'apply' | 'discard',
): Promise<string> {
  const before = document.getText();
  const fileName = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  const done = choose(action);
  const shown = await eventually(control.refactorPreview, (text) => text.includes(fileName));
  assert.equal(document.getText(), before, 'nothing is changed while it is looked at');
  // What has to be confirmed is not ticked: that is how it is confirmed.
  if (answer === 'apply') await control.tickRefactorPreview();
  await vscode.commands.executeCommand(`refactorPreview.${answer}`);
  await done;
  return shown;
}
