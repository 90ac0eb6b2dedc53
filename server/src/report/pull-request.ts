import { inEnglish, isAtLeast, LEVELS, QUESTION_TITLES, type Level } from '../model/index.js';
import { ruleDocsUrl } from '../model/rule-docs.js';
import { changesTable } from './changes/changes-markdown.js';
import type { HookReport } from './hook-report.js';
import { knownTexts, staleTexts } from './support/known-texts.js';
import type { PackageReport } from './package-report.js';
import type { ProjectReport, Report, Summary } from './report.js';
import { escapeMarkdown, markdownLink } from './support/markdown.js';
import { count, pathText } from './support/wording.js';

/** GitHub takes 65,536 characters for a comment; other forges take more. */
const MAX_LENGTH = 60_000;
/** Whoever reads a pull request reads no more; the check's own report has all. */
const MAX_ROWS = 40;
const MAX_ENTRIES = 20;
const MAX_CELL = 240;

/** What forges make a mention or a reference of. */
const LINKING = /@|[#!](?=\d)|\bGH-(?=\d)/gi;

const WORST_FIRST: readonly Level[] = Object.freeze([...LEVELS].reverse());

/** The report of `check` as a comment on a pull request: what is worth stopping for in a table, the rest folded. */
export function pullRequestReport({ projects, summary, baseline, changes }: Report, failOn: Level): string {
  const parts = [
    `## Package Risk: ${verdict(summary, failOn)}`,
    changes === undefined ? '' : changesTable(changes, cell),
    ...projects.map(projectPart),
    folded('the baseline holds what is no longer found', list(staleTexts(baseline))),
    folded(
      `${count(summary.openQuestions.length, 'question')} could not be answered for every package`,
      openRows(summary),
    ),
  ];
  const text = `${parts.filter((part) => part !== '').join('\n\n')}\n`;
  return text.length <= MAX_LENGTH ? text : shortened(text);
}

/** Between lines, so that no table row and no markup is torn. */
function shortened(text: string): string {
  const end = text.lastIndexOf('\n|', MAX_LENGTH);
  return `${text.slice(0, end < 0 ? 0 : end)}\n\nThe rest is left out here: a comment can be no longer.\n`;
}

function verdict({ levels, hooks, level }: Summary, failOn: Level): string {
  const found = WORST_FIRST.filter((one) => one !== 'none' && levels[one] + hooks[one] > 0);
  const counts = found.map((one) => `${levels[one] + hooks[one]} ${one}`).join(', ');
  const mark = isAtLeast(level, failOn) ? '⛔' : found.length > 0 ? '⚠️' : '✅';
  return `${mark} ${counts === '' ? 'nothing found' : counts}`;
}

function projectPart(project: ProjectReport): string {
  const { path, packages, hooks, problems, notes } = project;
  const direct = packages.filter((one) => one.direct).length;
  const serious = [...hooks.map(hookRow), ...packages.filter(isSerious).map(packageRow)];
  const mild = packages.filter((one) => !isSerious(one) && one.level !== 'none').map(packageRow);
  return [
    `**${cell(path)}**: ${count(packages.length, 'package')}, ${direct} of them named by a manifest.`,
    table(serious),
    folded(`${count(mild.length, 'package')} of level low`, mild.length === 0 ? '' : table(mild)),
    folded(`accepted by the team`, acceptedRows(packages)),
    folded('known before', knownRows(project)),
    folded('could not be read', list(problems.map(inEnglish))),
    folded('notes', list(notes.map(inEnglish))),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function isSerious({ level }: PackageReport): boolean {
  return isAtLeast(level, 'medium');
}

function packageRow(report: PackageReport): string {
  const { name, version, level, paths, direct, findings, remedies } = report;
  const title = version === undefined ? name : `${name}@${version}`;
  const [way] = paths;
  const by = direct || way === undefined ? '' : `<br>by ${cell(pathText(way))}`;
  const fix = remedies.find(({ kind }) => kind !== 'accept' && (kind !== 'remove' || isAtLeast(level, 'high')));
  return row([`**${level}**`, cell(title) + by, reasonCell(findings), fix === undefined ? '' : cell(fix.title)]);
}

function hookRow({ level, file, line, runs, findings }: HookReport): string {
  return row([`**${level}**`, `${cell(`${file}:${line}`)}<br>${runs}`, reasonCell(findings), '']);
}

/** The worst reason in full; the others by their rules. */
function reasonCell([worst, ...others]: PackageReport['findings']): string {
  if (worst === undefined) return '';
  const rules = [...new Set(others.map(({ rule }) => rule))].map(ruleLink);
  const further = rules.length === 0 ? '' : `<br>also ${rules.join(', ')}`;
  return `${cell(worst.message)} (${ruleLink(worst.rule)})${further}`;
}

function ruleLink(rule: string): string {
  return markdownLink(rule, ruleDocsUrl(rule));
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function table(rows: readonly string[]): string {
  if (rows.length === 0) return '';
  const more = rows.length - MAX_ROWS;
  return [
    row(['level', 'what', 'why', 'fix']),
    '| --- | --- | --- | --- |',
    ...rows.slice(0, MAX_ROWS),
    ...(more > 0 ? [row(['', `${more} more`, '', ''])] : []),
  ].join('\n');
}

function acceptedRows(packages: readonly PackageReport[]): string {
  const texts = packages.flatMap(({ name, version = '', accepted }) =>
    accepted.map(({ finding, reason, expires }) => {
      const until = expires === undefined ? '' : ` until ${expires}`;
      return `${name} ${version}: ${finding.rule}${until}, "${inEnglish(reason)}"`;
    }),
  );
  return list(texts);
}

function knownRows({ packages, hooks }: ProjectReport): string {
  return list(knownTexts(packages, hooks));
}

function openRows({ openQuestions }: Summary): string {
  return list(
    openQuestions.map(({ question, packages, reasons: [first] }) => {
      const because = first === undefined ? '' : `: ${first.reason}`;
      return `${QUESTION_TITLES[question]}, ${count(packages, 'package')}${because}`;
    }),
  );
}

function list(texts: readonly string[]): string {
  const more = texts.length - MAX_ENTRIES;
  const items = texts.slice(0, MAX_ENTRIES).map((text) => `- ${cell(text)}`);
  return [...items, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

function folded(summary: string, content: string): string {
  return content === '' ? '' : `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

/**
 * Text from outside in a comment. Forges make mentions of `@name`, and links of `#12` and `owner/name#12`, out of plain text, whatever is
 * escaped in the Markdown: an empty character in between keeps strangers from being called.
 */
function cell(text: string): string {
  return escapeMarkdown(text, MAX_CELL).replace(LINKING, '$&&#8203;');
}
