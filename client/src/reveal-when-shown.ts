import { type Range, Selection, type TextEditor, TextEditorRevealType, type Uri, window } from 'vscode';

/** An editor of many files makes those of single ones when it paints them. Later, nobody waits any more. */
const PATIENCE_MS = 5000;

/** Puts the cursor to a place of a document, as soon as an editor shows it. */
export async function revealWhenShown(uri: Uri, range: Range): Promise<void> {
  const editor = await shownEditor(uri);
  if (editor === undefined) return;
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

function shownEditor(uri: Uri): Promise<TextEditor | undefined> {
  const find = (): TextEditor | undefined =>
    window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const shown = find();
  if (shown !== undefined) return Promise.resolve(shown);
  return new Promise((resolve) => {
    const done = (editor: TextEditor | undefined): void => {
      clearTimeout(patience);
      subscription.dispose();
      resolve(editor);
    };
    const patience = setTimeout(() => done(undefined), PATIENCE_MS);
    const subscription = window.onDidChangeVisibleTextEditors(() => {
      const editor = find();
      if (editor !== undefined) done(editor);
    });
  });
}
