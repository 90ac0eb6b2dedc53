import type { CancellationToken, Connection } from 'vscode-languageserver';
import {
  ALLOW_SCRIPTS_REQUEST,
  type AllowScriptsParams,
  type AllowScriptsResult,
} from '../protocol/least-privilege.js';
import { allowScripts } from './allow-scripts.js';
import { answer } from './error-boundary.js';
import type { Session } from './session.js';

const FAILED = { problem: 'Something went wrong; the log says what.' };

/** What is asked about what packages may do. */
export function answerLeastPrivilege(connection: Connection, session: Session): void {
  const { logger } = session;
  connection.onRequest<AllowScriptsResult, never>(
    ALLOW_SCRIPTS_REQUEST,
    (params: AllowScriptsParams, token: CancellationToken) =>
      answer<AllowScriptsResult>({ what: ALLOW_SCRIPTS_REQUEST, token, otherwise: FAILED, logger }, (signal) =>
        allowScripts(session, params, signal),
      ),
  );
}
