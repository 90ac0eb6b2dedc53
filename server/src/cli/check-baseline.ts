import path from 'node:path';
import {
  compareLevels,
  DEFAULT_SETTINGS,
  leastLevelOf,
  organisationRules,
  UNSILENCEABLE_RULES,
  type Weakening,
} from '../model/index.js';
import { withBaseline } from '../report/baseline/apply-baseline.js';
import { baselineText, readBaseline, type Baseline } from '../report/baseline/baseline.js';
import type { Report } from '../report/report.js';
import type { SinceRevision } from './check-since.js';
import { shownPath, type CommandContext } from './context.js';
import { organisationSettings } from './organisation-file.js';
import { sourceRoot } from './repository-root.js';

const NOTHING_HELD = '{ "version": 1, "findings": [] }';

type BaselineContext = Pick<CommandContext, 'io' | 'options'>;

/** Certain harm, and what the organisation has spoken of, stays what it is. */
export function mayBeKnown({ io }: BaselineContext): (rule: string) => boolean {
  const organisation = organisationRules({ ...DEFAULT_SETTINGS, ...organisationSettings(io) });
  return (rule) => !UNSILENCEABLE_RULES.includes(rule) && leastLevelOf(organisation, rule) === undefined;
}

/**
 * What `--baseline` names; nothing where it is not given, a sentence where the file cannot be used.
 *
 * @param since with it, the file counts as the revision has it: a branch does not write its own. One that is new there holds nothing.
 */
export async function givenBaseline(
  { io, options }: BaselineContext,
  since: Pick<SinceRevision, 'textAt'> | undefined,
): Promise<{ readonly entries?: Baseline } | { readonly problem: string }> {
  const { baseline: given } = options;
  if (given === undefined) return {};
  const file = path.resolve(io.cwd, given);
  const text = since === undefined ? textOf(file, io) : ((await since.textAt(file)) ?? NOTHING_HELD);
  const read = text === undefined ? { problem: 'this baseline cannot be read.' } : readBaseline(text);
  return 'problem' in read ? { problem: `${shownPath(io, file)}: ${read.problem}` } : read;
}

function textOf(file: string, { readText }: CommandContext['io']): string | undefined {
  try {
    return readText(file);
  } catch {
    return undefined;
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

/** What a branch adds to the file of `--baseline`. */
export async function baselineWeakening(
  since: Pick<SinceRevision, 'textsOf'>,
  { io, options }: BaselineContext,
): Promise<readonly Weakening[]> {
  if (options.baseline === undefined) return [];
  const file = path.resolve(io.cwd, options.baseline);
  const { before, now } = await since.textsOf(file);
  const findings = addedTo(entriesOf(before), entriesOf(now));
  return findings === 0 ? [] : [{ kind: 'baseline', file: shownPath(io, file), findings }];
}

/** What cannot be read holds nothing. */
function entriesOf(text: string | undefined): Baseline {
  const read = readBaseline(text ?? NOTHING_HELD);
  return 'problem' in read ? [] : read.entries;
}

/** How many findings are held, or held up to a higher level, that were not. */
function addedTo(before: Baseline, now: Baseline): number {
  const levels = new Map(before.map(({ fingerprint, level }) => [fingerprint, level]));
  return now.filter(({ fingerprint, level }) => compareLevels(level, levels.get(fingerprint) ?? 'none') > 0).length;
}
