import { guardCommand, isGuarded } from '../guard/guard-command.js';
import type { Telling } from '../guard/guarding.js';
import type { JudgedChange } from '../guard/judge-change.js';
import { isAtLeast, type Level } from '../model/index.js';
import { reportOf } from '../report/report.js';
import { terminalText } from '../report/support/terminal.js';
import { count } from '../report/support/wording.js';
import { textReport } from '../report/text.js';
import { DEFAULT_FAIL_ON } from './check.js';
import { complain, shownPath, type CommandContext } from './context.js';
import { EXIT_CODES } from './exit-codes.js';
import { guardProxy } from './guard-proxy.js';
import { shellFunctions } from './guard-shell.js';
import { PROGRAM } from './help.js';
import { progressLine } from './progress.js';

/** Judges what a command of a package manager would install, and then has exactly that installed or stops. */
export async function guard(context: CommandContext): Promise<number> {
  const { io, engine, cache, options, operands } = context;
  if (options.proxy === true) return guardProxy(context);
  if (options.shell !== undefined) return printShell(context);
  const [name, ...given] = operands;
  if (name === undefined || !isGuarded(name)) {
    const what = name === undefined ? 'a command behind --' : `npm, npx, pnpm, yarn, bun or bunx, not ${name}`;
    complain(io, `guard takes ${what}: ${PROGRAM} guard -- npm install NAME. See ${PROGRAM} guard --help.`);
    return EXIT_CODES.unusable;
  }
  const failOn = (options['fail-on'] as Level | undefined) ?? DEFAULT_FAIL_ON;
  const status = await guardCommand(
    { name, given },
    {
      machine: io.guard,
      variables: io.env,
      cwd: io.cwd,
      trusted: options['trust-project-config'] === true,
      failOn,
      strict: options.strict === true,
      signal: io.signal,
      engine,
      engineWith: context.engineWith,
      telling: telling(context, failOn),
    },
  );
  await cache.settle();
  return status;
}

function printShell({ io, options }: CommandContext): number {
  io.stdout.write(shellFunctions(options.shell ?? ''));
  return EXIT_CODES.ok;
}

/** All of it goes to stderr: what the command itself prints may be read by a program. */
function telling(context: CommandContext, failOn: Level): Telling {
  const { io } = context;
  const progress = progressLine(io.stderr, io.now);
  return {
    shownPath: (absolute) => shownPath(io, absolute),
    onProgress: (what, step) => progress.show(what, step),
    say: (what) => progress.say(what),
    refuse(because, text) {
      progress.clear();
      if (text !== undefined) io.stderr.write(`${outputLines(text)}\n`);
      complain(io, because);
    },
    decide(judged) {
      progress.clear();
      return decide(context, judged, failOn);
    },
  };
}

/** What a program has printed keeps its lines and none of its escapes. */
function outputLines(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => terminalText(line))
    .join('\n');
}

async function decide(context: CommandContext, judged: JudgedChange, failOn: Level): Promise<boolean> {
  const { io, options } = context;
  const { stopping, incomplete, changed, project } = judged;
  const isOpen = incomplete > 0 || project.problems.length > 0;
  const stops = stopping.length > 0 || (options.strict === true && isOpen);
  const worth = project.judged.some(({ assessment }) => isAtLeast(assessment.level, 'medium'));
  if (stops || worth) io.stderr.write(textReport(reportOf([shownOf(judged, stops)]), failOn, context.typesetting));
  if (!stops) {
    const open = isOpen ? `; of ${count(incomplete, 'package')} not everything could be checked` : '';
    complain(io, `${count(changed, 'new package')} judged, none ${failOn} or worse${open}.`);
    return true;
  }
  return asksAndMay(context, judged);
}

/** Only what is worth reading before an install. No fix takes effect by one: what is judged stands in no manifest yet. */
function shownOf({ project }: JudgedChange, stops: boolean) {
  const judged = project.judged
    .filter(({ assessment }) => stops || isAtLeast(assessment.level, 'medium'))
    .map((one) => ({ ...one, remedies: one.remedies.map((remedy) => ({ ...remedy, install: undefined })) }));
  return { ...project, judged };
}

/** Malware is no question. */
async function asksAndMay({ io, options }: CommandContext, { stopping }: JudgedChange): Promise<boolean> {
  const ask = io.guard.ask;
  const malware = stopping.some(({ findings }) => findings.some(({ rule }) => rule === 'known-malware'));
  if (options.ask !== true || ask === undefined || malware) return false;
  return ask(`${PROGRAM}: install it all the same? [y/N] `);
}
