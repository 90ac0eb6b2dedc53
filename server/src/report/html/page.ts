import { createHash } from 'node:crypto';
import { LEVELS, type Level } from '../../model/index.js';
import { ruleDocsUrl } from '../../model/rule-docs.js';
import type { Report, Summary } from '../report.js';
import { htmlText, scriptJson } from '../support/html-text.js';
import { count, isoTime } from '../support/wording.js';
import { titleOf } from './exports.js';
import { hooksSection } from './hooks-section.js';
import { reportData, type PagePackage } from './report-data.js';
import { sinceSection, type SinceLastReport } from './since.js';

/** Code and looks of the page: `report/web/`, bundled. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

export interface PageInput {
  readonly report: Report;
  readonly assets: PageAssets;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of this tool. */
  readonly version: string;
  /** What has changed since the report before; absent where there is none. */
  readonly since?: SinceLastReport;
}

const WORST_FIRST: readonly Level[] = Object.freeze([...LEVELS].reverse());

/** The first of each package; the others stand below it in the table. */
const MAX_TITLE_PROJECTS = 3;

/**
 * One file that shows a report in any browser: nothing is loaded from anywhere, and nothing runs but the one script, which the
 * content security policy names by its hash. The table is there without it as well.
 */
export function htmlReport(input: PageInput): string {
  const { report, assets } = input;
  const data = reportData(report);
  const found = data.packages.filter(({ level }) => level !== 'none');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(titleText(report))}</title>
<style>${assets.style}</style>
</head>
<body>
<header>
<h1>${htmlText(titleText(report))}</h1>
<p class="verdict">${htmlText(verdictText(report.summary))}</p>
<p class="about">Package Risk ${htmlText(input.version)}, ${htmlText(isoTime(input.now) ?? '')}</p>
${levelFilters(report.summary)}
</header>
<main>
${hooksSection(report)}
${sinceSection(input.since)}
<section id="picture" aria-labelledby="picture-title" hidden>
<h2 id="picture-title">What each dependency brings in</h2>
<p>Each rectangle is a package, in the frame of the line that brings it in. Arrow keys go from one package at risk to the next.</p>
<div class="stage"><canvas tabindex="0" role="img" aria-label="A picture of ${count(data.packages.length, 'package')}; the table below says the same."></canvas></div>
<p id="pointed" role="status"></p>
</section>
<section aria-labelledby="table-title">
<h2 id="table-title">Packages at risk</h2>
<p id="tools" hidden><label>Filter <input id="filter" type="search"></label>
<button id="save-csv" type="button">Save as CSV</button> <button id="save-markdown" type="button">Save as Markdown</button>
<span id="shown" role="status"></span></p>
${packageTable(found)}
</section>
${uncheckedSection(report.summary)}
</main>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${assets.script}</script>
</body>
</html>
`;
}

function policy({ script, style }: PageAssets): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
}

function titleText({ projects }: Report): string {
  const paths = projects.map(({ path }) => path);
  const more = paths.length - MAX_TITLE_PROJECTS;
  return `Package Risk: ${paths.slice(0, MAX_TITLE_PROJECTS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function verdictText({ packages, direct, levels, hooks, incomplete }: Summary): string {
  const ownHooks = LEVELS.reduce((sum, level) => sum + (level === 'none' ? 0 : hooks[level]), 0);
  const found = WORST_FIRST.filter((level) => level !== 'none' && levels[level] > 0);
  const words = found.map((level) => `${levels[level]} ${level}`).join(', ');
  const unknown = incomplete === 0 ? '' : ` Of ${incomplete} not everything could be checked.`;
  const judged = `${count(packages, 'package')} judged, ${direct} of them named by a manifest.`;
  const own = ownHooks === 0 ? '' : `The repository itself does harm: ${count(ownHooks, 'hook')}. `;
  const packagesText =
    words === '' ? `Nothing at risk was found${own === '' ? '' : ' among packages'}` : `At risk: ${words}`;
  return `${own}${packagesText}. ${judged}${unknown}`;
}

/** Also the legend of the picture. */
function levelFilters({ levels }: Summary): string {
  const boxes = WORST_FIRST.map((level) => {
    const words = level === 'none' ? 'nothing found' : level;
    return `<label class="level ${level}"><input type="checkbox" name="level" value="${level}" checked><span class="swatch" aria-hidden="true"></span>${words} <b>${levels[level]}</b></label>`;
  });
  return `<fieldset id="levels"><legend>Levels</legend>${boxes.join('')}</fieldset>`;
}

function packageTable(packages: readonly PagePackage[]): string {
  if (packages.length === 0) return '<p>None.</p>';
  const headings = [
    ['level', 'Level'],
    ['package', 'Package'],
    ['line', 'Brought in by'],
    ['findings', 'Findings and fixes'],
  ].map(([key, title]) => `<th scope="col" data-key="${key}">${title}</th>`);
  const rows = packages.map((one) => tableRow(one));
  return `<table id="table"><thead><tr>${headings.join('')}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

function tableRow(one: PagePackage): string {
  const findings = one.findings.map(({ rule, message }) => {
    return `<li>${htmlText(message)} <a href="${htmlText(ruleDocsUrl(rule))}" rel="noreferrer">${htmlText(rule)}</a></li>`;
  });
  const fixes = one.fixes.map((fix) => `<li class="fix">${htmlText(fix)}</li>`);
  const cells = [
    `<td><span class="level ${one.level}"><span class="swatch" aria-hidden="true"></span>${one.level}</span></td>`,
    `<th scope="row">${htmlText(titleOf(one))}</th>`,
    `<td>${htmlText(one.way ?? (one.direct ? `named by ${one.manifest}` : one.line))}</td>`,
    `<td><ul>${[...findings, ...fixes].join('')}</ul></td>`,
  ];
  return `<tr>${cells.join('')}</tr>`;
}

function uncheckedSection({ openQuestions }: Summary): string {
  if (openQuestions.length === 0) return '';
  const items = openQuestions.flatMap(({ reasons }) => reasons);
  const reasons = new Map<string, number>();
  for (const { reason, packages } of items) reasons.set(reason, Math.max(packages, reasons.get(reason) ?? 0));
  const lines = [...reasons].map(([reason, packages]) => {
    return `<li>${htmlText(reason)} (${count(packages, 'package')})</li>`;
  });
  return `<section aria-labelledby="unchecked-title"><h2 id="unchecked-title">What could not be checked</h2><ul>${lines.join('')}</ul></section>`;
}
