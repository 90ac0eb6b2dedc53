import type { CodeLens } from 'vscode-languageserver';
import { codeLensesFor } from '../features/code-lens.js';
import type { Session } from './session.js';
import { lockfilePathOf } from './uri.js';

/** What stands over the sections of a manifest. How many fixes there are is looked up behind it, and shown once it is known. */
export async function codeLenses(session: Session, uri: string): Promise<CodeLens[]> {
  if (lockfilePathOf(uri) !== undefined) return [];
  const judged = await session.projects.current(uri);
  if (judged?.settings['codeLens.enable'] !== true) return [];
  const { document, settings, assessment } = judged;
  const { assessments, problems, notes, pending } = assessment;
  const fixes = session.fixes.known(judged);
  const manifest = { document, assessments, problems, notes };
  const lenses = codeLensesFor({ manifest, severity: settings.severity, fixes: fixes ?? [], t: session.escapes.t });
  if (fixes === undefined && !pending && lenses.length > 0) session.fixes.search(judged, () => session.views.request());
  return [...lenses];
}
