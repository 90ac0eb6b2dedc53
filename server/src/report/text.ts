import {
  inEnglish,
  isAtLeast,
  LEVELS,
  QUESTION_TITLES,
  shortCaveat,
  type Level,
  type RemedyKind,
} from '../model/index.js';
import { changesLines } from './changes/changes-text.js';
import { hookLines } from './hook-lines.js';
import type { PackageReport } from './package-report.js';
import type { ProjectReport, Report, Summary } from './report.js';
import { findingLines, labelledLines, type Typesetting } from './support/finding-lines.js';
import { paragraph, rule } from './support/layout.js';
import { aftermathLines } from './support/aftermath-lines.js';
import { knownTexts, staleTexts } from './support/known-texts.js';
import { terminalText } from './support/terminal.js';
import type { OpenQuestion } from './support/unchecked.js';
import { count, pathText } from './support/wording.js';

/** A package with more findings than this needs to go anyway; JSON holds all of them. */
const MAX_FINDINGS = 6;
/** More manifests of a workspace than these are counted. */
const MAX_MANIFESTS = 6;
/** The most frequent reasons why a question stayed open; the others are counted. */
const MAX_REASONS = 3;

const WORST_FIRST: readonly Level[] = Object.freeze([...LEVELS].reverse());

/** The report of `check` for people: the worst first, each with its reason, its evidence and its fix. */
export function textReport(report: Report, failOn: Level, typesetting: Typesetting): string {
  const lines = [
    ...report.projects.flatMap((project) => projectLines(project, typesetting)),
    ...changesLines(report.changes, typesetting),
    ...openQuestionLines(report.summary.openQuestions, typesetting),
    ...staleLines(report, typesetting),
    ...verdictLines(report.summary, failOn, typesetting),
  ];
  return `${lines.join('\n')}\n`;
}

function projectLines(project: ProjectReport, typesetting: Typesetting): readonly string[] {
  const { style } = typesetting;
  const direct = project.packages.filter((one) => one.direct).length;
  return [
    style.bold(terminalText(project.path)),
    style.dim(`${count(project.packages.length, 'package')} judged, ${direct} of them named by ${namedBy(project)}`),
    '',
    ...hookLines(project.hooks, typesetting),
    ...WORST_FIRST.filter((level) => level !== 'none').flatMap((level) => levelLines(project, level, typesetting)),
    ...installLines(project, typesetting),
    ...acceptedLines(project, typesetting),
    ...knownLines(project, typesetting),
    ...section('could not be read', 'problem', project.problems.map(inEnglish), typesetting),
    ...section('notes', 'note', project.notes.map(inEnglish), typesetting),
  ];
}

/** A workspace has a manifest for each of its members. */
function namedBy({ path, packages }: ProjectReport): string {
  const manifests = new Set([path, ...packages.flatMap((one) => one.manifests)]);
  return manifests.size === 1 ? 'the manifest' : `${manifests.size} manifests`;
}

function levelLines(project: ProjectReport, level: Level, typesetting: Typesetting): readonly string[] {
  const { style, width } = typesetting;
  const packages = project.packages.filter((one) => one.level === level);
  if (packages.length === 0) return [];
  return [
    style.level[level](rule(level, count(packages.length, 'package'), width)),
    '',
    ...packages.flatMap((one) => [...packageLines(one, project.path, typesetting), '']),
  ];
}

function packageLines(report: PackageReport, own: string, typesetting: Typesetting): readonly string[] {
  const { style } = typesetting;
  const shown = report.findings.slice(0, MAX_FINDINGS);
  const hidden = report.findings.length - shown.length;
  return [
    `  ${style.bold(packageTitle(report))}${style.dim(declarationNote(report))}`,
    ...shown.flatMap((finding) => findingLines(finding, report.level, typesetting)),
    ...aftermathLines(report.aftermath, typesetting),
    ...(hidden > 0 ? [style.dim(`      and ${count(hidden, 'more finding')}`)] : []),
    ...placeLines(report, own, typesetting),
    ...pathLines(report, typesetting),
    ...fixLines(report, typesetting),
  ];
}

function packageTitle({ name, version }: PackageReport): string {
  return terminalText(version === undefined ? name : `${name}@${version}`);
}

/** The manifest's own words, where the title alone would not tell which line is meant. */
function declarationNote({ name, version, declared }: PackageReport): string {
  if (declared === undefined) return '';
  const alias = declared.name === name ? '' : ` as ${declared.name}`;
  const specifier = version === undefined ? ` ${declared.specifier}` : '';
  const note = terminalText(specifier + alias);
  return note === '' ? '' : ` ${note}`;
}

/** Which manifests of a workspace name it; nothing where it is only the one that the report is about. */
function placeLines({ manifests }: PackageReport, own: string, typesetting: Typesetting): readonly string[] {
  if (manifests.length === 0 || (manifests.length === 1 && manifests[0] === own)) return [];
  const shown = manifests.slice(0, MAX_MANIFESTS);
  const more = manifests.length - shown.length;
  const names = [...shown.map((manifest) => terminalText(manifest)), ...(more > 0 ? [`${more} more`] : [])];
  return labelledLines('in', names.join(', '), typesetting);
}

