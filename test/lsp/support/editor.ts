/** An editor and a server in one process, joined by real connections. */
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  LogMessageNotification,
  ProposedFeatures,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import type { Engine } from '../../../server/src/engine/engine.js';
import type { RepositoryJudge } from '../../../server/src/engine/repository-judge.js';
import type { ServerHost } from '../../../server/src/lsp/host.js';
import { startServer } from '../../../server/src/lsp/server.js';
import type { CachedBytes } from '../../../server/src/platform/disk-cache.js';
import type { Files } from '../../../server/src/platform/files.js';
import {
  INTELLIGENCE_AGE_NOTIFICATION,
  STATUS_NOTIFICATION,
  UPDATE_PROGRESS_NOTIFICATION,
  type EditorNetwork,
  type IntelligenceAgeParams,
  type StatusParams,
  type UpdateProgressParams,
} from '../../../server/src/protocol/messages.js';
import { absent, ok, type Settings } from '../../../server/src/model/index.js';
import { deferred } from '../../support/deferred.js';
import { NOW } from '../../support/subjects.js';
import { FakeEngine } from './fake-engine.js';
import { Inbox } from './inbox.js';
import { ManualTimers } from './manual-timers.js';
import { memoryCache } from '../../support/memory-cache.js';

export const PULLS: ClientCapabilities = {
  textDocument: { diagnostic: {}, hover: { contentFormat: ['markdown'] } },
  workspace: {
    configuration: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
  window: { workDoneProgress: true },
};

export const DOES_NOT_PULL: ClientCapabilities = { workspace: { configuration: true } };

export interface EditorGiven {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly files?: Readonly<Record<string, string>>;
  readonly onRegister?: (params: unknown) => void;
  /** Folders of the window, as paths. */
  readonly folders?: readonly string[];
  /** Judges them; unless given, there is nothing in them. */
  readonly repositories?: RepositoryJudge;
  /** Answers in place of the engines that a test tells what they know. */
  readonly engine?: (files: Files) => Engine;
}

/** An engine with the terms under which the server asked for it. */
export interface CreatedEngine {
  readonly engine: FakeEngine;
  readonly settings: Settings;
  readonly network: EditorNetwork;
  readonly files: Files;
}

export class Editor {
  readonly timers = new ManualTimers();
  readonly created: CreatedEngine[] = [];
  readonly published = new Inbox<PublishDiagnosticsParams>();
  readonly refreshes = new Inbox<{ readonly resolve: () => void }>();
  readonly statuses = new Inbox<StatusParams>();
  readonly progress = new Inbox<{ readonly token: string | number; readonly value: { readonly kind: string } }>();
  readonly log = new Inbox<string>();
  /** The next engine that the server asks for. */
  readonly engine = new FakeEngine();
  cleared = 0;
  readonly cached = new Map<string, CachedBytes>();
  readonly ages = new Inbox<IntelligenceAgeParams>();
  readonly updateProgress = new Inbox<UpdateProgressParams>();
  /** How new the offline data is, and whether another one lies in its place. */
  intelligence: { asOf?: number; replaced: boolean } = { replaced: false };
  /** What an update of it does. */
  update: ServerHost['updateIntelligence'] = () => Promise.resolve(absent(NOW));
  /** By scope, `''` for the window; what `packageRisk` holds there. */
  settings: Readonly<Record<string, unknown>> = {};
  readonly connection: ProtocolConnection;
  #result: InitializeResult | undefined;
  #version = 1;
  readonly #given: EditorGiven;
  readonly #disposeServer: () => void;

  private constructor(given: EditorGiven) {
    this.#given = given;
    const toServer = new PassThrough();
    const toEditor = new PassThrough();
    const server = createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toEditor),
    );
    startServer(server, {
      createEngine: ({ files, network }, settings) => this.#create(files, network, settings),
      updateIntelligence: (update) => this.update(update),
      readAsset: (name) => `/* ${name} */`,
      diskFiles: filesOf(given.files ?? {}),
      clock: () => NOW + this.timers.now,
      timers: this.timers,
      version: '0.1.0',
    });
    this.#disposeServer = () => server.dispose();
    this.connection = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
    this.connection.onRequest('client/registerCapability', (params: unknown) => {
      given.onRegister?.(params);
      return null;
    });
    this.#listen();
  }

  static async start(given: EditorGiven = {}): Promise<Editor> {
    const editor = new Editor(given);
    const { capabilities = PULLS, initializationOptions, folders } = given;
    const workspaceFolders = folders?.map((folder) => ({ uri: `file://${folder}`, name: folder }));
    editor.#result = await editor.connection.sendRequest('initialize', {
      ...{ processId: null, rootUri: null, capabilities, initializationOptions, workspaceFolders },
    });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  get result(): InitializeResult {
    if (this.#result === undefined) throw new Error('not initialized');
    return this.#result;
  }

  async open(uri: string, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'json', version: this.#version, text },
    });
  }

  async type(uri: string, text: string): Promise<void> {
    this.#version += 1;
    await this.connection.sendNotification('textDocument/didChange', {
      ...{ textDocument: { uri, version: this.#version }, contentChanges: [{ text }] },
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Until the server has done what it can do without time passing: messages arrive in order, and so do answers. */
  async settled(): Promise<void> {
    for (let round = 0; round < SETTLING_ROUNDS; round += 1) {
      await this.connection.sendRequest('packageRisk/evidence', { uri: 'file:///nowhere', line: 0, purpose: 'copy' });
    }
  }

  /** Lets time pass in the server. */
  async wait(milliseconds: number): Promise<void> {
    await this.settled();
    this.timers.advance(milliseconds);
    await this.settled();
  }

  dispose(): void {
    this.connection.dispose();
    this.#disposeServer();
  }

  #create(files: Files, network: EditorNetwork, settings: Settings): ReturnType<EngineFactory> {
    const engine = this.created.length === 0 ? this.engine : new FakeEngine();
    this.created.push({ engine, settings, network, files });
    return {
      engine: this.#given.engine?.(files) ?? engine,
      repositories: this.#given.repositories ?? NOTHING_RUNS,
      cache: {
        ...memoryCache(this.cached),
        info: () => Promise.resolve({ folder: '/cache', entries: 3, bytes: 3000, maxBytes: 1 }),
        clear: () => {
          this.cleared += 1;
          return Promise.resolve();
        },
      },
      intelligence: {
        asOf: () => Promise.resolve(this.intelligence.asOf),
        renew: () => {
          const { replaced } = this.intelligence;
          this.intelligence.replaced = false;
          return Promise.resolve(replaced);
        },
      },
    };
  }

  #listen(): void {
    const { connection } = this;
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => this.published.put(params));
    connection.onNotification(LogMessageNotification.type, ({ message }) => this.log.put(message));
    connection.onNotification(STATUS_NOTIFICATION, (params: StatusParams) => this.statuses.put(params));
    connection.onNotification(INTELLIGENCE_AGE_NOTIFICATION, (params: IntelligenceAgeParams) => this.ages.put(params));
    connection.onNotification(UPDATE_PROGRESS_NOTIFICATION, (params: UpdateProgressParams) =>
      this.updateProgress.put(params),
    );
    connection.onNotification('$/progress', (params: { token: string; value: { kind: string } }) =>
      this.progress.put(params),
    );
    connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri = '' }) => this.settings[scopeUri] ?? this.settings[''] ?? null),
    );
    connection.onRequest('workspace/diagnostic/refresh', () => {
      const answer = deferred<null>();
      this.refreshes.put({ resolve: () => answer.resolve(null) });
      return answer.promise;
    });
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.listen();
  }
}

/** Folders in which nothing runs by itself. */
export const NOTHING_RUNS: RepositoryJudge = {
  judge: ({ folder }) => Promise.resolve({ folder, hooks: [], level: 'none', problems: [], notes: [] }),
  acceptanceEdit: () => Promise.resolve({ problem: 'no' }),
};

type EngineFactory = Parameters<typeof startServer>[1]['createEngine'];

/** More than the longest chain of awaits between a message and what follows from it. */
const SETTLING_ROUNDS = 5;

function filesOf(files: Readonly<Record<string, string>>): Files {
  return {
    read: (path) => Promise.resolve(files[path] === undefined ? absent(NOW) : ok(files[path], NOW)),
    exists: (path) => Promise.resolve(path in files),
  };
}
