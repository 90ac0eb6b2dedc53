import { LEVELS, worstLevel, type Level } from '../model/index.js';
import { packageReports, type Judged, type PackageReport } from './package-report.js';
import { sumUpQuestions, type OpenQuestion } from './support/unchecked.js';

/** A project as the engine judged it. */
export interface JudgedProject {
  /** How the reader knows it: relative to where the command was given. */
  readonly path: string;
  readonly judged: readonly Judged[];
  /** What in its files could not be read, in sentences; the rest was judged. */
  readonly problems: readonly string[];
  /** What of its files was left unused, in sentences. */
  readonly notes: readonly string[];
}

export interface ProjectReport {
  readonly path: string;
  readonly level: Level;
  /** Worst first. */
  readonly packages: readonly PackageReport[];
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

export interface Summary {
  readonly level: Level;
  readonly packages: number;
  readonly direct: number;
  /** How many packages have which level. */
  readonly levels: Readonly<Record<Level, number>>;
  /** Findings that the team has accepted. */
  readonly accepted: number;
  /** Packages of which something could not be checked. */
  readonly incomplete: number;
  /** Packages judged by an answer that is older than it should be. */
  readonly stale: number;
  readonly openQuestions: readonly OpenQuestion[];
}

/** All that an output format needs. */
export interface Report {
  readonly projects: readonly ProjectReport[];
  readonly summary: Summary;
}

export function reportOf(projects: readonly JudgedProject[]): Report {
  const reports = projects.map(({ path, judged, problems, notes }) => {
    const packages = packageReports(judged);
    return { path, level: worstLevel(packages.map(({ level }) => level)), packages, problems, notes };
  });
  return { projects: reports, summary: summaryOf(reports.flatMap(({ packages }) => packages)) };
}

function summaryOf(packages: readonly PackageReport[]): Summary {
  const levels = Object.fromEntries(
    LEVELS.map((level) => [level, packages.filter((one) => one.level === level).length]),
  ) as Record<Level, number>;
  return {
    level: worstLevel(packages.map(({ level }) => level)),
    packages: packages.length,
    direct: packages.filter(({ direct }) => direct).length,
    levels,
    accepted: packages.reduce((sum, { accepted }) => sum + accepted.length, 0),
    incomplete: packages.filter(({ unchecked }) => unchecked.length > 0).length,
    stale: packages.filter(({ coverage }) => coverage.some(({ stale }) => stale === true)).length,
    openQuestions: sumUpQuestions(packages),
  };
}
