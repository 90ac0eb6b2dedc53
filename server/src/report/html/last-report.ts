import { isLevel } from '../../model/index.js';
import type { Report } from '../report.js';
import { reportedLevels, sinceLastReport, type ReportedLevels, type SinceLastReport } from './since.js';

/** Where the levels of the last page are kept, as `asOf` they were: the disk cache is one. */
export interface LastReports {
  read(key: string): Promise<{ readonly text: string; readonly asOf: number } | undefined>;
  write(key: string, value: { readonly text: string; readonly asOf: number }): Promise<void>;
}

/**
 * What has changed since the last page of the same projects; undefined for the first one. Remembers this one for the next.
 *
 * @param place where the projects lie, as their paths are relative
 */
export async function changesSinceLast(
  report: Report,
  place: string,
  last: LastReports,
  now: number,
): Promise<SinceLastReport | undefined> {
  const key = `html-report|${place}|${report.projects.map(({ path }) => path).join('|')}`;
  const levels = reportedLevels(report);
  const before = await last.read(key);
  await last.write(key, { text: JSON.stringify(levels), asOf: now });
  const known = before && readLevels(before.text);
  return before && known && sinceLastReport(known, levels, before.asOf);
}

/** Whatever else may lie there is as good as nothing. */
function readLevels(text: string): ReportedLevels | undefined {
  try {
    const levels: unknown = JSON.parse(text);
    if (typeof levels !== 'object' || levels === null) return undefined;
    return Object.fromEntries(
      Object.entries(levels).flatMap(([name, level]) => (isLevel(level) ? [[name, level]] : [])),
    );
  } catch {
    return undefined;
  }
}
