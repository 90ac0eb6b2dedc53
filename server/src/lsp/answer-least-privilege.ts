import type { CancellationToken, Connection } from 'vscode-languageserver';
import {
  ALLOW_SCRIPTS_REQUEST,
  PERMISSIONS_REQUEST,
  MALWARE_REPORT_REQUEST,
  type AllowScriptsParams,
  type AllowScriptsResult,
  type PermissionsParams,
  type PermissionsResult,
  type ReportParams,
  type ReportResult,
} from '../protocol/least-privilege.js';
import { allowScripts } from './allow-scripts.js';
import { answer } from './error-boundary.js';
import { failure } from './failure.js';
import { reportOf } from './malware-report.js';
import { permissionsOf } from './permissions-request.js';
import type { Session } from './session.js';

/** What is asked about what packages may do, and of what they should not have done. */
export function answerLeastPrivilege(connection: Connection, session: Session): void {
  const { logger } = session;
  const otherwise = failure(session);
  connection.onRequest<AllowScriptsResult, never>(
    ALLOW_SCRIPTS_REQUEST,
    (params: AllowScriptsParams, token: CancellationToken) =>
      answer<AllowScriptsResult>({ what: ALLOW_SCRIPTS_REQUEST, token, otherwise, logger }, (signal) =>
        allowScripts(session, params, signal),
      ),
  );
  connection.onRequest<ReportResult, never>(MALWARE_REPORT_REQUEST, (params: ReportParams, token: CancellationToken) =>
    answer<ReportResult>({ what: MALWARE_REPORT_REQUEST, token, otherwise, logger }, () => reportOf(session, params)),
  );
  connection.onRequest<PermissionsResult, never>(
    PERMISSIONS_REQUEST,
    (params: PermissionsParams, token: CancellationToken) =>
      answer<PermissionsResult>({ what: PERMISSIONS_REQUEST, token, otherwise, logger }, (signal) =>
        permissionsOf(session, params, signal),
      ),
  );
}
