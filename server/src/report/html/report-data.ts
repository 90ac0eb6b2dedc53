import { type Level, type Remedy, type Say } from '../../model/index.js';
import type { PackageReport } from '../package-report.js';
import type { Report } from '../report.js';
import { plainText } from '../support/plain-text.js';
import { pageWords, type PageWords } from './page-words.js';
import { stepName } from '../support/wording.js';

/** What the page knows of the report. All texts are plain: visible, on one line, of bounded length. */
export interface ReportData {
  readonly words: PageWords;
  readonly packages: readonly PagePackage[];
}

export interface PagePackage {
  readonly name: string;
  readonly version?: string;
  readonly level: Level;
  readonly direct: boolean;
  /** The project that brings it in, as the reader knows it. */
  readonly project: string;
  /** The manifest that names it, else that of the project. */
  readonly manifest: string;
  /** The line of the manifest that brings it in: its own name where a line names it. */
  readonly line: string;
  /** `express > body-parser > qs@6.7.0`; absent where a line names it. */
  readonly way?: string;
  readonly findings: readonly PageFinding[];
  readonly fixes: readonly string[];
  /** Of how many questions the answer is not known. */
  readonly unchecked: number;
}

export interface PageFinding {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
}

/** The first fixes are the best ones. */
const MAX_FIXES = 3;

const MAX_WAY = 200;

export function reportData({ projects }: Report, say: Say): ReportData {
  const packages = projects.flatMap(({ path, packages: all }) => all.map((one) => pagePackage(one, path, say)));
  return { words: pageWords(say), packages };
}

function pagePackage(report: PackageReport, project: string, say: Say): PagePackage {
  const { name, version, level, direct, findings, remedies, unchecked } = report;
  const way = direct ? undefined : wayTo(report);
  return {
    ...{ name: plainText(name), level, direct, project: plainText(project) },
    ...{ manifest: plainText(report.manifests[0] ?? project), line: plainText(lineOf(report)) },
    ...(version === undefined ? {} : { version: plainText(version) }),
    ...(way === undefined ? {} : { way }),
    findings: findings.map((finding) => ({
      ...{
        rule: plainText(finding.rule),
        level: finding.level,
        message: plainText(say(finding.wording ?? finding.message)),
      },
    })),
    fixes: fixesOf(remedies).map(({ title, words }) => plainText(say(words?.title ?? title))),
    unchecked: unchecked.length,
  };
}

/** Accepting mends nothing. */
function fixesOf(remedies: readonly Remedy[]): readonly Remedy[] {
  return remedies.filter(({ kind }) => kind !== 'accept').slice(0, MAX_FIXES);
}

/** The importer comes first in a chain, and then a line of its manifest. */
function lineOf({ name, direct, declared, paths }: PackageReport): string {
  if (direct) return declared?.name ?? name;
  const [, line = name] = paths[0] ?? [];
  return stepName(line);
}

function wayTo({ paths }: PackageReport): string | undefined {
  const steps = paths[0]?.slice(1) ?? [];
  if (steps.length < 2) return undefined;
  const names = steps.map((step, index) => (index === steps.length - 1 ? step : stepName(step)));
  return plainText(names.join(' > '), MAX_WAY);
}
