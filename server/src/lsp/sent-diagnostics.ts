import type { Connection, Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';

/** For an editor, what is sent of a file takes the place of what was sent before: so two who speak of one file speak together. */
export class SentDiagnostics {
  readonly #connection: Pick<Connection, 'sendDiagnostics'>;
  /** What is said of documents that are open, and of the folder's hooks, by address. */
  readonly #ofDocuments = new Map<string, readonly Diagnostic[]>();
  readonly #ofHooks = new Map<string, readonly Diagnostic[]>();

  constructor(connection: Pick<Connection, 'sendDiagnostics'>) {
    this.#connection = connection;
  }

  /** Of a document, as `Connection` has it. */
  sendDiagnostics({ uri, version, diagnostics }: PublishDiagnosticsParams): Promise<void> {
    keep(this.#ofDocuments, uri, diagnostics);
    return this.#send(uri, version);
  }

  /** Of the hooks in a file, open or not. */
  sendHooks(uri: string, diagnostics: readonly Diagnostic[]): Promise<void> {
    keep(this.#ofHooks, uri, diagnostics);
    return this.#send(uri);
  }

  /** The files of which hooks have something to say. */
  hookFiles(): readonly string[] {
    return [...this.#ofHooks.keys()];
  }

  #send(uri: string, version?: number): Promise<void> {
    const diagnostics = [...(this.#ofHooks.get(uri) ?? []), ...(this.#ofDocuments.get(uri) ?? [])];
    return this.#connection.sendDiagnostics({ uri, ...(version !== undefined && { version }), diagnostics });
  }
}

function keep(all: Map<string, readonly Diagnostic[]>, uri: string, diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length === 0) all.delete(uri);
  else all.set(uri, diagnostics);
}
