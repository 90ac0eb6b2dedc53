import type { Connection } from 'vscode-languageserver';
import { mentionDiagnostics } from '../../features/in-text/mention-diagnostics.js';
import type { Escapes } from '../../features/support/escapes.js';
import type { Logger } from '../../platform/logger.js';
import type { OpenDocuments } from '../documents.js';
import { attempt } from '../error-boundary.js';
import type { InTextDocuments } from './in-text-documents.js';

interface Parts {
  readonly documents: Pick<OpenDocuments, 'versionOf'>;
  readonly inText: InTextDocuments;
  readonly logger: Logger;
  readonly escapes: Escapes;
}

/**
 * Sent, also to editors that ask for those of manifests: they would ask at every keystroke, and what is said of such a document
 * changes only when it was read.
 */
export function sendInTextDiagnostics(
  connection: Pick<Connection, 'sendDiagnostics'>,
  { documents, inText, logger, escapes }: Parts,
  uri: string,
): void {
  const judged = inText.latest(uri);
  // Written on meanwhile: it will be read again, and until then the places of what was said move with the text.
  if (judged !== undefined && judged.document.version !== documents.versionOf(uri)) return;
  const diagnostics =
    judged === undefined ? [] : [...mentionDiagnostics({ text: judged, severity: judged.settings.severity, escapes })];
  void attempt('sending diagnostics', logger, () => connection.sendDiagnostics({ uri, diagnostics }));
}
