import { FileChangeType, TextDocuments, type Connection, type Disposable, type FileEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { manifestPathOf, pathOfUri } from './uri.js';

/** Texts by the addresses of their documents, which have a version for each state of them. */
export interface DocumentTexts {
  snapshot(uri: string): TextDocument | undefined;
  versionOf(uri: string): number | undefined;
}

/** The documents that the editor has open, manifests and the files beside them alike. */
export class OpenDocuments implements DocumentTexts {
  readonly #documents = new TextDocuments(TextDocument);
  /** Paths of files that are gone. An editor keeps their documents open for a while, or as long as the tab stays. */
  readonly #deleted = new Set<string>();

  listen(connection: Connection): Disposable {
    this.#documents.onDidClose(({ document }) => this.#deleted.delete(pathOfUri(document.uri) ?? ''));
    return this.#documents.listen(connection);
  }

  onOpened(listener: (uri: string) => void): Disposable {
    return this.#documents.onDidOpen(({ document }) => listener(document.uri));
  }

  /** Also after a document was opened. */
  onChanged(listener: (uri: string) => void): Disposable {
    return this.#documents.onDidChangeContent(({ document }) => listener(document.uri));
  }

  onSaved(listener: (uri: string) => void): Disposable {
    return this.#documents.onDidSave(({ document }) => listener(document.uri));
  }

  onClosed(listener: (uri: string) => void): Disposable {
    return this.#documents.onDidClose(({ document }) => listener(document.uri));
  }

  /** As it is at this moment: the editor's own object changes in place. Undefined for what was deleted under the editor. */
  snapshot(uri: string): TextDocument | undefined {
    const document = this.#documents.get(uri);
    if (document === undefined || this.#deleted.has(pathOfUri(uri) ?? '')) return undefined;
    return TextDocument.create(document.uri, document.languageId, document.version, document.getText());
  }

  versionOf(uri: string): number | undefined {
    return this.#documents.get(uri)?.version;
  }

  filesChanged(changes: readonly FileEvent[]): void {
    for (const { uri, type } of changes) {
      const path = pathOfUri(uri);
      if (path === undefined) continue;
      if (type === FileChangeType.Deleted) this.#deleted.add(path);
      else this.#deleted.delete(path);
    }
  }

  /** By path, as one file can have several spellings of its URI. Undefined for what was deleted under the editor. */
  at(file: string): TextDocument | undefined {
    if (this.#deleted.has(file)) return undefined;
    return this.#documents.all().find(({ uri }) => pathOfUri(uri) === file);
  }

  manifestUris(): readonly string[] {
    return this.#documents.keys().filter((uri) => manifestPathOf(uri) !== undefined);
  }
}
