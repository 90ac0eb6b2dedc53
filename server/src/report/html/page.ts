import { createHash } from 'node:crypto';
import { inEnglish, LEVEL_WORDS, LEVELS, phrase, type Level, type Phrase, type Say } from '../../model/index.js';
import { ruleDocsUrl } from '../../model/rule-docs.js';
import type { Report, Summary } from '../report.js';
import { htmlText, scriptJson } from '../support/html-text.js';
import { isoTime } from '../support/wording.js';
import { titleOf } from './exports.js';
import { hooksSection } from './hooks-section.js';
import { reportData, type PagePackage } from './report-data.js';
import { verdictText } from './verdict.js';
import { sinceSection, type SinceLastReport } from './since.js';
import { notesSection, uncheckedSection } from './unchecked-section.js';

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
  /** In the language of the page; English where absent. */
  readonly say?: Say;
}

const WORST_FIRST: readonly Level[] = Object.freeze([...LEVELS].reverse());

/** The first of each package; the others stand below it in the table. */
const MAX_TITLE_PROJECTS = 3;

/**
 * One file that shows a report in any browser: nothing is loaded from anywhere, and nothing runs but the one script, which the
 * content security policy names by its hash. The table is there without it as well.
 */
export function htmlReport(input: PageInput): string {
  const { report, assets, say = inEnglish } = input;
  const text = (words: Phrase): string => htmlText(say(words));
  const data = reportData(report, say);
  const title = htmlText(titleText(report, say));
  const found = data.packages.filter(({ level }) => level !== 'none');
  return `<!doctype html>
<html lang="${text(LANGUAGE)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${assets.style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="verdict">${htmlText(verdictText(report.summary, say))}</p>
<p class="about">Package Risk ${htmlText(input.version)}, ${htmlText(isoTime(input.now) ?? '')}</p>
${levelFilters(report.summary, say)}
</header>
<main>
${hooksSection(report, say)}
${sinceSection(input.since, say)}
<section id="picture" aria-labelledby="picture-title" hidden>
<h2 id="picture-title">${text(phrase('What each dependency brings in'))}</h2>
<p>${text(phrase('Each rectangle is a package, in the frame of the line that brings it in. Arrow keys go from one package at risk to the next.'))}</p>
<div class="stage"><canvas tabindex="0" role="img" aria-label="${text(pictureWords(data.packages.length))}"></canvas></div>
<p id="pointed" role="status"></p>
</section>
<section aria-labelledby="table-title">
<h2 id="table-title">${text(phrase('Packages at risk'))}</h2>
<p id="tools" hidden><label>${text(phrase('Filter'))} <input id="filter" type="search"></label>
<button id="save-csv" type="button">${text(phrase('Save as CSV'))}</button> <button id="save-markdown" type="button">${text(phrase('Save as Markdown'))}</button>
<span id="shown" role="status"></span></p>
${packageTable(found, say)}
</section>
${uncheckedSection(report, say)}
${notesSection(report, say)}
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

/** Of the language itself: each translation has its own. */
const LANGUAGE = phrase('en');

function pictureWords(packages: number): Phrase {
  return packages === 1
    ? phrase('A picture of 1 package; the table below says the same.')
    : phrase('A picture of {packages} packages; the table below says the same.', { packages });
}

function titleText({ projects }: Report, say: Say): string {
  const paths = projects.map(({ path }) => path);
  const more = paths.length - MAX_TITLE_PROJECTS;
  const shown = paths.slice(0, MAX_TITLE_PROJECTS).join(', ');
  return `Package Risk: ${more > 0 ? say(phrase('{shown} and {more} more', { shown, more })) : shown}`;
}

/** Also the legend of the picture. */
function levelFilters({ levels }: Summary, say: Say): string {
  const boxes = WORST_FIRST.map((level) => {
    const words = htmlText(say(level === 'none' ? phrase('nothing found') : LEVEL_WORDS[level]));
    return `<label class="level ${level}"><input type="checkbox" name="level" value="${level}" checked><span class="swatch" aria-hidden="true"></span>${words} <b>${levels[level]}</b></label>`;
  });
  return `<fieldset id="levels"><legend>${htmlText(say(phrase('Levels')))}</legend>${boxes.join('')}</fieldset>`;
}

function packageTable(packages: readonly PagePackage[], say: Say): string {
  if (packages.length === 0) return `<p>${htmlText(say(phrase('None.')))}</p>`;
  const headings = [
    ['level', phrase('Level')] as const,
    ['package', phrase('Package')] as const,
    ['line', phrase('Brought in by')] as const,
    ['findings', phrase('Findings and fixes')] as const,
  ].map(([key, title]) => `<th scope="col" data-key="${key}">${htmlText(say(title))}</th>`);
  const rows = packages.map((one) => tableRow(one, say));
  return `<table id="table"><thead><tr>${headings.join('')}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

function tableRow(one: PagePackage, say: Say): string {
  const line = one.direct ? say(phrase('named by {manifest}', { manifest: one.manifest })) : one.line;
  const findings = one.findings.map(({ rule, message }) => {
    return `<li>${htmlText(message)} <a href="${htmlText(ruleDocsUrl(rule))}" rel="noreferrer">${htmlText(rule)}</a></li>`;
  });
  const fixes = one.fixes.map((fix) => `<li class="fix">${htmlText(fix)}</li>`);
  const cells = [
    `<td><span class="level ${one.level}"><span class="swatch" aria-hidden="true"></span>${htmlText(say(LEVEL_WORDS[one.level]))}</span></td>`,
    `<th scope="row">${htmlText(titleOf(one))}</th>`,
    `<td>${htmlText(one.way ?? line)}</td>`,
    `<td><ul>${[...findings, ...fixes].join('')}</ul></td>`,
  ];
  return `<tr>${cells.join('')}</tr>`;
}
