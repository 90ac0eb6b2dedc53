import { DidChangeConfigurationNotification, type Connection, type InitializeResult } from 'vscode-languageserver';
import { answerAgents } from './agent-tool.js';
import { answerRequests, answerViews } from './answer-editor.js';
import { answerLeastPrivilege } from './answer-least-privilege.js';
import { answerOwnRequests, answerReports, answerRisks, answerUpdates } from './answer-own-requests.js';
import { answerSecondOpinion } from './answer-second-opinion.js';
import { serverCapabilities } from './capabilities.js';
import { SETTINGS_SECTION } from './configuration.js';
import { OpenDocuments } from './documents.js';
import { attempt } from './error-boundary.js';
import { followDocuments, followEditor } from './follow-editor.js';
import type { ServerHost } from './host.js';
import { followInText } from './in-text/follow-in-text.js';
import { followRepositories } from './repositories/follow-repositories.js';
import { createSession, disposeSession, type Session } from './session.js';

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
