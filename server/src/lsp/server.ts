import {
  DidChangeConfigurationNotification,
  MessageType,
  ShowMessageNotification,
  type CancellationToken,
  type CompletionList,
  type Connection,
  type DocumentDiagnosticReport,
  type InitializeResult,
} from 'vscode-languageserver';
import {
  ACCEPT_REQUEST,
  CASE_REQUEST,
  CLEAR_CACHE_REQUEST,
  EVIDENCE_REQUEST,
  NETWORK_NOTIFICATION,
  RESCAN_REQUEST,
  SAFE_FIXES_REQUEST,
  SOURCE_REQUEST,
  TRUST_NOTIFICATION,
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
import {
  COMPARABLE_REQUEST,
  COMPARE_REQUEST,
  type ComparableResult,
  type ComparedPlace,
  type CompareParams,
  type CompareResult,
} from '../protocol/compare.js';
import {
  MANIFESTS_NOTIFICATION,
  RISKS_REQUEST,
  UNDO_REQUEST,
  type RisksResult,
  type UndoParams,
  type UndoResult,
} from '../protocol/risk-view.js';
import { REPORT_REQUEST, type ReportParams, type ReportResult } from '../protocol/report.js';
import { accept } from './accept-request.js';
import { answerAgents } from './agent-tool.js';
import { answerLeastPrivilege } from './answer-least-privilege.js';
import { answerSecondOpinion } from './answer-second-opinion.js';
import { packageCase } from './case-request.js';
import { comparable, compare } from './compare-request.js';
import { serverCapabilities } from './capabilities.js';
import { codeLenses } from './code-lens.js';
import { completion, NO_COMPLETIONS, resolveCompletion } from './completion.js';
import { SETTINGS_SECTION } from './configuration.js';
import { NO_DIAGNOSTICS } from './diagnostics-pull.js';
import { OpenDocuments } from './documents.js';
import { evidence, hover } from './editor-requests.js';
import { answer, attempt } from './error-boundary.js';
import { safeFixes } from './fix-all.js';
import { codeActions, resolveCodeAction } from './fixes.js';
import type { ServerHost } from './host.js';
import { followInText, isInText } from './in-text/follow-in-text.js';
import { inTextActions, inTextHover, isAddition, resolveAddition } from './in-text/in-text-requests.js';
import { inTextPathOf } from './in-text/in-text-uri.js';
import { readManifests, readNetwork, readTrusted } from './initialization.js';
import { documentLinks, inlayHints } from './line-extras.js';
import { clearCache, rescan } from './maintenance.js';
import { reportPage } from './report-page.js';
import { followRepositories } from './repositories/follow-repositories.js';
import { risks } from './risk-view.js';
import { createSession, disposeSession, type Session } from './session.js';
import { source } from './source-request.js';
import { undo } from './undo-request.js';
import { updateIntelligence } from './update-intelligence.js';
import { concernsProjects } from './uri.js';

const SERVER_NAME = 'Package Risk';

/** Serves one editor over one connection until that closes. */
export function startServer(connection: Connection, host: ServerHost): void {
  const documents = new OpenDocuments();
  connection.onInitialize((params): InitializeResult => {
    const session = createSession(connection, documents, host, params);
    followDocuments(session);
    followInText(connection, session);
    followEditor(connection, session);
    answerRequests(connection, session);
    answerViews(connection, session);
    answerOwnRequests(connection, session);
    answerUpdates(connection, session, host);
    answerRisks(connection, session);
    answerReports(connection, session, host);
    answerLeastPrivilege(connection, session);
    answerSecondOpinion(connection, session);
    answerAgents(connection, session, host);
    const openFolders = followRepositories(connection, session, params);
    connection.onInitialized(() =>
      attempt('starting', session.logger, async () => {
        openFolders();
        await start(connection, session);
      }),
    );
    connection.onShutdown(() => disposeSession(session));
    const serverInfo = { name: SERVER_NAME, version: host.version };
    return { capabilities: serverCapabilities(session.client), serverInfo };
  });
  documents.listen(connection);
  connection.listen();
}

async function start(connection: Connection, { client, status, intelligence }: Session): Promise<void> {
  status.request();
  void intelligence.watch();
  if (!client.configurationRegistration) return;
  await connection.client.register(DidChangeConfigurationNotification.type, { section: SETTINGS_SECTION });
}

function followDocuments(session: Session): void {
  const { documents, disk, projects, publisher, configuration, status, fixes } = session;
  documents.onSaved(() => disk.forget());
  documents.onOpened((uri) => {
    disk.forget();
    projects.opened(uri);
  });
  documents.onChanged((uri) => {
    // What names packages beside manifests changes nothing for these, and is asked for no diagnostics.
    if (inTextPathOf(uri) !== undefined) return;
    session.precedence.expect();
    projects.changed(uri);
    publisher.documentChanged(uri);
  });
  documents.onClosed((uri) => {
    disk.forget();
    projects.closed(uri);
    configuration.forget(uri);
    fixes.forget(uri);
    publisher.documentClosed(uri);
    status.request();
  });
}

function followEditor(connection: Connection, session: Session): void {
  const { configuration, engines, projects, inText, repositories } = session;
  connection.onDidChangeConfiguration(({ settings }) => {
    configuration.changed(settings);
    session.disk.forget();
    session.status.request();
    void projects.reloadAll();
    void repositories.reloadAll();
    void inText.reloadAll();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    session.disk.forget();
    session.documents.filesChanged(changes);
    repositories.filesChanged(changes.map(({ uri }) => uri));
    // What hooks start is no project's.
    const ofProjects = changes.filter(({ uri }) => concernsProjects(uri));
    if (ofProjects.length === 0) return;
    projects.filesChanged(ofProjects);
    inText.surroundingsChanged();
  });
  connection.onNotification(MANIFESTS_NOTIFICATION, (params: unknown) => projects.found(readManifests(params)));
  connection.onNotification(TRUST_NOTIFICATION, (params: unknown) => {
    session.trusted = readTrusted(params);
    void repositories.reloadAll();
    void projects.reloadAll();
    void inText.reloadAll();
  });
  connection.onNotification(NETWORK_NOTIFICATION, (params: unknown) => {
    engines.setNetwork(readNetwork(params));
    void projects.reloadAll();
    void inText.reloadAll();
  });
}

function answerRequests(connection: Connection, session: Session): void {
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
function answerViews(connection: Connection, session: Session): void {
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

/** What is answered where something was thrown. */
function failure({ escapes }: Session): { readonly problem: string } {
  return { problem: escapes.t('Something went wrong; the log says what.') };
}

/** A message without buttons, for which no answer is waited. */
function warn(connection: Connection, message: string): void {
  const shown = { type: MessageType.Warning, message: `Package Risk: ${message}` };
  void connection.sendNotification(ShowMessageNotification.method, shown);
}

function answerRisks(connection: Connection, session: Session): void {
  const { logger } = session;
  connection.onRequest<RisksResult, never>(RISKS_REQUEST, (token: CancellationToken) =>
    answer<RisksResult>({ what: RISKS_REQUEST, token, otherwise: { projects: [] }, logger }, () => risks(session)),
  );
  const failed = failure(session);
  connection.onRequest<UndoResult, never>(UNDO_REQUEST, (params: UndoParams, token: CancellationToken) =>
    answer<UndoResult>({ what: UNDO_REQUEST, token, otherwise: failed, logger }, () => undo(session, params)),
  );
}

function answerReports(connection: Connection, session: Session, host: ServerHost): void {
  const otherwise = failure(session);
  connection.onRequest<ReportResult, never>(REPORT_REQUEST, (params: ReportParams, token: CancellationToken) =>
    answer<ReportResult>({ what: REPORT_REQUEST, token, otherwise, logger: session.logger }, (signal) =>
      reportPage(session, connection, host, params, signal),
    ),
  );
}

function answerUpdates(connection: Connection, session: Session, host: ServerHost): void {
  const otherwise = failure(session);
  connection.onRequest<UpdateIntelligenceResult, never>(UPDATE_INTELLIGENCE_REQUEST, (token: CancellationToken) =>
    answer<UpdateIntelligenceResult>(
      { what: UPDATE_INTELLIGENCE_REQUEST, token, otherwise, logger: session.logger },
      (signal) => updateIntelligence(session, connection, host, signal),
    ),
  );
}

function answerOwnRequests(connection: Connection, session: Session): void {
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
