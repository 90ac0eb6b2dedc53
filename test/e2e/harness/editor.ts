import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Helpers of the suites in the extension host. Each wait ends with an event; the limit is mocha's. */

const SOURCE = 'Package Risk';

/** A file of the folder that the editor has open. */
export function workspaceFile(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function show(name: string): Promise<vscode.TextEditor> {
  return await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceFile(name)));
}

/** Puts another text in the place of the whole document, as one edit that is not saved. */
export async function setText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Throws unsaved changes of the active editor away. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** Where this text stands, the first time behind another. */
export function rangeOfText(document: vscode.TextDocument, text: string, behind = ''): vscode.Range {
  const from = document.getText().indexOf(behind);
  const start = document.getText().indexOf(text, from + behind.length);
  assert.ok(from >= 0 && start >= 0, `${behind}${text} does not stand in ${document.uri.path}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** The line that declares a dependency; -1 where none does. */
export function lineOf(document: vscode.TextDocument, dependency: string): number {
  return document
    .getText()
    .split('\n')
    .findIndex((line) => line.trimStart().startsWith(`"${dependency}":`));
}

/** Our problems of a document, in its order. */
export function problems(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  const ours = vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === SOURCE);
  return ours.sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The rule that a problem is about. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code);
}

/** Waits until our problems of a document are as they should be; what they are at the limit stands in the error. */
export async function problemsWhen(
  uri: vscode.Uri,
  isSo: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  await until(
    vscode.languages.onDidChangeDiagnostics,
    () => isSo(problems(uri)),
    () => describe(problems(uri)),
  );
  return problems(uri);
}

/** The problem of one rule on one line, once it is there. */
export async function problemOn(uri: vscode.Uri, line: number, rule: string): Promise<vscode.Diagnostic> {
  const isIt = (one: vscode.Diagnostic): boolean => one.range.start.line === line && ruleOf(one) === rule;
  const found = (await problemsWhen(uri, (all) => all.some(isIt))).find(isIt);
  assert.ok(found);
  return found;
}

/** All that the editor shows over a place; each hover's texts with its range. */
export async function hovers(
  uri: vscode.Uri,
  place: vscode.Position,
): Promise<readonly { readonly range?: vscode.Range; readonly texts: readonly string[] }[]> {
  const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, place);
  return found.map(({ range, contents }) => ({
    range,
    texts: contents.flatMap((part) => (part instanceof vscode.MarkdownString ? [part.value] : [])),
  }));
}

/** Shorter than mocha's limit, so that the error can say what was there instead. */
const WAIT_LIMIT_MS = 20_000;

/** Waits for an event after which `isSo` holds. */
export async function until(event: vscode.Event<unknown>, isSo: () => boolean, seen: () => string): Promise<void> {
  if (isSo()) return;
  await new Promise<void>((resolve, reject) => {
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      subscription.dispose();
      finish();
    };
    const timer = setTimeout(() => end(() => reject(new Error(`waited in vain; there is: ${seen()}`))), WAIT_LIMIT_MS);
    const subscription = event(() => {
      if (isSo()) end(resolve);
    });
  });
}

/** For what VS Code has no event for: asks again and again, up to the same limit. */
export async function eventually<T>(ask: () => Promise<T> | T, isSo: (answer: T) => boolean): Promise<T> {
  const limit = performance.now() + WAIT_LIMIT_MS;
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    if (performance.now() > limit) throw new Error(`waited in vain; there is: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const POLL_MS = 50;

function describe(found: readonly vscode.Diagnostic[]): string {
  const lines = found.map(
    (one) => `${one.range.start.line}:${one.range.start.character} ${ruleOf(one)} ${JSON.stringify(one.message)}`,
  );
  return lines.length === 0 ? 'no problem at all' : lines.join('; ');
}
