import type { Project, ProjectRef } from '../engine/engine.js';
import { unreadable } from '../engine/project-problems.js';
import { judgeWholeProject } from '../engine/whole-project.js';
import type { Level } from '../model/index.js';
import { reportOf, type JudgedProject } from '../report/report.js';
import { givenBaseline, heldAgainstBaseline } from './check-baseline.js';
import { checkOutput, tellsLines } from './check-formats.js';
import { complain, projectAt, shownPath, startFolder, type CommandContext } from './context.js';
import { checkExitCode, EXIT_CODES } from './exit-codes.js';
import { progressLine } from './progress.js';

/** High and critical are the levels that are worth stopping for. */
export const DEFAULT_FAIL_ON: Level = 'high';

/** Judges each PATH's manifest and lockfile, prints one report for all. */
export async function check(context: CommandContext): Promise<number> {
  const { io, cache, options } = context;
  const refs = projectRefs(context);
  const baseline = givenBaseline(context);
  if ('problem' in baseline) {
    complain(io, baseline.problem);
    return EXIT_CODES.unusable;
  }
  const projects: JudgedProject[] = [];
  for (const ref of refs) {
    const project = await readProject(context, ref);
    if (project !== undefined) projects.push(await judge(context, project));
  }
  const failOn = (options['fail-on'] as Level | undefined) ?? DEFAULT_FAIL_ON;
  const unreadable = projects.length < refs.length;
  // What was not judged would be missing in a baseline that is written now.
  const report = unreadable ? reportOf(projects) : heldAgainstBaseline(reportOf(projects), baseline.entries, context);
  if (projects.length > 0) for (const piece of await checkOutput(report, failOn, context)) io.stdout.write(piece);
  await cache.settle();
  return checkExitCode({
    unreadable,
    level: report.summary.level,
    failOn,
    strict: options.strict === true,
    incomplete: report.summary.incomplete > 0 || projects.some(({ problems }) => problems.length > 0),
  });
}

function judge(context: CommandContext, project: Project): Promise<JudgedProject> {
  const { io, engine, repositories } = context;
  const progress = progressLine(io.stderr, io.now);
  return judgeWholeProject(project, {
    ...{ engine, repositories, signal: io.signal, shownPath: (absolute) => shownPath(io, absolute) },
    ...(tellsLines(context) && { readText: (file) => readTextOf(file, io) }),
    onProgress: (what, step) => progress.show(what, step),
  }).finally(() => progress.clear());
}

/** A manifest that is named twice is judged once. */
function projectRefs(context: CommandContext): readonly ProjectRef[] {
  const given = context.operands.length > 0 ? context.operands : [startFolder(context.io)];
  const refs = given.map((operand) => projectAt(context, operand));
  return [...new Map(refs.map((ref) => [ref.manifestPath, ref])).values()];
}

/** Undefined, with a complaint, where there is nothing that could be judged. */
async function readProject({ io, engine }: CommandContext, ref: ProjectRef): Promise<Project | undefined> {
  const project = await engine.open(ref);
  const problem = project === undefined ? 'there is no package.json that can be read.' : unreadable(project);
  if (problem === undefined) return project;
  complain(io, `${shownPath(io, ref.manifestPath)}: ${problem}`);
  return undefined;
}

function readTextOf(file: string, { readText }: CommandContext['io']): string | undefined {
  try {
    return readText(file).replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
