import type { WorkspaceEdit } from 'vscode-languageserver';
import { workspaceEdit } from '../features/support/workspace-edit.js';
import { installCommand, type ScriptReview } from '../model/index.js';
import type { AllowScriptsParams, AllowScriptsResult } from '../protocol/least-privilege.js';
import { editedFile } from './fixes.js';
import type { Judged } from './project-parts.js';
import type { Session } from './session.js';

const NOTHING_JUDGED = 'Open the package.json of a project first.';
const NO_MANAGER = 'No package manager governs this project.';
const NO_LIST =
  'The package manager of this project has no list of whose install scripts run, or its version reads none.';
const CHANGED = 'The files have changed meanwhile. Try again.';

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
  const judged = await session.projects.current(uri);
  if (judged === undefined) return { problem: NOTHING_JUDGED };
  const review = await judged.engine.reviewScripts(judged.project, signal);
  if (review === undefined) return { problem: NO_MANAGER };
  const { remedy, where, open } = review;
  if (where === undefined) return { problem: NO_LIST, open };
  if (remedy === undefined) return { problem: `There is nothing to change: ${where} says it already.`, open };
  const edit = await editFor(session, judged, review);
  const manager = judged.project.policy.manager?.manager;
  if (edit === undefined) return { problem: CHANGED };
  const install = manager && { command: installCommand(manager), folder: judged.project.folder };
  return { edit, open, ...(install && { install }) };
}

/** Whoever changes what runs on every machine of a team looks at it first, also in the file at hand. */
async function editFor(
  session: Session,
  { engine, project }: Judged,
  review: ScriptReview,
): Promise<WorkspaceEdit | undefined> {
  const { remedy, caveat } = review;
  const edits = remedy && (await engine.remedyEdits(project, remedy));
  const files = edits?.map((one) => editedFile(session, one)) ?? [undefined];
  const known = files.filter((file) => file !== undefined);
  if (remedy === undefined || known.length < files.length) return undefined;
  const said = [listed('Denied', review.denied), listed('To be decided', review.open), caveat];
  const description = said.filter((one) => one !== undefined).join(' ');
  return workspaceEdit(known, session.client, {
    label: session.escapes.plain(remedy.title, MAX_LENGTH),
    ...(description === '' ? {} : { description: session.escapes.plain(description, MAX_DESCRIPTION) }),
    concerns: () => true,
  });
}

function listed(what: string, ids: readonly string[]): string | undefined {
  if (ids.length === 0) return undefined;
  const more = ids.length > MAX_NAMES ? ` and ${ids.length - MAX_NAMES} more` : '';
  return `${what}: ${ids.slice(0, MAX_NAMES).join(', ')}${more}.`;
}
