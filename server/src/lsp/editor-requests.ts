import {
  MarkupKind,
  type CodeAction,
  type CodeActionParams,
  type Hover,
  type HoverParams,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActionsFor, wantsQuickFixes, type OfferedRemedy } from '../features/code-actions.js';
import { evidenceText } from '../features/evidence-text.js';
import { hoverAt } from '../features/hover.js';
import { lockfileHoverAt } from '../features/lockfile-hover.js';
import { entryAt, verdictOn } from '../features/support/judged-lockfile.js';
import { assessmentsAt, type LineAssessment } from '../features/support/judged-manifest.js';
import type { EditedFile } from '../features/support/workspace-edit.js';
import type { Assessment, FileEdits, Span } from '../model/index.js';
import type { EvidenceParams, EvidenceResult } from '../protocol/messages.js';
import { ESCAPES } from './escapes.js';
import { judgedLockfile } from './lockfile-diagnostics.js';
import type { Judged } from './project-parts.js';
import type { Session } from './session.js';
import { lockfilePathOf, uriOfPath } from './uri.js';

/** Fixes have to be looked up: a whole file that is selected is no wish for all of them at once. */
const MAX_LINES_WITH_FIXES = 5;

export async function hover(session: Session, { textDocument, position }: HoverParams): Promise<Hover | undefined> {
  const judged = await session.projects.current(textDocument.uri);
  if (judged === undefined) return undefined;
  const offset = judged.document.offsetAt(position);
  const found = hoverOf(judged, offset, session);
  const [about] = assessedAt(judged, { start: offset, end: offset });
  if (found === undefined || about === undefined || session.client.markdownHover) return found;
  return { ...found, contents: { kind: MarkupKind.PlainText, value: textOf(session, about, 'copy') } };
}

function hoverOf(judged: Judged, offset: number, { clock }: Session): Hover | undefined {
  const { document, assessment } = judged;
  const asked = { offset, now: clock(), escapes: ESCAPES };
  if (lockfilePathOf(document.uri) === undefined) {
    return hoverAt({ document, assessments: assessment.assessments, ...asked });
  }
  const lockfile = judgedLockfile(judged);
  return lockfile && lockfileHoverAt({ lockfile, ...asked });
}

/** What is judged where a stretch of the document lies: lines of a manifest, or the entry of a lockfile. */
function assessedAt(judged: Judged, stretch: Span): readonly Assessment[] {
  const { assessments } = judged.assessment;
  if (lockfilePathOf(judged.document.uri) === undefined) return assessmentsAt(assessments, stretch);
  const entry = entryAt(judged.project.graph?.entries ?? new Map<string, never>(), stretch.end);
  const verdict = entry && verdictOn(entry, assessments);
  return verdict === undefined ? [] : [verdict];
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

function textOf({ clock, version }: Session, assessment: Assessment, purpose: EvidenceParams['purpose']): string {
  return evidenceText({ assessment, purpose, now: clock(), toolVersion: version, plain: ESCAPES.plain });
}

export async function codeActions(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
  signal: AbortSignal,
): Promise<CodeAction[]> {
  if (!wantsQuickFixes(context.only)) return [];
  const judged = await session.projects.current(textDocument.uri);
  if (judged === undefined) return [];
  const { document, assessment } = judged;
  const stretch = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const lines = assessmentsAt(assessment.assessments, stretch).filter(({ findings }) => findings.length > 0);
  const offered = await Promise.all(
    lines
      .slice(0, MAX_LINES_WITH_FIXES)
      .map(async (line) => ({ line, offers: await offersFor(session, judged, line, signal) })),
  );
  // Typed on while versions were looked up: the places are no longer those that were judged.
  if (session.documents.versionOf(textDocument.uri) !== document.version) return [];
  const shared = {
    document,
    diagnostics: context.diagnostics,
    abilities: session.client,
    escapes: ESCAPES,
  };
  return offered.flatMap(({ line, offers }) => [...codeActionsFor({ ...shared, assessment: line, offers })]);
}

async function offersFor(
  session: Session,
  { engine, project }: Judged,
  line: LineAssessment,
  signal: AbortSignal,
): Promise<readonly OfferedRemedy[]> {
  const remedies = await engine.remedies(project, line, signal);
  const offered = await Promise.all(
    remedies.map(async (remedy) => {
      const edits = await engine.remedyEdits(project, remedy);
      const files = edits?.map((one) => editedFile(session, one));
      return files?.every((file) => file !== undefined) === true ? { remedy, files } : undefined;
    }),
  );
  return offered.filter((offer) => offer !== undefined);
}

/** Undefined where the file has been edited since it was read. */
function editedFile({ documents }: Session, { file, before, edits }: FileEdits): EditedFile | undefined {
  const open = documents.at(file);
  if (open !== undefined && open.getText() !== before) return undefined;
  const uri = open?.uri ?? uriOfPath(file);
  const document = TextDocument.create(uri, '', open?.version ?? 0, before ?? '');
  return { document, isOpen: open !== undefined, isNew: before === undefined, edits };
}
