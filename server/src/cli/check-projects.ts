import type { Project } from '../engine/engine.js';
import { judgeWholeProject, type WholeProjectOptions } from '../engine/whole-project.js';
import { acceptanceId } from '../model/index.js';
import { changesSince } from '../report/changes/changes-since.js';
import { reportOf, type JudgedProject, type Report } from '../report/report.js';
import { baselineWeakening } from './check-baseline.js';
import { tellsLines } from './check-formats.js';
import { SinceRevision } from './check-since.js';
import { shownPath, startFolder, type CommandContext } from './context.js';
import { progressLine } from './progress.js';
import { sourceRoot } from './repository-root.js';

/** A project as it was judged; with `--changed-since`, as it was before, too. */
export interface CheckedProject {
  readonly now: JudgedProject;
  readonly before?: JudgedProject;
  /** Hooks of the repository that the branch leaves as they were. */
  readonly sameHooks: readonly string[];
}

export type Judging = (project: Project) => Promise<CheckedProject>;

/** Undefined where nobody asks what has changed; a sentence where it cannot be told. */
export async function openedSince(
  context: CommandContext,
): Promise<SinceRevision | { readonly problem: string } | undefined> {
  const { io, options } = context;
  const revision = options['changed-since'];
  if (revision === undefined) return undefined;
  const opened = await io.openRevision(startFolder(io), revision);
  return 'problem' in opened ? { problem: `--changed-since: ${opened.problem}` } : new SinceRevision(context, opened);
}

export function plainly(context: CommandContext): Judging {
  return async (project) => ({ now: await judge(context, project, {}), sameHooks: [] });
}

/** By the decisions of the revision, before and after. */
export function by(since: SinceRevision, context: CommandContext): Judging {
  let more = baselineWeakening(since, context);
  return async (project) => {
    const { before, after, decisions } = await since.sidesOf(project, await more);
    // One file for all projects is told once.
    more = Promise.resolve([]);
    const { repositories } = context;
    const now = await judge(context, after.project, {
      engine: after.engine,
      // The policy on the disk is the branch's, and that it is not used needs no saying.
      repositories: {
        ...repositories,
        judge: async (ref, signal) => ({
          ...(await repositories.judge({ ...ref, trusted: false }, signal)),
          notes: [],
        }),
      },
    });
    const { hooks = [] } = now;
    const same = await Promise.all(hooks.map((hook) => since.isSameHook(hook, project.folder)));
    return {
      now: decisions === undefined ? now : { ...now, judged: [{ assessment: decisions, remedies: [] }, ...now.judged] },
      // What is on the disk runs now; what ran before was not kept.
      before:
        before &&
        (await judge(context, before.project, { engine: before.engine, repositories: undefined, fixes: false })),
      sameHooks: hooks.flatMap(({ subject }, index) =>
        same[index] === true ? [acceptanceId(subject) ?? subject.name] : [],
      ),
    };
  };
}

/** One report of all projects; with `--changed-since`, of what the branch brings. */
export function compared(projects: readonly CheckedProject[], { io, options }: CommandContext): Report {
  const after = reportOf(projects.map(({ now }) => now));
  const revision = options['changed-since'];
  if (revision === undefined) return after;
  return changesSince({
    ...{ revision, after, root: sourceRoot(io) },
    before: reportOf(projects.flatMap(({ before }) => before ?? [])),
    sameHooks: new Set(projects.flatMap(({ sameHooks }) => sameHooks)),
  });
}

function judge(context: CommandContext, project: Project, more: Partial<WholeProjectOptions>): Promise<JudgedProject> {
  const { io, engine, repositories } = context;
  const progress = progressLine(io.stderr, io.now);
  return judgeWholeProject(project, {
    ...{ engine, repositories, signal: io.signal, shownPath: (absolute) => shownPath(io, absolute) },
    ...(tellsLines(context) && { readText: (file) => readTextOf(file, io) }),
    onProgress: (what, step) => progress.show(what, step),
    ...more,
  }).finally(() => progress.clear());
}

function readTextOf(file: string, { readText }: CommandContext['io']): string | undefined {
  try {
    return readText(file).replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
