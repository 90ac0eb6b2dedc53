import type { CancellationToken, Connection, HoverParams } from 'vscode-languageserver';
import type { CommandParams, CommandResult } from '../../protocol/messages.js';
import { COMMAND_REQUEST } from '../../protocol/messages.js';
import { answer } from '../error-boundary.js';
import type { Session } from '../session.js';
import { startedCommand } from './command-request.js';
import { sendInTextDiagnostics } from './in-text-diagnostics.js';

/** Hears of documents that name packages beside manifests, and answers about commands that were started. */
export function followInText(connection: Connection, session: Session): void {
  const { documents, inText, logger } = session;
  documents.onOpened((uri) => inText.opened(uri));
  documents.onChanged((uri) => inText.changed(uri));
  documents.onSaved((uri) => inText.saved(uri));
  documents.onClosed((uri) => {
    if (inText.closed(uri)) sendInTextDiagnostics(session.sent, session, uri);
  });
  connection.onRequest(COMMAND_REQUEST, (params: CommandParams, token: CancellationToken) =>
    answer<CommandResult>({ what: COMMAND_REQUEST, token, otherwise: { malware: [] }, logger }, (signal) =>
      startedCommand(session, params, signal),
    ),
  );
}

/** Whether a request is about such a document. */
export function isInText({ inText }: Session, { textDocument }: Pick<HoverParams, 'textDocument'>): boolean {
  return inText.has(textDocument.uri);
}
