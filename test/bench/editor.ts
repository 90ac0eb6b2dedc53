import type { Readable, Writable } from 'node:stream';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { RESCAN_REQUEST, STATUS_NOTIFICATION, type StatusParams } from '../../server/src/protocol/messages.js';

const CAPABILITIES = {
  textDocument: { diagnostic: {}, hover: { contentFormat: ['markdown'] } },
  workspace: { configuration: true, diagnostics: { refreshSupport: true } },
};

export interface BenchHost {
  readonly registry: string;
  readonly assetsFolder: string;
  readonly cacheFolder: string;
  /** Of a user who has configured nothing. */
  readonly homeFolder: string;
}

/** A server that has been started, and the streams to it. */
export interface BenchServer {
  readonly input: Writable;
  readonly output: Readable;
  close(): Promise<void>;
}

/** As much of an editor as it takes to measure a server. */
export class BenchEditor {
  readonly #connection: ProtocolConnection;
  readonly #server: BenchServer;
  #version = 0;
  #onRefresh: () => void = () => undefined;
  #onShown: () => void = () => undefined;
  /** The manifest is open, and has been answered for once. */
  readonly shown = new Promise<void>((resolve) => (this.#onShown = resolve));
  #onStatus: (status: StatusParams) => void = () => undefined;

  constructor(server: BenchServer, { cacheFolder }: BenchHost) {
    this.#server = server;
    this.#connection = createProtocolConnection(
      new StreamMessageReader(server.output),
      new StreamMessageWriter(server.input),
    );
    this.#listen(cacheFolder);
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
    await this.judged(uri, text);
  }

  /** The same, once it is started. Asks again whenever the server says that there is something else, as editors do. */
  async judged(uri: string, text: string): Promise<void> {
    const judged = this.#judged();
    this.#onRefresh = () => void this.diagnostics(uri);
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
    await this.#connection.sendNotification('exit');
    await this.#server.close();
    this.#connection.dispose();
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
