import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { Logger } from '../platform/logger.js';
import { Coalescer } from './coalescer.js';
import type { DiagnosticsPublisher } from './diagnostics-publisher.js';
import type { OpenDocuments } from './documents.js';
import { attempt } from './error-boundary.js';
import type { Timers } from '../platform/timers.js';

const PUSH_GAP_MS = 100;

export interface PushParts {
  readonly connection: Pick<Connection, 'sendDiagnostics'>;
  readonly documents: OpenDocuments;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly diagnosticsOf: (uri: string) => Promise<readonly Diagnostic[]>;
}

/** For editors that do not pull: sends a document's diagnostics whenever they may have changed. */
export function pushDiagnostics({
  connection,
  documents,
  timers,
  logger,
  diagnosticsOf,
}: PushParts): DiagnosticsPublisher {
  const dirty = new Set<string>();
  const send = async (uri: string): Promise<void> => {
    const version = documents.versionOf(uri);
    if (version === undefined) return;
    const diagnostics = [...(await diagnosticsOf(uri))];
    // Changed or closed meanwhile: another run is on its way, or the place has been cleared.
    if (documents.versionOf(uri) === version) await connection.sendDiagnostics({ uri, version, diagnostics });
  };
  const coalescer = new Coalescer(timers, PUSH_GAP_MS, async () => {
    const uris = [...dirty];
    dirty.clear();
    await Promise.all(uris.map((uri) => attempt('sending diagnostics', logger, () => send(uri))));
  });
  const request = (uri: string): void => {
    dirty.add(uri);
    coalescer.request();
  };
  return {
    documentChanged: request,
    factsArrived: request,
    documentClosed(uri) {
      dirty.delete(uri);
      void attempt('clearing diagnostics', logger, () => connection.sendDiagnostics({ uri, diagnostics: [] }));
    },
    dispose: () => coalescer.dispose(),
  };
}
