import { inEnglish, splitPackageId } from '../model/index.js';
import { malwareReport, type ReportFormat } from '../report/malware/malware-report.js';
import { jsonText } from '../report/support/terminal.js';
import { complain, projectAt, startFolder, type CommandContext } from './context.js';
import { EXIT_CODES } from './exit-codes.js';
import { isName } from './package-name.js';

const DEFAULT_FORMAT: ReportFormat = 'npm';

/** Writes a report of one package for those who can remove it. Nothing is sent. */
export async function report(context: CommandContext): Promise<number> {
  const { io, engine, cache, operands, options } = context;
  const [operand = ''] = operands;
  const { name, version = '' } = splitPackageId(operand);
  if (!isName(name) || version === '') {
    complain(io, `${operand} is not NAME@VERSION.`);
    return EXIT_CODES.unusable;
  }
  const assessment = await engine.explain(name, version, projectAt(context, startFolder(io)), io.signal);
  await cache.settle();
  const format = (options.format as ReportFormat | undefined) ?? DEFAULT_FORMAT;
  const made = malwareReport(assessment, format, { version: io.version, now: io.now() });
  if (made === undefined) {
    complain(
      io,
      `Nothing in the files of ${operand} speaks of malice, as far as they are known: there is nothing to report.`,
    );
    return EXIT_CODES.unusable;
  }
  const { text } = made;
  const next = inEnglish(made.next);
  io.stdout.write(options.json === true ? jsonText({ package: operand, format, text, next }) : text);
  complain(io, `Nothing was sent. ${next}`);
  return EXIT_CODES.ok;
}
