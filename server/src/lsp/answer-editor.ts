import {
  MessageType,
  ShowMessageNotification,
  type CompletionList,
  type Connection,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { codeLenses } from './code-lens.js';
import { completion, NO_COMPLETIONS, resolveCompletion } from './completion.js';
import { NO_DIAGNOSTICS } from './diagnostics-pull.js';
import { hover } from './editor-requests.js';
import { answer } from './error-boundary.js';
import { codeActions, resolveCodeAction } from './fixes.js';
import { isInText } from './in-text/follow-in-text.js';
import { inTextActions, inTextHover, isAddition, resolveAddition } from './in-text/in-text-requests.js';
import { documentLinks, inlayHints } from './line-extras.js';
import type { Session } from './session.js';

/** What every editor asks: what is said of a line, and what can be done about it. */
export function answerRequests(connection: Connection, session: Session): void {
  const { logger, pull, precedence } = session;
  const none = { otherwise: null, logger };
  connection.onHover((params, token) =>
    answer(
      { what: 'hover', token, ...none },
      async (signal) =>
        (await (isInText(session, params) ? inTextHover(session, params, signal) : hover(session, params))) ?? null,
    ),
  );
  connection.onCodeAction((params, token) =>
    answer({ what: 'code actions', token, otherwise: [], logger }, (signal) =>
      isInText(session, params) ? inTextActions(session, params) : codeActions(session, params, signal),
    ),
  );
  connection.onCodeActionResolve((action, token) =>
    answer({ what: 'a code action', token, otherwise: action, logger }, async (signal) => {
      // An edit is made of what is there, not of what was there some seconds ago.
      session.disk.forget();
      const resolved = await (isAddition(action) ? resolveAddition : resolveCodeAction)(session, action, signal);
      if (resolved.problem !== undefined) warn(connection, resolved.problem);
      return resolved.action;
    }),
  );
  if (pull === undefined) return;
  connection.languages.diagnostics.on((params, token) =>
    answer<DocumentDiagnosticReport>({ what: 'diagnostics', token, otherwise: NO_DIAGNOSTICS, logger }, () =>
      precedence.of(() => pull.report(params)),
    ),
  );
}

/** What stands between and behind the lines, and what helps to write them. */
export function answerViews(connection: Connection, session: Session): void {
  const { logger } = session;
  connection.onCompletion((params, token) =>
    answer<CompletionList>({ what: 'completion', token, otherwise: NO_COMPLETIONS, logger }, (signal) =>
      completion(session, params, signal),
    ),
  );
  connection.onCompletionResolve((item, token) =>
    answer({ what: 'a completion', token, otherwise: item, logger }, (signal) =>
      resolveCompletion(session, item, signal),
    ),
  );
  connection.onCodeLens(({ textDocument }, token) =>
    answer({ what: 'code lenses', token, otherwise: [], logger }, () => codeLenses(session, textDocument.uri)),
  );
  connection.languages.inlayHint.on((params, token) =>
    answer({ what: 'inlay hints', token, otherwise: [], logger }, () => inlayHints(session, params)),
  );
  connection.onDocumentLinks(({ textDocument }, token) =>
    answer({ what: 'links', token, otherwise: [], logger }, () => documentLinks(session, textDocument.uri)),
  );
}

/** A message without buttons, for which no answer is waited. */
function warn(connection: Connection, message: string): void {
  const shown = { type: MessageType.Warning, message: `Package Risk: ${message}` };
  void connection.sendNotification(ShowMessageNotification.method, shown);
}
