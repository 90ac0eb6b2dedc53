import { commands, Disposable, EventEmitter, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  CASE_REQUEST,
  CASE_SCHEME,
  type CaseResult,
  OPEN_CASE_COMMAND,
  SOURCE_REQUEST,
  type SourceResult,
} from '../../server/src/protocol/messages.js';
import { readCaseParams, readCasePath } from './case-path.js';
import { t } from './l10n.js';

/** Beside: the manifest stays where it is, also in a tab that the next file would take. */
const PREVIEW_COMMAND = 'markdown.showPreviewToSide';

/** Shows whole cases as rendered Markdown, read only, and the files of packages that evidence in them leads to. */
export function registerCaseDocuments(client: LanguageClient): Disposable {
  const changed = new EventEmitter<Uri>();
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(CASE_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: ({ path }) => textAt(client, path),
    }),
    commands.registerCommand(OPEN_CASE_COMMAND, (argument: unknown) => open(client, argument, changed)),
  );
}

async function textAt(client: LanguageClient, path: string): Promise<string> {
  const wanted = readCasePath(path);
  if (wanted === undefined) return '';
  const { kind, id } = wanted;
  const { text, problem = '' } =
    kind === 'case'
      ? await client.sendRequest<CaseResult>(CASE_REQUEST, { id })
      : await client.sendRequest<SourceResult>(SOURCE_REQUEST, { id });
  return text ?? problem;
}

async function open(client: LanguageClient, argument: unknown, changed: EventEmitter<Uri>): Promise<void> {
  const params = readCaseParams(argument);
  if (params === undefined) return;
  const { uri, problem } = await client.sendRequest<CaseResult>(CASE_REQUEST, params);
  if (problem !== undefined || uri === undefined) {
    void window.showWarningMessage(`Package Risk: ${problem ?? t('the case cannot be shown.')}`);
    return;
  }
  const document = Uri.parse(uri, true);
  // One that is open already tells what was known then.
  changed.fire(document);
  await commands.executeCommand(PREVIEW_COMMAND, document);
}
