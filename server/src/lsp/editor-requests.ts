import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import { evidenceText } from '../features/evidence-text.js';
import { hoverAt } from '../features/hover.js';
import { lockfileHoverAt } from '../features/lockfile-hover.js';
import type { Assessment } from '../model/index.js';
import type { EvidenceParams, EvidenceResult } from '../protocol/messages.js';
import { assessedAt } from './assessed-at.js';
import { judgedLockfile } from './lockfile-diagnostics.js';
import type { Judged } from './project-parts.js';
import type { Session } from './session.js';
import { lockfilePathOf } from './uri.js';

export async function hover(session: Session, { textDocument, position }: HoverParams): Promise<Hover | undefined> {
  const judged = await session.projects.current(textDocument.uri);
  if (judged === undefined) return undefined;
  const offset = judged.document.offsetAt(position);
  const found = hoverOf(judged, offset, session);
  const [about] = assessedAt(judged, { start: offset, end: offset });
  if (found === undefined || about === undefined || session.client.markdownHover) return found;
  return { ...found, contents: { kind: MarkupKind.PlainText, value: textOf(session, about, 'copy') } };
}

function hoverOf(
  plain: Judged,
  offset: number,
  { clock, sources, cases, icons, escapes, opinions }: Session,
): Hover | undefined {
  const judged = opinions.on(plain);
  const { document, assessment, project, settings } = judged;
  const now = clock();
  const asked = {
    ...{ offset, now, escapes, icons, sources: sources?.linksFor(project.manifestPath, now) },
    caseCommands:
      cases && ((about: Assessment) => cases.commandsFor(document.uri, about, settings['secondOpinion.enable'])),
  };
  if (lockfilePathOf(document.uri) === undefined) {
    return hoverAt({ document, assessments: assessment.assessments, ...asked });
  }
  const lockfile = judgedLockfile(judged);
  return lockfile && lockfileHoverAt({ lockfile, ...asked });
}

export async function evidence(session: Session, { uri, line, purpose }: EvidenceParams): Promise<EvidenceResult> {
  const judged = await session.projects.current(uri);
  if (judged === undefined) return {};
  const { document } = judged;
  const start = document.offsetAt({ line, character: 0 });
  const end = document.offsetAt({ line: line + 1, character: 0 });
  const [found] = assessedAt(judged, { start, end: Math.max(start, end - 1) });
  return found === undefined ? {} : { text: textOf(session, found, purpose) };
}

function textOf(
  { clock, version, escapes }: Session,
  assessment: Assessment,
  purpose: EvidenceParams['purpose'],
): string {
  return evidenceText({ assessment, purpose, now: clock(), toolVersion: version, plain: escapes.plain });
}
