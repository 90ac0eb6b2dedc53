import type { Disposable, Uri } from 'vscode';
import { ProgressLocation, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  REPORT_PROGRESS_NOTIFICATION,
  REPORT_REQUEST,
  type ReportParams,
  type ReportProgressParams,
  type ReportResult,
} from '../../../server/src/protocol/report.js';
import { t } from '../l10n.js';
import { findManifests } from '../risk-view/workspace-manifests.js';
import { readPageMessage } from './page-message.js';
import { revealLine } from './reveal-line.js';
import { saveText } from './save-text.js';

const VIEW_TYPE = 'packageRisk.report';

/** The report of the window's projects, as one page in an editor tab. */
export class ReportPanel implements Disposable {
  readonly #client: LanguageClient;
  #panel: WebviewPanel | undefined;
  /** The manifests of the page, by how it calls them. */
  #manifests: ReadonlyMap<string, Uri> = new Map();

  constructor(client: LanguageClient) {
    this.#client = client;
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  /** Judges everything, however long that takes, and shows it; a page that is open is made anew. */
  async show(): Promise<void> {
    const manifests = new Map((await findManifests()).map((uri) => [workspace.asRelativePath(uri), uri]));
    const { html, problem } = await this.#make(manifests);
    if (html === undefined) {
      if (problem !== undefined) void window.showWarningMessage(`Package Risk: ${problem}`);
      return;
    }
    this.#manifests = manifests;
    this.#panel ??= this.#open();
    this.#panel.webview.html = html;
    this.#panel.reveal();
  }

  /** Empty where the user does not want to wait for it. */
  async #make(manifests: ReadonlyMap<string, Uri>): Promise<ReportResult> {
    const { code2ProtocolConverter } = this.#client;
    const [folder] = workspace.workspaceFolders ?? [];
    const params: ReportParams = {
      folder: folder === undefined ? '' : code2ProtocolConverter.asUri(folder.uri),
      manifests: [...manifests].map(([path, uri]) => ({ uri: code2ProtocolConverter.asUri(uri), path })),
    };
    const options = {
      location: ProgressLocation.Notification,
      title: `Package Risk: ${t('report')}`,
      cancellable: true,
    };
    return await window.withProgress(options, async (progress, token) => {
      const told = this.#client.onNotification(REPORT_PROGRESS_NOTIFICATION, (step: ReportProgressParams) => {
        progress.report({ message: t('{what}: {done} of {total}', { ...step }) });
      });
      try {
        const result = await this.#client.sendRequest<ReportResult>(REPORT_REQUEST, params, token);
        return token.isCancellationRequested ? {} : result;
      } catch (error) {
        if (token.isCancellationRequested) return {};
        throw error;
      } finally {
        told.dispose();
      }
    });
  }

  #open(): WebviewPanel {
    const panel = window.createWebviewPanel(VIEW_TYPE, t('Package Risk Report'), ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [],
      // What was filtered and sorted stays while another tab is looked at.
      retainContextWhenHidden: true,
    });
    const subscription = panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    panel.onDidDispose(() => {
      subscription.dispose();
      this.#panel = undefined;
    });
    return panel;
  }

  async #receive(received: unknown): Promise<void> {
    const message = readPageMessage(received);
    if (message?.kind === 'save') await saveText(message.name, message.text);
    if (message?.kind !== 'reveal') return;
    const manifest = this.#manifests.get(message.manifest);
    if (manifest !== undefined) await revealLine(this.#client, manifest, message.line);
  }
}
