import type { ProjectRef } from '../engine/engine.js';
import { unreadable } from '../engine/project-problems.js';
import { judgeWholeProject } from '../engine/whole-project.js';
import { inEnglish, isAtLeast, LEVELS, QUESTION_TITLES, type Level } from '../model/index.js';
import { reportOf, type Report } from '../report/report.js';
import { modelText } from '../report/support/model-text.js';
import { PATH_INPUT } from './inputs.js';
import { HOOK_SCHEMA, hookResult, PACKAGE_SCHEMA, packageResult } from './project-pieces.js';
import { LEVEL_SCHEMA, NOTICE, NOTICE_SCHEMA } from './result.js';
import { listOf, objectOf, textOf, type JsonSchema } from './schema.js';
import { isProblem, type Tool, type ToolProblem, type ToolResult } from './tool.js';

/** One answer has as much as an agent can act on; the rest is asked for by `offset`. */
const PAGE = 20;
const MAX_HOOKS = 10;
const MAX_SENTENCES = 5;

const COUNT: JsonSchema = Object.freeze({ type: 'integer' });
const COUNTS = objectOf(Object.fromEntries(LEVELS.map((level) => [level, COUNT])));

export const checkProject: Tool = {
  name: 'check_project',
  title: "Check a project's npm packages",
  description:
    'Judges all npm packages of a project, direct and transitive, from package.json and the lockfile as they stand on disk, and what the folder makes other programs run. Call it after you have changed dependencies and before you run an install, or when asked whether a project is safe. Lists the worst first, with fixes.',
  input: objectOf(
    {
      path: PATH_INPUT,
      level: {
        type: 'string',
        enum: LEVELS,
        description: 'List only packages of this level or a worse one: none, low, medium, high or critical.',
      },
      offset: {
        type: 'integer',
        minimum: 0,
        maximum: 1_000_000,
        description: 'How many packages of the list to leave out, to read on where an answer said that there are more.',
      },
    },
    ['path', 'level', 'offset'],
  ),
  output: objectOf({
    project: textOf(),
    level: LEVEL_SCHEMA,
    next: textOf('What to do now.'),
    summary: objectOf({
      packages: COUNT,
      direct: COUNT,
      levels: COUNTS,
      accepted: COUNT,
      known: COUNT,
      incomplete: { type: 'integer', description: 'Packages of which something could not be checked.' },
      stale: COUNT,
      hooks: COUNTS,
    }),
    packages: listOf(PACKAGE_SCHEMA, 'Those with findings, accepted ones included; worst first.'),
    morePackages: { type: 'integer', description: 'How many more there are behind these.' },
    hooks: listOf(HOOK_SCHEMA, 'What of the folder makes other programs run something that is wrong.'),
    unchecked: listOf(
      objectOf({
        question: textOf(),
        title: textOf('What was not checked.'),
        packages: COUNT,
        untrusted: objectOf({ reasons: listOf(textOf()) }),
      }),
      'What could not be checked: unknown is not safe.',
    ),
    untrusted: objectOf({ problems: listOf(textOf()), notes: listOf(textOf()) }),
    notice: NOTICE_SCHEMA,
  }),
  async run({ path, level, offset }, context) {
    const place = await context.place(path as string | undefined);
    if (isProblem(place)) return place;
    const { engine, repositories, ref, shownPath } = place;
    const project = await engine.open(ref);
    if (project === undefined) return nothingAt(ref);
    const broken = unreadable(project);
    if (broken !== undefined)
      return { problem: `Nothing of the project can be judged: ${modelText(inEnglish(broken))}` };
    const { signal, onProgress } = context;
    const judged = await judgeWholeProject(project, { engine, repositories, signal, shownPath, onProgress });
    return resultOf(reportOf([judged]), (level ?? 'none') as Level, Number(offset ?? 0));
  },
};

function nothingAt({ lockfile }: ProjectRef): ToolProblem {
  const what =
    lockfile === undefined
      ? 'There is no package.json that can be read at that path, and no lockfile in its place.'
      : 'There is no lockfile that can be read at that path.';
  return { problem: `${what} Give the folder, the package.json or the lockfile of a project as path.` };
}

function resultOf({ projects, summary }: Report, least: Level, offset: number): ToolResult {
  const [project] = projects;
  const { packages = [], hooks = [], problems = [], notes = [], path = '' } = project ?? {};
  const told = packages.filter((one) => one.findings.length + one.accepted.length > 0 && isAtLeast(one.level, least));
  const page = told.slice(offset, offset + PAGE);
  const { openQuestions, level, ...counts } = summary;
  return {
    project: modelText(path),
    level,
    next: nextStep(level, summary.incomplete),
    summary: counts,
    packages: page.map(packageResult),
    morePackages: Math.max(0, told.length - offset - page.length),
    hooks: hooks.slice(0, MAX_HOOKS).map(hookResult),
    unchecked: openQuestions.map(({ question, packages: count, reasons }) => ({
      ...{ question, title: QUESTION_TITLES[question], packages: count },
      untrusted: { reasons: sentences(reasons.map(({ reason }) => reason)) },
    })),
    untrusted: { problems: sentences(problems.map(inEnglish)), notes: sentences(notes.map(inEnglish)) },
    notice: NOTICE,
  };
}

function sentences(all: readonly string[]): readonly string[] {
  return all.slice(0, MAX_SENTENCES).map((one) => modelText(one));
}

function nextStep(level: Level, incomplete: number): string {
  if (isAtLeast(level, 'high')) {
    return 'Do not run an install or anything of this project before the user has seen the packages of level high and critical. Propose their remedies; explain_finding tells more.';
  }
  if (isAtLeast(level, 'medium')) {
    return 'Tell the user of the findings of level medium and propose their remedies before an install is run.';
  }
  return incomplete > 0
    ? 'Nothing worse than low was found, but not everything could be checked: tell the user so before an install is run.'
    : 'Nothing worse than low was found, and everything was checked.';
}
