import type { Level } from '../model/index.js';
import { jsonReport } from '../report/json.js';
import { junitReport } from '../report/junit.js';
import { pullRequestReport } from '../report/pull-request.js';
import type { Report } from '../report/report.js';
import { sarifLog } from '../report/sarif/sarif-log.js';
import { jsonPieces } from '../report/support/json-pieces.js';
import { textReport } from '../report/text.js';
import type { CommandContext } from './context.js';
import { htmlPage } from './html-report.js';
import { sourceRoot } from './repository-root.js';

/** What `check` prints, in the form that was asked for. */
export async function checkOutput(report: Report, failOn: Level, context: CommandContext): Promise<Iterable<string>> {
  const { io, typesetting } = context;
  switch (formatOf(context)) {
    case 'json':
      return jsonPieces(jsonReport(report));
    case 'markdown':
      return [pullRequestReport(report, failOn)];
    case 'html':
      return [await htmlPage(context, report)];
    case 'sarif':
      return jsonPieces(sarifLog(report, { rules: io.describeRules(), version: io.version, root: sourceRoot(io) }));
    case 'junit':
      return [junitReport(report, failOn)];
    case 'cyclonedx':
      return [io.billOfMaterials(report, { version: io.version, root: sourceRoot(io), now: io.now() })];
    default:
      return [textReport(report, failOn, typesetting)];
  }
}

/** Whether what is printed says on which lines of which files, or what needs what. */
export function tellsLines(context: Pick<CommandContext, 'options'>): boolean {
  return ['sarif', 'cyclonedx'].includes(formatOf(context) ?? '');
}

function formatOf({ options }: Pick<CommandContext, 'options'>): string | undefined {
  return options.json === true ? 'json' : options.format;
}
