import { splitPackageId } from '../model/index.js';
import { explainText } from '../report/explain-text.js';
import { jsonReport } from '../report/json.js';
import { reportOf } from '../report/report.js';
import { jsonText } from '../report/support/terminal.js';
import { complain, projectAt, shownPath, startFolder, type CommandContext } from './context.js';
import { EXIT_CODES } from './exit-codes.js';
import { isName } from './package-name.js';

/** Tells what is known of one package, as seen from the current folder (its `.npmrc` decides which registry is asked). */
export async function explain(context: CommandContext): Promise<number> {
  const { io, engine, cache, operands, options, typesetting } = context;
  const [operand = ''] = operands;
  const { name, version: range } = splitPackageId(operand);
  if (!isName(name)) {
    complain(io, `${operand} is not the name of a package.`);
    return EXIT_CODES.unusable;
  }
  const ref = projectAt(context, startFolder(io));
  const assessment = await engine.explain(name, range || undefined, ref, io.signal);
  if (options.json === true) {
    const path = shownPath(io, ref.manifestPath);
    const report = reportOf([{ path, judged: [{ assessment, remedies: [] }], problems: [], notes: [] }]);
    io.stdout.write(jsonText(jsonReport(report)));
  } else {
    io.stdout.write(explainText(assessment, range || undefined, io.now(), typesetting));
  }
  await cache.settle();
  return EXIT_CODES.ok;
}
