import {
  DocumentDiagnosticReportKind,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Logger } from '../platform/logger.js';
import { Coalescer } from './coalescer.js';
import type { DiagnosticsPublisher } from './diagnostics-publisher.js';
import { attempt } from './error-boundary.js';
import type { Timers } from '../platform/timers.js';

/** A refresh makes the editor ask for every open document. */
const REFRESH_GAP_MS = 100;

/** What is answered when the diagnostics cannot be had. */
export const NO_DIAGNOSTICS: DocumentDiagnosticReport = Object.freeze({
  kind: DocumentDiagnosticReportKind.Full,
  items: [],
});

export interface PullParts {
  readonly connection: Connection;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly diagnosticsOf: (uri: string) => Promise<readonly Diagnostic[]>;
  /** The editor is told to ask again. */
  readonly onAsk: () => void;
}

/** For editors that pull: answers what is known, and has them ask again when more is. Sends nothing by itself. */
export class PullDiagnostics implements DiagnosticsPublisher {
  readonly #diagnosticsOf: PullParts['diagnosticsOf'];
  readonly #refresh: Coalescer;
  /** What each document was last answered, to say "as before". */
  readonly #answered = new Map<string, { readonly resultId: string; readonly json: string }>();
  #lastId = 0;

  constructor({ connection, timers, logger, diagnosticsOf, onAsk }: PullParts) {
    this.#diagnosticsOf = diagnosticsOf;
    this.#refresh = new Coalescer(timers, REFRESH_GAP_MS, () =>
      attempt('asking for a refresh', logger, () => {
        onAsk();
        return connection.languages.diagnostics.refresh();
      }),
    );
  }

  async report({ textDocument, previousResultId }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> {
    const items = [...(await this.#diagnosticsOf(textDocument.uri))];
    const json = JSON.stringify(items);
    const before = this.#answered.get(textDocument.uri);
    if (before?.json === json && before.resultId === previousResultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: before.resultId };
    }
    this.#lastId += 1;
    const resultId = String(this.#lastId);
    this.#answered.set(textDocument.uri, { resultId, json });
    return { kind: DocumentDiagnosticReportKind.Full, items, resultId };
  }

  /** The editor asks by itself. */
  documentChanged(): void {}

  factsArrived(): void {
    this.#refresh.request();
  }

  documentClosed(uri: string): void {
    this.#answered.delete(uri);
  }

  dispose(): void {
    this.#refresh.dispose();
  }
}
