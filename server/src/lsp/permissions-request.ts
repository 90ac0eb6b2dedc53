import type { PermissionsParams, PermissionsResult } from '../protocol/least-privilege.js';
import { permissionsReport } from '../report/least-privilege/permissions-report.js';
import { permissionsText } from '../report/least-privilege/permissions-text.js';
import type { Session } from './session.js';

/** The least that a project's packages need, as a text to be read. */
export async function permissionsOf(
  session: Session,
  { uri }: PermissionsParams,
  signal: AbortSignal,
): Promise<PermissionsResult> {
  const judged = await session.projects.current(uri);
  if (judged === undefined) return { problem: session.escapes.t('Open the package.json of a project first.') };
  const { engine, project } = judged;
  const { graph, folder } = project;
  const scripts = await engine.reviewScripts(project, signal);
  const seen = await engine.lookInto(project, { signal });
  const report = permissionsReport({ seen, folder, ...(graph && { graph }), ...(scripts && { scripts }) });
  return { text: permissionsText(report) };
}
