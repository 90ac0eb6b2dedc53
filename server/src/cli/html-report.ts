import { changesSinceLast } from '../report/html/last-report.js';
import { htmlReport } from '../report/html/page.js';
import type { Report } from '../report/report.js';
import { startFolder, type CommandContext } from './context.js';

/** The report as a page, with what has changed since the last page of the same projects. */
export async function htmlPage({ io, cache }: CommandContext, report: Report): Promise<string> {
  const assets = { script: io.readAsset('report.js'), style: io.readAsset('report-style.css') };
  const since = await changesSinceLast(report, startFolder(io), cache, io.now());
  return htmlReport({ report, assets, now: io.now(), version: io.version, since });
}
