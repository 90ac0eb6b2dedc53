import { Disposable, type TextDocument, type TextDocumentChangeEvent, workspace } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { notify } from '../notify.js';
import { ProjectFiles } from './project-files.js';

/**
 * Tells the server of documents that name packages beside manifests. Not by the library's document selector: that would hand every
 * source file to the server, in whatever folder, and have the editor ask for completions and lenses in each of them.
 */
export class InTextSync {
  readonly #client: LanguageClient;
  readonly #files = new ProjectFiles();
  readonly #told = new Set<string>();

  constructor(client: LanguageClient) {
    this.#client = client;
  }

  /** The server knows the text of a document. */
  has(document: TextDocument): boolean {
    return this.#told.has(document.uri.toString());
  }

  start(): Disposable {
    const manifests = workspace.createFileSystemWatcher('**/package.json', false, true, false);
    return Disposable.from(
      manifests,
      manifests.onDidCreate(() => this.#again()),
      manifests.onDidDelete(() => this.#files.forget()),
      workspace.onDidOpenTextDocument((document) => void this.#open(document)),
      workspace.onDidChangeTextDocument((event) => this.#change(event)),
      workspace.onDidSaveTextDocument((document) => this.#send(document, 'didSave')),
      workspace.onDidCloseTextDocument((document) => this.#close(document)),
      this.#client.onDidChangeState(({ newState }) => {
        // Another server has been told of nothing.
        this.#told.clear();
        if (newState === State.Running) this.#again();
      }),
    );
  }

  #again(): void {
    this.#files.forget();
    for (const document of workspace.textDocuments) void this.#open(document);
  }

  async #open(document: TextDocument): Promise<void> {
    if (this.has(document) || !(await this.#files.has(document))) return;
    // Closed, or told of, while its project was looked for.
    if (document.isClosed || this.has(document) || !this.#client.isRunning()) return;
    this.#told.add(document.uri.toString());
    const params = this.#client.code2ProtocolConverter.asOpenTextDocumentParams(document);
    notify(this.#client, 'textDocument/didOpen', params);
  }

  #change(event: TextDocumentChangeEvent): void {
    const { document, contentChanges } = event;
    if (contentChanges.length === 0 || !this.has(document)) return;
    const params = this.#client.code2ProtocolConverter.asChangeTextDocumentParams(
      event,
      document.uri,
      document.version,
    );
    notify(this.#client, 'textDocument/didChange', params);
  }

  #close(document: TextDocument): void {
    this.#send(document, 'didClose');
    this.#told.delete(document.uri.toString());
  }

  #send(document: TextDocument, what: 'didSave' | 'didClose'): void {
    if (!this.has(document)) return;
    const textDocument = this.#client.code2ProtocolConverter.asTextDocumentIdentifier(document);
    notify(this.#client, `textDocument/${what}`, { textDocument });
  }
}
