import { compareLevels, isAtLeast, worstLevel, type Finding, type Level } from '../model/index.js';
import type { HookReport } from './hook-report.js';
import type { KnownFinding } from './known-finding.js';
import { worstFirst, type PackageReport } from './package-report.js';
import { summaryOf, type ProjectReport, type Report } from './report.js';
import type { SourceRoot } from './support/source-root.js';
import { identityOf, shownProject } from './told-findings.js';

/** What a finding is about, as those who may know it see it. */
export interface Occurrence {
  readonly finding: Finding;
  readonly identity: string;
  /** `name@version`, or what stands for a version. */
  readonly subject: string;
  readonly name: string;
  readonly project: string;
}

export interface Knowledge {
  readonly from: KnownFinding['from'];
  /** The level at which it is known; undefined: it is not. */
  levelOf(occurrence: Occurrence): Level | undefined;
}

/** The same report with what is known set aside. What has become worse since is new. */
export function setAside(report: Report, knowledge: Knowledge, root: SourceRoot): Report {
  const projects = report.projects.map((project) => ofProject(project, knowledge, root));
  const packages = projects.flatMap((one) => one.packages);
  const hooks = projects.flatMap((one) => one.hooks);
  return { ...report, projects, summary: summaryOf(packages, hooks) };
}

function ofProject(project: ProjectReport, knowledge: Knowledge, root: SourceRoot): ProjectReport {
  const shown = shownProject(project.path, root);
  const packages = project.packages.map((one) => ofOne(one, one.name, shown, knowledge)).sort(worstFirst);
  const hooks = project.hooks.map((one) => ofOne(one, one.file, shown, knowledge)).sort(byLevel);
  return { ...project, packages, hooks, level: worstLevel([...packages, ...hooks].map(({ level }) => level)) };
}

function byLevel(a: HookReport, b: HookReport): number {
  return compareLevels(b.level, a.level);
}

function ofOne<T extends PackageReport | HookReport>(one: T, name: string, project: string, knowledge: Knowledge): T {
  const isKnown = (finding: Finding): boolean => {
    const identity = identityOf(finding, one.id, project);
    const level = knowledge.levelOf({ finding, identity, subject: one.id, name, project });
    return level !== undefined && isAtLeast(level, finding.level);
  };
  const known = one.findings.filter(isKnown);
  if (known.length === 0) return one;
  const findings = one.findings.filter((finding) => !known.includes(finding));
  return {
    ...one,
    findings,
    known: [...one.known, ...known.map((finding): KnownFinding => ({ finding, from: knowledge.from }))],
    level: worstLevel(findings.map(({ level }) => level)),
  };
}
