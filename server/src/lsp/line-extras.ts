import type { DocumentLink, InlayHint, InlayHintParams } from 'vscode-languageserver';
import { documentLinksFor } from '../features/document-links.js';
import { inlayHintsFor } from '../features/inlay-hints.js';
import type { Session } from './session.js';
import { lockfilePathOf } from './uri.js';

/** Resolved versions behind the lines that are seen, for those who want them. */
export async function inlayHints(
  { projects, escapes }: Session,
  { textDocument, range }: InlayHintParams,
): Promise<InlayHint[]> {
  if (lockfilePathOf(textDocument.uri) !== undefined) return [];
  const judged = await projects.current(textDocument.uri);
  if (judged?.settings['inlayHints.enable'] !== true) return [];
  const { document, assessment } = judged;
  const stretch = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return [...inlayHintsFor({ document, assessments: assessment.assessments, stretch, escapes })];
}

/** Names that lead to pages. */
export async function documentLinks({ projects, escapes }: Session, uri: string): Promise<DocumentLink[]> {
  if (lockfilePathOf(uri) !== undefined) return [];
  const judged = await projects.current(uri);
  if (judged?.settings['documentLinks.enable'] !== true) return [];
  return [...documentLinksFor(judged.document, judged.assessment.assessments, escapes.t)];
}
