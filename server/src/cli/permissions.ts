import { unreadable } from '../engine/project-problems.js';
import { inEnglish } from '../model/index.js';
import { permissionsReport, type PermissionsReport } from '../report/least-privilege/permissions-report.js';
import { permissionsText } from '../report/least-privilege/permissions-text.js';
import { jsonText } from '../report/support/terminal.js';
import { complain, projectAt, shownPath, startFolder, type CommandContext } from './context.js';
import { EXIT_CODES } from './exit-codes.js';
import { progressLine } from './progress.js';

const SCHEMA_VERSION = 1;

/** Tells the least that a project's packages need: whose install scripts, which permissions of Node.js, which policy of LavaMoat. */
export async function permissions(context: CommandContext): Promise<number> {
  const { io, engine, cache, operands, options } = context;
  const ref = projectAt(context, operands[0] ?? startFolder(io));
  const shown = shownPath(io, ref.manifestPath);
  const project = await engine.open(ref);
  const problem = project === undefined ? 'there is no package.json that can be read.' : unreadable(project);
  if (project === undefined || problem !== undefined) {
    complain(io, `${shown}: ${inEnglish(problem ?? '')}`);
    return EXIT_CODES.unusable;
  }
  const { graph, folder } = project;
  const progress = progressLine(io.stderr, io.now);
  progress.say(`Judging ${shown}`);
  const scripts = await engine.reviewScripts(project, io.signal).finally(() => progress.clear());
  const seen = await engine
    .lookInto(project, { signal: io.signal, onProgress: (step) => progress.show(shown, step) })
    .finally(() => progress.clear());
  const report = permissionsReport({ seen, folder, ...(graph && { graph }), ...(scripts && { scripts }) });
  io.stdout.write(printed(report, options.json === true ? 'json' : options.format));
  await cache.settle();
  return EXIT_CODES.ok;
}

function printed(report: PermissionsReport, format: string | undefined): string {
  if (format === 'lavamoat') return jsonText(report.lavamoat ?? { resources: {} });
  if (format !== 'json') return permissionsText(report);
  const { packages, notSeen, node, lavamoat, scripts, uncertain } = report;
  const { allowed = [], denied = [], open = [], where } = scripts ?? {};
  const installScripts = { where, allowed, denied, open };
  return jsonText({ schemaVersion: SCHEMA_VERSION, packages, notSeen, installScripts, node, lavamoat, uncertain });
}
