import { commands, Disposable, languages, Position, Range, type TextDocument, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  OPEN_SOURCE_COMMAND,
  SOURCE_REQUEST,
  SOURCE_SCHEME,
  type SourceParams,
  type SourceResult,
} from '../../server/src/protocol/messages.js';
import { sourceLanguage } from '../../server/src/protocol/source-language.js';
import { readSourceParams } from './source-params.js';
import { t } from './l10n.js';

/** Shows files of packages, read only, as the server reads them out of the package file. */
export function registerSourceDocuments(client: LanguageClient): Disposable {
  const ask = (params: SourceParams): Promise<SourceResult> => client.sendRequest<SourceResult>(SOURCE_REQUEST, params);
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(SOURCE_SCHEME, {
      async provideTextDocumentContent({ query }) {
        const { text, problem = '' } = await ask({ id: query });
        return text ?? problem;
      },
    }),
    workspace.onDidOpenTextDocument((document) => void asSource(document)),
    commands.registerCommand(OPEN_SOURCE_COMMAND, (argument: unknown) => open(ask, argument)),
  );
}

/**
 * The kinds of documents in which nothing of the package can be clicked on: by its file name it would be given to extensions
 * that offer to run scripts, or that look up what it names.
 */
async function asSource(document: TextDocument): Promise<TextDocument> {
  if (document.uri.scheme !== SOURCE_SCHEME) return document;
  const language = sourceLanguage(document.uri.path);
  return document.languageId === language ? document : await languages.setTextDocumentLanguage(document, language);
}

async function open(ask: (params: SourceParams) => Promise<SourceResult>, argument: unknown): Promise<void> {
  const params = readSourceParams(argument);
  if (params === undefined) return;
  const { uri, problem, line = 1, column = 1 } = await ask(params);
  if (problem !== undefined || uri === undefined) {
    void window.showWarningMessage(`Package Risk: ${problem ?? t('the file cannot be shown.')}`);
    return;
  }
  const document = await asSource(await workspace.openTextDocument(Uri.parse(uri, true)));
  const place = document.validatePosition(new Position(line - 1, column - 1));
  await window.showTextDocument(document, { preview: true, selection: new Range(place, place) });
}
