import type { Project, ProjectRef } from '../engine/engine.js';
import { unreadable } from '../engine/project-problems.js';
import { inEnglish, type Level } from '../model/index.js';
import type { Baseline } from '../report/baseline/baseline.js';
import type { Report } from '../report/report.js';
import { givenBaseline, heldAgainstBaseline } from './check-baseline.js';
import { checkOutput } from './check-formats.js';
import { by, compared, openedSince, plainly, type CheckedProject, type Judging } from './check-projects.js';
import { complain, projectAt, shownPath, startFolder, type CommandContext } from './context.js';
import { checkExitCode, EXIT_CODES } from './exit-codes.js';

/** High and critical are the levels that are worth stopping for. */
export const DEFAULT_FAIL_ON: Level = 'high';

/** Judges each PATH's manifest and lockfile, or the lockfile alone where there is no manifest, prints one report for all. */
export async function check(context: CommandContext): Promise<number> {
  const { io, cache, options } = context;
  const refs = projectRefs(context);
  const prepared = await prepare(context);
  if ('problem' in prepared) {
    complain(io, prepared.problem);
    return EXIT_CODES.unusable;
  }
  const projects: CheckedProject[] = [];
  const opened = await readProjects(context, refs);
  for (const project of opened.projects) projects.push(await prepared.judge(project));
  const failOn = (options['fail-on'] as Level | undefined) ?? DEFAULT_FAIL_ON;
  const isUnreadable = opened.unreadable > 0;
  const all = compared(projects, context);
  // What was not judged would be missing in a baseline that is written now.
  const report = isUnreadable ? all : heldAgainstBaseline(all, prepared.entries, context);
  if (projects.length > 0) for (const piece of await checkOutput(report, failOn, context)) io.stdout.write(piece);
  await cache.settle();
  return checkExitCode({
    unreadable: isUnreadable,
    level: report.summary.level,
    failOn,
    strict: options.strict === true,
    incomplete: isIncomplete(report),
  });
}

/** How projects are judged, and what is known of them; a sentence where that cannot be told. */
async function prepare(
  context: CommandContext,
): Promise<{ readonly judge: Judging; readonly entries?: Baseline } | { readonly problem: string }> {
  const since = await openedSince(context);
  if (since !== undefined && 'problem' in since) return since;
  const baseline = await givenBaseline(context, since);
  if ('problem' in baseline) return baseline;
  return { ...baseline, judge: since === undefined ? plainly(context) : by(since, context) };
}

/** What a branch leaves as it was is nobody's to check now. */
function isIncomplete({ summary, projects, changes }: Report): boolean {
  if (projects.some(({ problems }) => problems.length > 0)) return true;
  return changes === undefined ? summary.incomplete > 0 : changes.packages.some(({ incomplete }) => incomplete);
}

/** A path that is named twice is judged once. */
function projectRefs(context: CommandContext): readonly ProjectRef[] {
  const given = context.operands.length > 0 ? context.operands : [startFolder(context.io)];
  const refs = given.map((operand): ProjectRef => ({ ...projectAt(context, operand), orLockfile: true }));
  return [...new Map(refs.map((ref) => [keyOf(ref), ref])).values()];
}

/** Manifest and lockfile of one project may be named, as hooks of git name files: that is judged once. */
async function readProjects(
  context: CommandContext,
  refs: readonly ProjectRef[],
): Promise<{ readonly projects: Iterable<Project>; readonly unreadable: number }> {
  const projects = new Map<string, Project>();
  let unreadableRefs = 0;
  for (const ref of refs) {
    const project = await readProject(context, ref);
    if (project === undefined) unreadableRefs++;
    else projects.set(keyOf({ ...project, lockfile: project.lockfilePath }), project);
  }
  return { projects: projects.values(), unreadable: unreadableRefs };
}

function keyOf({ manifestPath, lockfile = '' }: ProjectRef): string {
  return `${manifestPath}\n${lockfile}`;
}

const NO_LOCKFILE = 'there is no lockfile that can be read.';
const NOTHING_THERE = 'there is no package.json that can be read, and no lockfile in its place.';

/** Undefined, with a complaint, where there is nothing that could be judged. */
async function readProject({ io, engine }: CommandContext, ref: ProjectRef): Promise<Project | undefined> {
  const project = await engine.open(ref);
  const nothing = ref.lockfile === undefined ? NOTHING_THERE : NO_LOCKFILE;
  const problem = project === undefined ? nothing : unreadable(project);
  if (problem === undefined) return project;
  complain(io, `${shownPath(io, ref.lockfile ?? ref.manifestPath)}: ${inEnglish(problem)}`);
  return undefined;
}
