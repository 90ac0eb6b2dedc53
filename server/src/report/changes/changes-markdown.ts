import { isAtLeast, worstLevel, type Level } from '../../model/index.js';
import { ruleDocsUrl } from '../../model/rule-docs.js';
import type { ChangesSince } from '../report.js';
import { markdownLink } from '../support/markdown.js';
import { pathText } from '../support/wording.js';
import type { JudgedVersion, PackageChange } from './package-change.js';

/** Whoever reads a pull request reads no more; the check's own report has all. */
const MAX_ROWS = 40;

const WORDS: Readonly<Record<PackageChange['kind'], string>> = Object.freeze({
  added: 'new',
  removed: 'gone',
  changed: 'changed',
});

/**
 * What a branch changes as tables of Markdown, before and after: in view what brings or ends a finding, and folded what does neither.
 * @param cell escapes text from outside
 */
export function changesTable({ revision, packages }: ChangesSince, cell: (text: string) => string): string {
  const title = `### What changes since ${cell(revision)}`;
  if (packages.length === 0) return `${title}\n\nNo package comes, goes or changes.`;
  const telling = packages.filter(({ introduced, resolved }) => introduced.length + resolved.length > 0);
  const others = packages.filter((one) => !telling.includes(one));
  const parts = [
    title,
    telling.length === 0 ? 'What changes brings no finding.' : table(telling, cell),
    ...(others.length === 0 ? [] : [folded(others, cell)]),
  ];
  return parts.join('\n\n');
}

function folded(packages: readonly PackageChange[], cell: (text: string) => string): string {
  const amount = packages.length === 1 ? '1 package' : `${packages.length} packages`;
  return `<details><summary>${amount} without a new finding</summary>\n\n${table(packages, cell)}\n\n</details>`;
}

function table(packages: readonly PackageChange[], cell: (text: string) => string): string {
  const more = packages.length - MAX_ROWS;
  return [
    '| | package | before | after | why |',
    '| --- | --- | --- | --- | --- |',
    ...packages.slice(0, MAX_ROWS).map((one) => changeRow(one, cell)),
    ...(more > 0 ? [`| | ${more} more | | | |`] : []),
  ].join('\n');
}

function changeRow(change: PackageChange, cell: (text: string) => string): string {
  const { kind, name, direct, path, before, after, introduced, resolved } = change;
  const by = direct || path.length === 0 ? '' : `<br>by ${cell(pathText(path))}`;
  const brings = introduced.map(
    ({ rule, level, message }) => `${level}: ${cell(message)} (${markdownLink(rule, ruleDocsUrl(rule))})`,
  );
  const ends = resolved.length === 0 ? [] : [`no longer: ${[...new Set(resolved.map(({ rule }) => rule))].join(', ')}`];
  const [first, ...others] = brings;
  const rest = others.length === 0 ? [] : [`and ${others.length} more`];
  const why = [...(first === undefined ? [] : [first]), ...rest, ...ends].join('<br>');
  return `| ${mark(introduced.map(({ level }) => level))} ${WORDS[kind]} | ${cell(name)}${by} | ${versions(before, cell)} | ${versions(after, cell)} | ${why} |`;
}

function mark(levels: readonly Level[]): string {
  const level = worstLevel(levels);
  return isAtLeast(level, 'high') ? '⛔' : level === 'none' ? '✅' : '⚠️';
}

function versions(all: readonly JudgedVersion[], cell: (text: string) => string): string {
  return all
    .map(({ version = 'no version', level }) => `${cell(version)}${level === 'none' ? '' : ` (${level})`}`)
    .join('<br>');
}
