import type { Connection } from 'vscode-languageserver';
import type { Escapes } from '../../features/support/escapes.js';
import type { ProjectParts } from '../project-parts.js';
import { sendInTextDiagnostics } from './in-text-diagnostics.js';
import { InTextDocuments } from './in-text-documents.js';
import { SurroundingProjects, type SurroundingParts } from './surrounding-projects.js';

/** What a session has for documents that name packages beside manifests. */
export interface InText {
  /** Manifests around files that are none. */
  readonly surroundings: SurroundingProjects;
  /** Open documents that name packages beside manifests. */
  readonly inText: InTextDocuments;
}

export function createInText(
  connection: Pick<Connection, 'sendDiagnostics'>,
  parts: SurroundingParts & Pick<ProjectParts, 'logger'> & { readonly escapes: Escapes },
): InText {
  const surroundings = new SurroundingProjects(parts);
  const onNews = (uri: string): void => sendInTextDiagnostics(connection, { ...parts, inText }, uri);
  const inText = new InTextDocuments({ ...parts, surroundings, onNews });
  return { surroundings, inText };
}
