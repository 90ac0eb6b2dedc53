import { isLevel } from '../model/index.js';
import { htmlReport } from '../report/html/page.js';
import { reportedLevels, sinceLastReport, type ReportedLevels, type SinceLastReport } from '../report/html/since.js';
import type { Report } from '../report/report.js';
import { startFolder, type CommandContext } from './context.js';

/** The report as a page, with what has changed since the last page of the same projects. */
export async function htmlPage(context: CommandContext, report: Report): Promise<string> {
  const { io } = context;
  const assets = { script: io.readAsset('report.js'), style: io.readAsset('report-style.css') };
  const since = await changes(context, report);
  return htmlReport({ report, assets, now: io.now(), version: io.version, since });
}

/** Undefined for the first page. Remembers this one for the next. */
async function changes({ cache, io }: CommandContext, report: Report): Promise<SinceLastReport | undefined> {
  const key = `html-report|${startFolder(io)}|${report.projects.map(({ path }) => path).join('|')}`;
  const now = reportedLevels(report);
  const before = await cache.read(key);
  await cache.write(key, { text: JSON.stringify(now), asOf: io.now() });
  const known = before && readLevels(before.text);
  return before && known && sinceLastReport(known, now, before.asOf);
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
