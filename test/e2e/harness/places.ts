import * as vscode from 'vscode';
import { hovers, problemOn, rangeOfText, show } from './editor.js';

/** A document that is shown, with one of its problems. */
export interface ShownProblem {
  readonly document: vscode.TextDocument;
  readonly problem: vscode.Diagnostic;
}

/** Shows a file and waits for the problem of one rule on the line where this text stands, the first time behind another. */
export async function showProblem(file: string, rule: string, text: string, behind = ''): Promise<ShownProblem> {
  const { document } = await show(file);
  const { start } = rangeOfText(document, text, behind);
  return { document, problem: await problemOn(document.uri, start.line, rule) };
}

/** All that the editor shows over a place, as one text. */
export async function hoverText(uri: vscode.Uri, place: vscode.Position): Promise<string> {
  return (await hovers(uri, place)).flatMap(({ texts }) => texts).join('\n');
}

/** What a problem's related place says, the path of its file, and the text that stands there. */
export interface RelatedPlace {
  readonly message: string;
  readonly path: string;
  readonly text: string;
}

/** A problem's related places, in its order. */
export function relatedPlaces({ relatedInformation = [] }: vscode.Diagnostic): Promise<readonly RelatedPlace[]> {
  return Promise.all(
    relatedInformation.map(async ({ message, location: { uri, range } }) => {
      const document = await vscode.workspace.openTextDocument(uri);
      return { message, path: uri.path, text: document.getText(range) };
    }),
  );
}
