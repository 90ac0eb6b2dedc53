import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { createEngine } from '../../server/src/compose.js';
import { composeAnalysis } from '../../server/src/compose-analysis.js';
import { startServer } from '../../server/src/lsp/server.js';
import { absent } from '../../server/src/model/index.js';
import { createLocalFiles } from '../../server/src/platform/local-files.js';
import { systemTimers } from '../../server/src/platform/timers.js';
import { RESCAN_REQUEST, STATUS_NOTIFICATION, type StatusParams } from '../../server/src/protocol/messages.js';

const CAPABILITIES = {
  textDocument: { diagnostic: {}, hover: { contentFormat: ['markdown'] } },
  workspace: { configuration: true, diagnostics: { refreshSupport: true } },
};

export interface BenchHost {
  readonly registry: string;
  readonly assetsFolder: string;
  readonly cacheFolder: string;
}

/** The real server in this process, and as much of an editor as it takes to measure it. */
export class BenchEditor {
  readonly #connection: ProtocolConnection;
  readonly #disposeServer: () => void;
  #version = 0;
  #onRefresh: () => void = () => undefined;
  #onShown: () => void = () => undefined;
  /** The manifest is open, and has been answered for once. */
  readonly shown = new Promise<void>((resolve) => (this.#onShown = resolve));
  #onStatus: (status: StatusParams) => void = () => undefined;

  constructor(host: BenchHost) {
    const toServer = new PassThrough();
    const toEditor = new PassThrough();
    const server = createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toEditor),
    );
    startBenchServer(server, host);
    this.#disposeServer = () => server.dispose();
    this.#connection = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
    this.#listen(host.cacheFolder);
  }

  async start(): Promise<void> {
    const capabilities = CAPABILITIES;
    await this.#connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities });
    await this.#connection.sendNotification('initialized', {});
  }

  async show(uri: string, text: string): Promise<void> {
    const textDocument = { uri, languageId: 'json', version: this.#version, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  async hide(uri: string): Promise<void> {
    await this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Everything that is open is judged anew. */
  async rescan(): Promise<void> {
    await this.#connection.sendRequest(RESCAN_REQUEST);
  }

  /** Starts, opens a manifest and resolves when everything about it is judged. */
  async open(uri: string, text: string): Promise<void> {
    await this.start();
    const judged = this.#judged();
    await this.show(uri, text);
    await this.diagnostics(uri);
    this.#onShown();
    await judged;
  }

  /** Asks at once, and again whenever the server says that there is something else. */
  async until(uri: string, isWhole: (items: readonly Diagnostic[]) => boolean): Promise<void> {
    for (;;) {
      const refreshed = new Promise<void>((resolve) => (this.#onRefresh = resolve));
      if (isWhole(await this.items(uri))) return;
      await refreshed;
    }
  }

  /** A keystroke: the new text, then what the editor asks for at once. */
  async type(uri: string, text: string): Promise<DocumentDiagnosticReport> {
    this.#version += 1;
    const textDocument = { uri, version: this.#version };
    void this.#connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
    return this.diagnostics(uri);
  }

  async items(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.diagnostics(uri);
    return report.kind === 'full' ? report.items : [];
  }

  diagnostics(uri: string): Promise<DocumentDiagnosticReport> {
    return this.#connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  }

  hover(uri: string, line: number, character: number): Promise<Hover | null> {
    return this.#connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  }

  async close(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    this.#connection.dispose();
    this.#disposeServer();
  }

  /** The server has checked something and has nothing more to check. */
  #judged(): Promise<void> {
    return new Promise((resolve) => {
      let checking = false;
      this.#onStatus = ({ state }) => {
        checking ||= state === 'checking';
        if (checking && state === 'idle') resolve();
      };
    });
  }

  #listen(cacheFolder: string): void {
    const settings = { advisories: { osv: false }, cache: { folder: cacheFolder } };
    this.#connection.onNotification(STATUS_NOTIFICATION, (status: StatusParams) => this.#onStatus(status));
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => settings),
    );
    this.#connection.onRequest('workspace/diagnostic/refresh', () => {
      this.#onRefresh();
      return null;
    });
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.onRequest('window/workDoneProgress/create', () => null);
    this.#connection.listen();
  }
}

function startBenchServer(server: Parameters<typeof startServer>[0], { registry, assetsFolder }: BenchHost): void {
  const clock = (): number => Date.now();
  startServer(server, {
    createEngine: ({ files, logger }, settings) =>
      createEngine(
        {
          files,
          logger,
          clock,
          network: { registry },
          assetsFolder,
          analysis: composeAnalysis(assetsFolder, {}),
          variables: {},
        },
        settings,
      ),
    updateIntelligence: () => Promise.resolve(absent(clock())),
    readAsset: () => '',
    diskFiles: createLocalFiles(clock),
    clock,
    timers: systemTimers,
    version: '0.0.0',
  });
}
