import { hookHover } from '../../features/repository/hook-hover.js';
import { NO_ICONS } from '../../features/support/icons.js';
import { subjectTitle } from '../../features/support/finding-pointer.js';
import type { AcceptanceEdit } from '../../engine/engine.js';
import { acceptanceId } from '../../model/index.js';
import type { AcceptParams } from '../../protocol/messages.js';
import type { HookHoverParams, HookHoverResult } from '../../protocol/repository.js';
import type { Session } from '../session.js';

/** What is known of the hook at a place. */
export function hoverOverHook(
  { repositories, clock, icons, escapes }: Session,
  { uri, line, character }: HookHoverParams,
): HookHoverResult {
  const position = { line, character };
  for (const repository of repositories.judged()) {
    const found = hookHover({
      ...{ repository, uri, position, now: clock(), escapes, icons: icons ?? NO_ICONS },
    });
    if (found !== undefined) return found;
  }
  return {};
}

/** The change that accepts a finding about a hook; undefined for a finding about anything else. */
export async function acceptHook(
  { repositories }: Session,
  { uri, package: title, rule, fingerprint, reason, expires }: AcceptParams,
): Promise<AcceptanceEdit | undefined> {
  for (const { hooks, uriOf, judge, ref } of repositories.judged()) {
    const found = hooks.find(
      ({ subject, findings }) =>
        uriOf(subject.hook.file) === uri &&
        subjectTitle(subject) === title &&
        findings.some((one) => one.rule === rule && one.fingerprint === fingerprint),
    );
    const bindsTo = found && acceptanceId(found.subject);
    if (bindsTo !== undefined) return judge.acceptanceEdit(ref, { package: bindsTo, rule, reason, expires });
  }
  return undefined;
}
