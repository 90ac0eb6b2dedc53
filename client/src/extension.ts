import type { ExtensionContext } from 'vscode';
import { env, version, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { registerLanguageModelTools } from './agents/language-model-tools.js';
import { registerMcpProvider } from './agents/mcp-provider.js';
import { registerCaseDocuments } from './case-documents.js';
import { registerCommands } from './commands.js';
import { registerApplyFix } from './guarded-fixes.js';
import { registerInText } from './in-text/in-text-providers.js';
import { watchTerminals } from './in-text/terminal-watch.js';
import { installOffers } from './install-offer.js';
import { offerIntelligenceUpdates } from './intelligence-offer.js';
import { createLanguageClient, DOCUMENT_SELECTOR } from './language-client.js';
import { createLanguageStatus } from './language-status.js';
import { registerHooks } from './hook-providers.js';
import { watchNetwork } from './network.js';
import { registerProblemList } from './problem-list.js';
import { ReportPanel } from './report/report-panel.js';
import { registerSourceDocuments } from './source-documents.js';
import { watchCriticals } from './risk-view/critical-notice.js';
import { watchRepositories } from './risk-view/repository-notice.js';
import { createRiskView } from './risk-view/risk-view.js';
import { showStatus } from './server-status.js';
import { createStatusItem } from './status-item.js';
import { provideTeamKey } from './team-key.js';
import { watchTrust } from './trust.js';

let client: LanguageClient | undefined;

/** Called by VS Code once, at the first of the manifest's activation events. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Package Risk', { log: true });
  const { version: own } = context.extension.packageJSON as { readonly version: string };
  log.info(`Package Risk ${own} in ${env.appName} ${version}`);
  const { client: started, restarts, environment } = createLanguageClient(context, log);
  client = started;
  const offers = installOffers(context.globalState);
  const report = new ReportPanel(started);
  context.subscriptions.push(
    log,
    report,
    showStatus(started, log, [createStatusItem(), createLanguageStatus(DOCUMENT_SELECTOR)]),
    createRiskView(started, context),
    watchCriticals(started, context),
    watchRepositories(started, context),
    registerHooks(started),
    watchNetwork(started),
    watchTrust(started),
    offerIntelligenceUpdates(started, context),
    registerApplyFix(offers),
    registerSourceDocuments(started),
    registerCaseDocuments(started),
    registerProblemList(),
    registerInText(started),
    watchTerminals(started),
    registerMcpProvider(context),
    ...registerLanguageModelTools(started, context),
    ...registerCommands({ client: started, restarts, log, offers, report, context, environment }),
  );
  // Not awaited: the editor goes on while the server starts.
  const starting = provideTeamKey(context, environment).then(() => started.start());
  starting.catch((error: unknown) => log.error(`The language server did not start: ${String(error)}`));
}

/** Called by VS Code when the window closes or the extension is switched off. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
  client = undefined;
}
