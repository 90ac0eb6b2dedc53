import type { AcceptanceEdit } from '../engine/engine.js';
import { fileChangeEdit } from '../features/acceptance-edit.js';
import { subjectTitle } from '../features/support/finding-pointer.js';
import {
  acceptanceId,
  spoken,
  UNSILENCEABLE_RULES,
  type Assessment,
  type Subject,
  type Words,
} from '../model/index.js';
import type { AcceptParams, AcceptResult } from '../protocol/messages.js';
import { acceptHook } from './repositories/hook-requests.js';
import type { Session } from './session.js';
import { uriOfPath } from './uri.js';

/** The edit that writes an acceptance into the policy file, or why there is none. */
export async function accept(session: Session, params: AcceptParams): Promise<AcceptResult> {
  // The edit is made of what is there, not of what was there some seconds ago.
  session.disk.forget();
  const problem = whyNot(session, params);
  if (problem !== undefined) return { problem };
  const hook = await acceptHook(session, params);
  if (hook !== undefined)
    return 'problem' in hook ? { problem: spoken(hook.problem, session.escapes.t) } : asEdit(hook, session);
  const judged = await session.projects.current(params.uri);
  const subject = judged && subjectOf(judged.assessment.assessments, params);
  const bindsTo = subject && acceptanceId(subject);
  if (judged === undefined || bindsTo === undefined)
    return { problem: session.escapes.t('This finding is no longer there.') };
  const { rule, reason, expires } = params;
  const change = await judged.engine.acceptanceEdit(judged.project, { package: bindsTo, rule, reason, expires });
  return 'problem' in change ? { problem: spoken(change.problem, session.escapes.t) } : asEdit(change, session);
}

type PolicyChange = Exclude<AcceptanceEdit, { readonly problem: Words }>;

function asEdit({ path, before, after }: PolicyChange, { documents, escapes }: Session): AcceptResult {
  const open = documents.at(path);
  if (open === undefined) return { edit: fileChangeEdit({ uri: uriOfPath(path), before, after, version: null }) };
  if (open.getText() !== before) return { problem: escapes.t('The policy file is being edited; try again.') };
  return { edit: fileChangeEdit({ uri: open.uri, before, after, version: open.version }) };
}

function whyNot(
  { trusted, client, escapes: { t } }: Session,
  { rule, reason, expires }: AcceptParams,
): string | undefined {
  if (!trusted) return t('A policy file is not used in a workspace that is not trusted.');
  if (UNSILENCEABLE_RULES.includes(rule)) return t('Findings of {rule} cannot be accepted.', { rule });
  if (reason.trim() === '') return t('An acceptance needs a reason.');
  if (!isDay(expires)) return t('An acceptance needs the day on which it expires, as YYYY-MM-DD.');
  if (!client.fileCreation) return t('This editor cannot create or change files for a language server.');
  return undefined;
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whose finding it is, as long as it still is one. */
function subjectOf(assessments: readonly Assessment[], pointer: AcceptParams): Subject | undefined {
  const still = assessments.find(({ subject, findings }) => {
    const found = findings.some(({ rule, fingerprint }) => {
      return rule === pointer.rule && fingerprint === pointer.fingerprint;
    });
    return found && subjectTitle(subject) === pointer.package;
  });
  return still?.subject;
}
