import { compareLevels, type Level, type SeverityByLevel } from '../../model/index.js';
import { isWorthTheLine, type BroughtInAssessment } from './brought-in.js';
import type { LineAssessment } from './judged-manifest.js';
import { severityOf } from './reasons.js';

/** The worst that is shown on a line: of its own package, or of one that it brings in. `none` where nothing is. */
export function levelOnLine(
  line: LineAssessment,
  broughtIn: readonly BroughtInAssessment[],
  severity: SeverityByLevel,
): Level {
  const brought = broughtIn.flatMap(({ findings }) => findings.filter(isWorthTheLine));
  const shown = [...line.findings, ...brought]
    .map(({ level }) => level)
    .filter((level) => severityOf(level, severity) !== undefined);
  return shown.sort((a, b) => compareLevels(b, a))[0] ?? 'none';
}
