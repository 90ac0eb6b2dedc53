import type { CancellationToken, Connection, InitializeParams } from 'vscode-languageserver';
import { HOOK_HOVER_REQUEST, type HookHoverParams, type HookHoverResult } from '../../protocol/repository.js';
import { answer } from '../error-boundary.js';
import type { Session } from '../session.js';
import { hoverOverHook } from './hook-requests.js';

/** Judges the folders of the window from the start on, and answers about what is found. */
export function followRepositories(connection: Connection, session: Session, params: InitializeParams): () => void {
  const { repositories, logger, client } = session;
  connection.onRequest<HookHoverResult, never>(HOOK_HOVER_REQUEST, (asked: HookHoverParams, token: CancellationToken) =>
    answer<HookHoverResult>({ what: HOOK_HOVER_REQUEST, token, otherwise: {}, logger }, () =>
      Promise.resolve(hoverOverHook(session, asked)),
    ),
  );
  let folders = (params.workspaceFolders ?? []).map(({ uri }) => uri);
  return () => {
    repositories.opened(folders);
    if (!client.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
      repositories.opened(folders);
    });
  };
}
