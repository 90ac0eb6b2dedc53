import path from 'node:path';
import { leastLevelOf, organisationRules, UNSILENCEABLE_RULES, DEFAULT_SETTINGS } from '../model/index.js';
import { withBaseline } from '../report/baseline/apply-baseline.js';
import { baselineText, readBaseline, type Baseline } from '../report/baseline/baseline.js';
import type { Report } from '../report/report.js';
import { shownPath, type CommandContext } from './context.js';
import { organisationSettings } from './organisation-file.js';
import { sourceRoot } from './repository-root.js';

type BaselineContext = Pick<CommandContext, 'io' | 'options'>;

/** Certain harm, and what the organisation has spoken of, stays what it is. */
export function mayBeKnown({ io }: BaselineContext): (rule: string) => boolean {
  const organisation = organisationRules({ ...DEFAULT_SETTINGS, ...organisationSettings(io) });
  return (rule) => !UNSILENCEABLE_RULES.includes(rule) && leastLevelOf(organisation, rule) === undefined;
}

/** What `--baseline` names; empty where it is not given, a sentence where the file cannot be used. */
export function givenBaseline({
  io,
  options,
}: BaselineContext): { readonly entries?: Baseline } | { readonly problem: string } {
  const { baseline: given } = options;
  if (given === undefined) return {};
  const file = path.resolve(io.cwd, given);
  try {
    const read = readBaseline(io.readText(file));
    return 'problem' in read ? { problem: `${shownPath(io, file)}: ${read.problem}` } : read;
  } catch {
    return { problem: `${shownPath(io, file)}: this baseline cannot be read.` };
  }
}

/**
 * The report with what is known set aside: by the baseline that was given, and by the one that `--write-baseline` makes of what
 * is left and of what was known before.
 */
export function heldAgainstBaseline(report: Report, entries: Baseline | undefined, context: BaselineContext): Report {
  const { io, options } = context;
  const { 'write-baseline': target } = options;
  const [root, isAllowed] = [sourceRoot(io), mayBeKnown(context)];
  if (target === undefined) return entries === undefined ? report : withBaseline(report, entries, root, isAllowed);
  const text = baselineText(report, root, isAllowed);
  io.writeText(path.resolve(io.cwd, target), text);
  const written = readBaseline(text);
  return 'problem' in written ? report : withBaseline(report, written.entries, root, isAllowed);
}
