import type { WorkspaceEdit } from 'vscode-languageserver';
import { remedyIn } from '../features/support/own-words.js';
import { workspaceEdit } from '../features/support/workspace-edit.js';
import { installCommand, type ScriptReview } from '../model/index.js';
import type { Translate } from '../protocol/translate.js';
import type { AllowScriptsParams, AllowScriptsResult } from '../protocol/least-privilege.js';
import { editedFile } from './fixes.js';
import type { Judged } from './project-parts.js';
import type { Session } from './session.js';

const MAX_LENGTH = 160;
const MAX_DESCRIPTION = 400;
/** More names than these nobody reads in one line. */
const MAX_NAMES = 8;

/** The edit that allows the install scripts of what is judged well, and of nothing else, or why there is none. */
export async function allowScripts(
  session: Session,
  { uri }: AllowScriptsParams,
  signal: AbortSignal,
): Promise<AllowScriptsResult> {
  // The edit is made of what is there, not of what was there some seconds ago.
  session.disk.forget();
  const { t } = session.escapes;
  const judged = await session.projects.current(uri);
  if (judged === undefined) return { problem: t('Open the package.json of a project first.') };
  const review = await judged.engine.reviewScripts(judged.project, signal);
  if (review === undefined) return { problem: t('No package manager governs this project.') };
  const { remedy, where, open } = review;
  if (where === undefined) return { problem: noList(t), open };
  if (remedy === undefined)
    return { problem: t('There is nothing to change: {where} says it already.', { where }), open };
  const edit = await editFor(session, judged, review);
  const manager = judged.project.policy.manager?.manager;
  if (edit === undefined) return { problem: t('The files have changed meanwhile. Try again.') };
  const install = manager && { command: installCommand(manager), folder: judged.project.folder };
  return { edit, open, ...(install && { install }) };
}

function noList(t: Translate): string {
  return t('The package manager of this project has no list of whose install scripts run, or its version reads none.');
}

/** Whoever changes what runs on every machine of a team looks at it first, also in the file at hand. */
async function editFor(
  session: Session,
  { engine, project }: Judged,
  review: ScriptReview,
): Promise<WorkspaceEdit | undefined> {
  const { t } = session.escapes;
  const { remedy } = review;
  const edits = remedy && (await engine.remedyEdits(project, remedy));
  const files = edits?.map((one) => editedFile(session, one)) ?? [undefined];
  const known = files.filter((file) => file !== undefined);
  if (remedy === undefined || known.length < files.length) return undefined;
  const said = [deniedText(review.denied, t), openText(review.open, t), remedyIn(remedy, t).caveat];
  const description = said.filter((one) => one !== undefined).join(' ');
  return workspaceEdit(known, session.client, {
    label: session.escapes.plain(remedyIn(remedy, t).title, MAX_LENGTH),
    ...(description === '' ? {} : { description: session.escapes.plain(description, MAX_DESCRIPTION) }),
    concerns: () => true,
  });
}

function deniedText(ids: readonly string[], t: Translate): string | undefined {
  return ids.length === 0 ? undefined : t('Denied: {names}.', { names: namesIn(ids, t) });
}

function openText(ids: readonly string[], t: Translate): string | undefined {
  return ids.length === 0 ? undefined : t('To be decided: {names}.', { names: namesIn(ids, t) });
}

function namesIn(ids: readonly string[], t: Translate): string {
  const shown = ids.slice(0, MAX_NAMES).join(', ');
  const more = ids.length - MAX_NAMES;
  return more > 0 ? t('{shown} and {more} more', { shown, more }) : shown;
}
