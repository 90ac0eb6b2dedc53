import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  chosenRemedy,
  codeActionsFor,
  fixEdit,
  readFixData,
  wantsQuickFixes,
  type OfferedRemedy,
} from '../features/code-actions.js';
import { readFixAllData, wantsFixAll } from '../features/fix-all.js';
import { broughtInByLine, isWorthTheLine } from '../features/support/brought-in.js';
import type { EditedFile } from '../features/support/workspace-edit.js';
import { subjectTitle } from '../features/support/finding-pointer.js';
import { assessmentsAt, lineAssessments } from '../features/support/judged-manifest.js';
import type { Assessment, FileEdits, Remedy, Span } from '../model/index.js';
import type { FixData } from '../protocol/messages.js';
import { assessedAt } from './assessed-at.js';
import { fixAllActions, resolveFixAll } from './fix-all.js';
import type { Judged } from './project-parts.js';
import type { Session } from './session.js';
import { lockfilePathOf, uriOfPath } from './uri.js';

/** Fixes have to be looked up: a whole file that is selected is no wish for all of them at once. */
const MAX_LINES_WITH_FIXES = 5;
/** A line that brings in more problems is best looked at as a whole: upgrade it, or look at the lockfile. */
const MAX_BROUGHT_IN_WITH_FIXES = 3;

export async function codeActions(
  session: Session,
  params: CodeActionParams,
  signal: AbortSignal,
): Promise<CodeAction[]> {
  const { textDocument, range, context } = params;
  if (wantsFixAll(context)) return fixAllActions(session, params, signal);
  if (!wantsQuickFixes(context.only)) return [];
  const judged = await session.projects.current(textDocument.uri);
  if (judged === undefined) return [];
  const { document } = judged;
  const stretch = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const offered = await Promise.all(
    fixable(judged, stretch).map(async (about) => ({ about, offers: await offersFor(session, judged, about, signal) })),
  );
  // Typed on while versions were looked up: the places are no longer those that were judged.
  if (session.documents.versionOf(textDocument.uri) !== document.version) return [];
  const shared = {
    ...{ document, diagnostics: context.diagnostics, abilities: session.client, escapes: session.escapes },
  };
  return offered.flatMap(({ about, offers }) => [...codeActionsFor({ ...shared, assessment: about, offers })]);
}

/** A fix that was chosen with its edit, or a sentence that says why there is none. */
export async function resolveCodeAction(
  session: Session,
  action: CodeAction,
  signal: AbortSignal,
): Promise<{ readonly action: CodeAction; readonly problem?: string }> {
  const fixAll = readFixAllData(action.data);
  if (fixAll !== undefined) return { action: await resolveFixAll(session, action, fixAll, signal) };
  const data = readFixData(action.data);
  return data === undefined || action.edit !== undefined ? { action } : resolveFix(session, action, data, signal);
}

async function resolveFix(
  session: Session,
  action: CodeAction,
  data: FixData,
  signal: AbortSignal,
): Promise<{ readonly action: CodeAction; readonly problem?: string }> {
  const { t } = session.escapes;
  const judged = await session.projects.current(data.uri);
  const about = judged?.document.version === data.version ? assessmentOf(judged, data) : undefined;
  if (judged === undefined || about === undefined) {
    return { action, problem: t('The file has changed since this fix was offered. Open the menu again.') };
  }
  const remedy = chosenRemedy(await judged.engine.remedies(judged.project, about, signal, 'edits'), data);
  if (remedy === undefined) return { action, problem: t('No version was found that would do. Take another fix.') };
  const files = await filesOf(session, judged, remedy);
  const { document } = judged;
  const edit = files && fixEdit(remedy, files, { document, abilities: session.client, escapes: session.escapes });
  return edit === undefined
    ? { action, problem: t('The files that this fix would change are not as they were. Open the menu again.') }
    : { action: { ...action, edit } };
}

function assessmentOf({ assessment }: Judged, data: FixData): Assessment | undefined {
  return assessment.assessments.find(
    ({ subject }) => subjectTitle(subject) === data.package && subject.broughtInBy === data.broughtInBy,
  );
}

/** What has fixes at a stretch of a document: lines and the worst of what they bring in, or entries of a lockfile. */
function fixable(judged: Judged, stretch: Span): readonly Assessment[] {
  const { assessments } = judged.assessment;
  if (lockfilePathOf(judged.document.uri) !== undefined) {
    return assessedAt(judged, stretch).filter(({ subject, findings }) => findings.length > 0 && !subject.direct);
  }
  const broughtIn = broughtInByLine(lineAssessments(assessments), assessments);
  return assessmentsAt(assessments, stretch)
    .slice(0, MAX_LINES_WITH_FIXES)
    .flatMap((line) => [
      ...(line.findings.length > 0 ? [line] : []),
      ...(broughtIn.get(line) ?? []).filter(isWorthTheLine).slice(0, MAX_BROUGHT_IN_WITH_FIXES),
    ]);
}

async function offersFor(
  session: Session,
  judged: Judged,
  about: Assessment,
  signal: AbortSignal,
): Promise<readonly OfferedRemedy[]> {
  const { engine, project } = judged;
  const { lazyEdits } = session.client;
  const isBroughtIn = about.subject.dependency === undefined;
  const remedies = await engine.remedies(project, about, signal, lazyEdits && isBroughtIn ? 'titles' : 'edits');
  const offered = await Promise.all(
    remedies.map(async (remedy) => {
      // An acceptance is written after a reason was asked for.
      if (lazyEdits && remedy.kind !== 'accept') return { remedy, files: 'later' as const };
      const files = await filesOf(session, judged, remedy);
      return files && { remedy, files };
    }),
  );
  return offered.filter((offer) => offer !== undefined);
}

/** Undefined where a file has been edited since it was read. */
async function filesOf(
  session: Session,
  { engine, project }: Judged,
  remedy: Remedy,
): Promise<readonly EditedFile[] | undefined> {
  const edits = await engine.remedyEdits(project, remedy);
  const files = edits?.map((one) => editedFile(session, one)) ?? [undefined];
  return files.every((file) => file !== undefined) ? files : undefined;
}

/** Undefined where the file is open, and its text is no longer what the edits were made for. */
export function editedFile({ documents }: Session, { file, before, edits }: FileEdits): EditedFile | undefined {
  const open = documents.at(file);
  if (open !== undefined && open.getText() !== before) return undefined;
  const uri = open?.uri ?? uriOfPath(file);
  const document = TextDocument.create(uri, '', open?.version ?? 0, before ?? '');
  return { document, isOpen: open !== undefined, isNew: before === undefined, edits };
}