function pathLines({ direct, paths }: PackageReport, typesetting: Typesetting): readonly string[] {
  const [shortest, ...others] = paths;
  if (direct || shortest === undefined) return [];
  const more = others.length === 0 ? '' : ` (and ${count(others.length, 'other way')})`;
  return labelledLines('path', pathText(shortest) + more, typesetting);
}

function fixLines({ remedies, level }: PackageReport, typesetting: Typesetting): readonly string[] {
  const best = remedies.find(({ kind }) => isFix(kind, level));
  if (best === undefined) return [];
  const short = shortCaveat(best);
  const caveat = short === undefined ? undefined : terminalText(short);
  return labelledLines('fix', terminalText(best.title), typesetting, caveat);
}

/** Said once: one install makes all fixes real. */
function installLines({ packages }: ProjectReport, { style }: Typesetting): readonly string[] {
  const commands = packages.flatMap(({ remedies }) => remedies.flatMap(({ install }) => install?.command ?? []));
  const lines = [...new Set(commands)].map((command) => style.dim(`Fixes take effect with: ${terminalText(command)}`));
  return lines.length === 0 ? [] : [...lines, ''];
}

/** Accepting is a decision to take; and to do without a package is no answer to what is merely good to know of it. */
function isFix(kind: RemedyKind, level: Level): boolean {
  return kind !== 'accept' && (kind !== 'remove' || isAtLeast(level, 'high'));
}

function acceptedLines({ packages, hooks }: ProjectReport, typesetting: Typesetting): readonly string[] {
  const titled = [
    ...packages.map((one) => [packageTitle(one), one.accepted] as const),
    ...hooks.map((one) => [terminalText(`${one.file}#${one.name}`), one.accepted] as const),
  ];
  const texts = titled.flatMap(([title, accepted]) =>
    accepted.map(({ finding, reason, expires, file }) => {
      const until = expires === undefined ? '' : ` until ${expires}`;
      const by = file === undefined ? '' : ` in ${file}`;
      return `${title} ${finding.rule}${by}${until}: ${inEnglish(reason)}`;
    }),
  );
  return section('accepted', 'finding', texts, typesetting);
}

function section(title: string, noun: string, texts: readonly string[], typesetting: Typesetting): readonly string[] {
  const { style, width } = typesetting;
  if (texts.length === 0) return [];
  const lines = texts.flatMap((text) => paragraph(terminalText(text), { width, indent: 2 }));
  return [style.dim(rule(title, count(texts.length, noun), width)), ...lines, ''];
}

function knownLines({ packages, hooks }: ProjectReport, typesetting: Typesetting): readonly string[] {
  return section('known before', 'finding', knownTexts(packages, hooks), typesetting);
}

function staleLines({ baseline }: Report, typesetting: Typesetting): readonly string[] {
  return section('held by the baseline, no longer found', 'finding', staleTexts(baseline), typesetting);
}

function openQuestionLines(questions: readonly OpenQuestion[], typesetting: Typesetting): readonly string[] {
  const { style, width } = typesetting;
  if (questions.length === 0) return [];
  return [
    style.dim(rule('not checked', count(questions.length, 'question'), width)),
    ...questions.flatMap((question) => openQuestion(question, width)),
    '',
  ];
}

function openQuestion({ question, packages, reasons }: OpenQuestion, width: number): readonly string[] {
  const hidden = reasons.length - MAX_REASONS;
  const onlyReason = reasons.length === 1;
  return [
    `  ${QUESTION_TITLES[question]}: ${count(packages, 'package')}`,
    ...reasons.slice(0, MAX_REASONS).flatMap(({ reason, packages: times }) => {
      const label = onlyReason ? '' : `${times} × `;
      return paragraph(terminalText(reason), { width, indent: 4, label });
    }),
    ...(hidden > 0 ? [`    and ${count(hidden, 'other reason')}`] : []),
  ];
}

function verdictLines(summary: Summary, failOn: Level, { style, width }: Typesetting): readonly string[] {
  const failing = WORST_FIRST.filter((level) => isAtLeast(level, failOn));
  const failed = failing.reduce((sum, level) => sum + summary.levels[level], 0);
  const hooks = failing.reduce((sum, level) => sum + summary.hooks[level], 0);
  const what = [
    ...(hooks > 0 ? [`${count(hooks, 'hook')} of the repository`] : []),
    ...(failed > 0 ? [count(failed, 'package')] : []),
  ];
  const verdict =
    what.length > 0
      ? style.level[summary.level](`${what.join(' and ')} at ${failOn} or above.`)
      : style.level.none(`Nothing at ${failOn} or above.`);
  return [...paragraph(countsText(summary), { width, indent: 0 }), style.bold(verdict)];
}

/** `2 critical, 40 without findings; 3 not fully checked; 1 finding accepted.` */
function countsText({ levels, incomplete, stale, accepted, known }: Summary): string {
  const found = WORST_FIRST.filter((level) => level !== 'none' && levels[level] > 0);
  const parts = [...found.map((level) => `${levels[level]} ${level}`), `${levels.none} without findings`];
  const asides = [
    incomplete > 0 ? `${incomplete} not fully checked` : '',
    stale > 0 ? `${stale} judged by older answers` : '',
    accepted > 0 ? `${count(accepted, 'finding')} accepted` : '',
    known > 0 ? `${count(known, 'finding')} known before` : '',
  ];
  return `${[parts.join(', '), ...asides.filter((aside) => aside !== '')].join('; ')}.`;
}
