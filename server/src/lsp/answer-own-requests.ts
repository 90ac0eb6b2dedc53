import type { CancellationToken, Connection } from 'vscode-languageserver';
import {
  COMPARABLE_REQUEST,
  COMPARE_REQUEST,
  type ComparableResult,
  type ComparedPlace,
  type CompareParams,
  type CompareResult,
} from '../protocol/compare.js';
import {
  ACCEPT_REQUEST,
  CASE_REQUEST,
  CLEAR_CACHE_REQUEST,
  EVIDENCE_REQUEST,
  RESCAN_REQUEST,
  SAFE_FIXES_REQUEST,
  SOURCE_REQUEST,
  UPDATE_INTELLIGENCE_REQUEST,
  type AcceptParams,
  type AcceptResult,
  type CaseParams,
  type CaseResult,
  type ClearCacheResult,
  type EvidenceParams,
  type EvidenceResult,
  type SafeFixesParams,
  type SafeFixesResult,
  type SourceParams,
  type SourceResult,
  type UpdateIntelligenceResult,
} from '../protocol/messages.js';
import { REPORT_REQUEST, type ReportParams, type ReportResult } from '../protocol/report.js';
import {
  RISKS_REQUEST,
  UNDO_REQUEST,
  type RisksResult,
  type UndoParams,
  type UndoResult,
} from '../protocol/risk-view.js';
import { accept } from './accept-request.js';
import { packageCase } from './case-request.js';
import { comparable, compare } from './compare-request.js';
import { evidence } from './editor-requests.js';
import { answer } from './error-boundary.js';
import { failure } from './failure.js';
import { safeFixes } from './fix-all.js';
import type { ServerHost } from './host.js';
import { clearCache, rescan } from './maintenance.js';
import { reportPage } from './report-page.js';
import { risks } from './risk-view.js';
import type { Session } from './session.js';
import { source } from './source-request.js';
import { undo } from './undo-request.js';
import { updateIntelligence } from './update-intelligence.js';

/** What our own client asks about a package or for all of them. */
export function answerOwnRequests(connection: Connection, session: Session): void {
  const { logger } = session;
  const failed = failure(session);
  connection.onRequest(RESCAN_REQUEST, (token: CancellationToken) =>
    answer({ what: RESCAN_REQUEST, token, otherwise: null, logger }, () => rescan(session)),
  );
  connection.onRequest(CLEAR_CACHE_REQUEST, (token: CancellationToken) =>
    answer<ClearCacheResult>({ what: CLEAR_CACHE_REQUEST, token, otherwise: { entries: 0, bytes: 0 }, logger }, () =>
      clearCache(session),
    ),
  );
  connection.onRequest(EVIDENCE_REQUEST, (params: EvidenceParams, token: CancellationToken) =>
    answer<EvidenceResult>({ what: EVIDENCE_REQUEST, token, otherwise: {}, logger }, () => evidence(session, params)),
  );
  connection.onRequest<SourceResult, never>(SOURCE_REQUEST, (params: SourceParams, token: CancellationToken) =>
    answer<SourceResult>({ what: SOURCE_REQUEST, token, otherwise: failed, logger }, (signal) =>
      source(session, params, signal),
    ),
  );
  connection.onRequest<CaseResult, never>(CASE_REQUEST, (params: CaseParams, token: CancellationToken) =>
    answer<CaseResult>({ what: CASE_REQUEST, token, otherwise: failed, logger }, () => packageCase(session, params)),
  );
  connection.onRequest<ComparableResult, never>(COMPARABLE_REQUEST, (place: ComparedPlace, token: CancellationToken) =>
    answer<ComparableResult>({ what: COMPARABLE_REQUEST, token, otherwise: failed, logger }, () =>
      comparable(session, place),
    ),
  );
  connection.onRequest<CompareResult, never>(COMPARE_REQUEST, (params: CompareParams, token: CancellationToken) =>
    answer<CompareResult>({ what: COMPARE_REQUEST, token, otherwise: failed, logger }, (signal) =>
      compare(session, params, signal),
    ),
  );
  connection.onRequest<SafeFixesResult, never>(
    SAFE_FIXES_REQUEST,
    (params: SafeFixesParams, token: CancellationToken) =>
      answer<SafeFixesResult>({ what: SAFE_FIXES_REQUEST, token, otherwise: failed, logger }, (signal) =>
        safeFixes(session, params, signal),
      ),
  );
  connection.onRequest(ACCEPT_REQUEST, (params: AcceptParams, token: CancellationToken) =>
    answer<AcceptResult>({ what: ACCEPT_REQUEST, token, otherwise: failed, logger }, () => accept(session, params)),
  );
}

/** What the risk view asks. */
export function answerRisks(connection: Connection, session: Session): void {
  const { logger } = session;
  connection.onRequest<RisksResult, never>(RISKS_REQUEST, (token: CancellationToken) =>
    answer<RisksResult>({ what: RISKS_REQUEST, token, otherwise: { projects: [] }, logger }, () => risks(session)),
  );
  const failed = failure(session);
  connection.onRequest<UndoResult, never>(UNDO_REQUEST, (params: UndoParams, token: CancellationToken) =>
    answer<UndoResult>({ what: UNDO_REQUEST, token, otherwise: failed, logger }, () => undo(session, params)),
  );
}

export function answerReports(connection: Connection, session: Session, host: ServerHost): void {
  const otherwise = failure(session);
  connection.onRequest<ReportResult, never>(REPORT_REQUEST, (params: ReportParams, token: CancellationToken) =>
    answer<ReportResult>({ what: REPORT_REQUEST, token, otherwise, logger: session.logger }, (signal) =>
      reportPage(session, connection, host, params, signal),
    ),
  );
}

export function answerUpdates(connection: Connection, session: Session, host: ServerHost): void {
  const otherwise = failure(session);
  connection.onRequest<UpdateIntelligenceResult, never>(UPDATE_INTELLIGENCE_REQUEST, (token: CancellationToken) =>
    answer<UpdateIntelligenceResult>(
      { what: UPDATE_INTELLIGENCE_REQUEST, token, otherwise, logger: session.logger },
      (signal) => updateIntelligence(session, connection, host, signal),
    ),
  );
}
