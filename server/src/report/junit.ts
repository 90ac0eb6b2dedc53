import { inEnglish, isAtLeast, type Level } from '../model/index.js';
import { ruleDocsUrl } from '../model/rule-docs.js';
import type { HookReport } from './hook-report.js';
import type { PackageReport } from './package-report.js';
import type { ProjectReport, Report } from './report.js';
import { xmlText } from './support/xml-text.js';
import { pathText } from './support/wording.js';

const MAX_NAME = 500;
const MAX_MESSAGE = 1000;

type Told = Pick<PackageReport | HookReport, 'findings' | 'known' | 'accepted'>;

/**
 * The report of `check` as JUnit's XML, as CI systems read it: a project is a suite, a package a case. A case fails where something
 * reaches `failOn`; what is milder, known or accepted stands in its output.
 */
export function junitReport({ projects, summary }: Report, failOn: Level): string {
  const suites = projects.map((project) => suite(project, failOn));
  const total = suites.reduce((sum, { tests }) => sum + tests, 0);
  const failures = suites.reduce((sum, one) => sum + one.failures, 0);
  const open = summary.openQuestions.map(({ question, packages, reasons: [first] }) => {
    return `not checked: ${question}, ${packages} packages${first === undefined ? '' : `: ${first.reason}`}`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Package Risk" tests="${total}" failures="${failures}" errors="0">`,
    ...suites.map(({ text }) => text),
    // Only where there is a suite to put it in: readers know of nothing else.
    ...(open.length === 0 ? [] : [unchecked(open)]),
    '</testsuites>\n',
  ].join('\n');
}

interface Suite {
  readonly text: string;
  readonly tests: number;
  readonly failures: number;
}

function suite({ path, packages, hooks, problems, notes }: ProjectReport, failOn: Level): Suite {
  const cases = [
    ...hooks.map((hook) => testCase(path, `${hook.file}#${hook.name}`, hook, hook.runs, failOn)),
    ...packages.map((one) => testCase(path, one.id, one, wayTo(one), failOn)),
  ];
  const failures = cases.filter(({ fails }) => fails).length;
  const output = [...problems, ...notes].map((line) => xmlText(inEnglish(line), MAX_MESSAGE)).join('\n');
  const text = [
    `<testsuite name="${xmlText(path, MAX_NAME)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0">`,
    ...cases.map((one) => one.text),
    ...(output === '' ? [] : [`<system-out>${output}</system-out>`]),
    '</testsuite>',
  ].join('\n');
  return { text, tests: cases.length, failures };
}

function testCase(project: string, name: string, told: Told, way: string, failOn: Level) {
  const failing = told.findings.filter(({ level }) => isAtLeast(level, failOn));
  const open = `<testcase classname="${xmlText(project, MAX_NAME)}" name="${xmlText(name, MAX_NAME)}" time="0"`;
  const parts = [
    ...failing.map(
      ({ rule, level, message }) =>
        `<failure type="${xmlText(rule, MAX_NAME)}" message="${xmlText(message, MAX_MESSAGE)}">${level}: ${xmlText(message, MAX_MESSAGE)}${way === '' ? '' : ` ${xmlText(way, MAX_MESSAGE)}`}\n${xmlText(ruleDocsUrl(rule), MAX_MESSAGE)}</failure>`,
    ),
    ...asides(told, failOn),
  ];
  const text = parts.length === 0 ? `${open}/>` : `${open}>\n${parts.join('\n')}\n</testcase>`;
  return { text, fails: failing.length > 0 };
}

/** What does not make a case fail, for whoever opens it. */
function asides({ findings, known, accepted }: Told, failOn: Level): readonly string[] {
  const lines = [
    ...findings
      .filter(({ level }) => !isAtLeast(level, failOn))
      .map((one) => `${one.level} ${one.rule}: ${one.message}`),
    ...known.map(({ finding }) => `known before: ${finding.rule}`),
    ...accepted.map(({ finding, reason }) => `accepted: ${finding.rule}, ${inEnglish(reason)}`),
  ].map((line) => xmlText(line, MAX_MESSAGE));
  return lines.length === 0 ? [] : [`<system-out>${lines.join('\n')}</system-out>`];
}

function wayTo({ direct, paths: [way] }: PackageReport): string {
  return direct || way === undefined ? '' : `(by ${pathText(way)})`;
}

function unchecked(lines: readonly string[]): string {
  const output = lines.map((line) => xmlText(line, MAX_MESSAGE)).join('\n');
  return `<testsuite name="not checked" tests="0" failures="0" errors="0" skipped="0">\n<system-out>${output}</system-out>\n</testsuite>`;
}
