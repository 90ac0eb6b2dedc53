import {
  commands,
  ConfigurationTarget,
  type Disposable,
  env,
  languages,
  type LogOutputChannel,
  ProgressLocation,
  window,
  workspace,
} from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  CLEAR_CACHE_REQUEST,
  type ClearCacheResult,
  COMMANDS,
  type DiagnosticData,
  EVIDENCE_REQUEST,
  type EvidenceParams,
  type EvidenceResult,
  RESCAN_REQUEST,
  type SafeFixesParams,
} from '../../server/src/protocol/messages.js';
import type {
  AllowScriptsParams,
  PermissionsParams,
  ReportArgument,
} from '../../server/src/protocol/least-privilege.js';
import { type AcceptArgument, acceptFinding } from './accept-finding.js';
import { allowScripts } from './allow-scripts.js';
import { compareVersions } from './compare-versions.js';
import { switchFolder } from './folder-switch.js';
import { setTeamKey, type ServerEnvironment } from './team-key.js';
import { updateIntelligence } from './intelligence-offer.js';
import type { InstallOffers } from './install-offer.js';
import type { ReportPanel } from './report/report-panel.js';
import { reportMalware } from './report-malware.js';
import type { RestartBudget } from './restart-budget.js';
import { secondOpinion } from './second-opinion/second-opinion.js';
import { showPermissions } from './show-permissions.js';
import { applySafeFixes } from './safe-fixes.js';
import { t } from './l10n.js';

export interface CommandContext {
  readonly client: LanguageClient;
  readonly restarts: RestartBudget;
  readonly log: LogOutputChannel;
  readonly offers: InstallOffers;
  readonly report: ReportPanel;
  readonly context: ExtensionContext;
  readonly environment: ServerEnvironment;
}

type Place = Pick<EvidenceParams, 'uri' | 'line'>;

/** One handler for each command of the manifest. */
export function registerCommands(context: CommandContext): readonly Disposable[] {
  const { client, log, offers, report } = context;
  const handlers: Readonly<Record<keyof typeof COMMANDS, (argument?: unknown) => unknown>> = {
    rescan: () => rescan(context),
    showReport: () => report.show(),
    showLog: () => log.show(),
    clearCache: () => clearCache(client),
    updateIntelligence: () => updateIntelligence(client),
    toggleOffline,
    askAboutImports,
    copyEvidence: (place) => copyEvidence(client, 'copy', place as Place | undefined),
    reportFalsePositive: (place) => copyEvidence(client, 'report', place as Place | undefined),
    enableFolder: () => switchFolder(true),
    disableFolder: () => switchFolder(false),
    allowInstallScripts: (params) => allowScripts(client, offers, params as AllowScriptsParams | undefined),
    reportMalware: (finding) => reportMalware(client, finding as ReportArgument | undefined),
    showPermissions: (params) => showPermissions(client, params as PermissionsParams | undefined),
    applySafeFixes: (params) => applySafeFixes(client, offers, params as SafeFixesParams | undefined),
    compareVersions: (place) => compareVersions(client, place),
    secondOpinion: (place) => secondOpinion(client, place),
    setTeamKey: () => setTeamKey(client, context.context, context.environment),
    acceptFinding: (finding) => acceptGivenOrHere(client, finding as AcceptArgument | undefined),
  };
  const names = Object.keys(handlers) as readonly (keyof typeof COMMANDS)[];
  return names.map((name) => commands.registerCommand(COMMANDS[name], handlers[name]));
}

async function rescan({ client, restarts }: CommandContext): Promise<void> {
  await window.withProgress(
    { location: ProgressLocation.Window, title: `Package Risk: ${t('rescanning')}` },
    async () => {
      if (!client.isRunning()) {
        restarts.forgive();
        await client.start();
      }
      await client.sendRequest(RESCAN_REQUEST);
    },
  );
}

async function clearCache(client: LanguageClient): Promise<void> {
  const { entries, bytes } = await client.sendRequest<ClearCacheResult>(CLEAR_CACHE_REQUEST);
  const size = (bytes / 1_000_000).toFixed(1);
  void window.showInformationMessage(
    `Package Risk: ${t('{entries} cached facts removed ({size} MB).', { entries, size })}`,
  );
}

/** For this machine, whatever folder is open: what is asked of whom is the user's own matter. */
async function askAboutImports(): Promise<void> {
  await workspace.getConfiguration('packageRisk').update('imports.askRegistry', true, ConfigurationTarget.Global);
}

async function toggleOffline(): Promise<void> {
  const settings = workspace.getConfiguration('packageRisk');
  const inWorkspace = settings.inspect<boolean>('offline')?.workspaceValue !== undefined;
  const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await settings.update('offline', !settings.get<boolean>('offline', false), target);
}

async function copyEvidence(client: LanguageClient, purpose: EvidenceParams['purpose'], given?: Place): Promise<void> {
  const place = given ?? cursor(client);
  const params = place && { uri: place.uri, line: place.line, purpose };
  const result = params && (await client.sendRequest<EvidenceResult>(EVIDENCE_REQUEST, params));
  if (result?.text === undefined) {
    void window.showInformationMessage(`Package Risk: ${t('put the cursor on a dependency in package.json first.')}`);
    return;
  }
  await env.clipboard.writeText(result.text);
  const done =
    purpose === 'copy'
      ? t('the evidence is on the clipboard.')
      : t('a report is on the clipboard. Nothing was sent: read it, then post it where you like.');
  void window.showInformationMessage(`Package Risk: ${done}`);
}

async function acceptGivenOrHere(client: LanguageClient, given: AcceptArgument | undefined): Promise<void> {
  const finding = given ?? findingAtCursor();
  if (finding === undefined) {
    void window.showInformationMessage(`Package Risk: ${t('put the cursor on a problem in package.json first.')}`);
    return;
  }
  await acceptFinding(client, finding);
}

function cursor({ code2ProtocolConverter }: LanguageClient): Place | undefined {
  const editor = window.activeTextEditor;
  return editor && { uri: code2ProtocolConverter.asUri(editor.document.uri), line: editor.selection.active.line };
}

function findingAtCursor(): AcceptArgument | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const data = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.start.line === editor.selection.active.line)
    .map((diagnostic) => (diagnostic as { readonly data?: Partial<DiagnosticData> }).data);
  return data.find((one): one is DiagnosticData => one?.kind === 'packageRisk');
}
