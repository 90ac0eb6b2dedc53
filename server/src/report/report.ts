import { LEVELS, worstLevel, type Assessment, type Level, type Words } from '../model/index.js';
import { hookReports, type HookReport } from './hook-report.js';
import type { PackageChange } from './changes/package-change.js';
import { packageReports, type Judged, type PackageReport } from './package-report.js';
import { sumUpQuestions, type OpenQuestion } from './support/unchecked.js';

/** A project as the engine judged it. */
export interface JudgedProject {
  /** How the reader knows it: relative to where the command was given. */
  readonly path: string;
  readonly judged: readonly Judged[];
  /** What of its folder makes other programs run something, with and without findings; absent where only packages were asked about. */
  readonly hooks?: readonly Assessment[];
  /** What in its files could not be read, in sentences; the rest was judged. */
  readonly problems: readonly Words[];
  /** What of its files was left unused, in sentences. */
  readonly notes: readonly Words[];
}

export interface ProjectReport {
  readonly path: string;
  readonly level: Level;
  /** Worst first. */
  readonly packages: readonly PackageReport[];
  /** What runs of its folder by itself, where there is something to say of it; worst first. */
  readonly hooks: readonly HookReport[];
  readonly problems: readonly Words[];
  readonly notes: readonly Words[];
}

export interface Summary {
  /** The worst of packages and hooks. */
  readonly level: Level;
  readonly packages: number;
  readonly direct: number;
  /** How many packages have which level. */
  readonly levels: Readonly<Record<Level, number>>;
  /** How many hooks of the repository have which level, those without findings left out. */
  readonly hooks: Readonly<Record<Level, number>>;
  /** Findings that the team has accepted. */
  readonly accepted: number;
  /** Findings that were known before. */
  readonly known: number;
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
  /** Present where findings were held against a baseline. */
  readonly baseline?: BaselineUse;
  /** Present where a branch was held against where it came from. */
  readonly changes?: ChangesSince;
}

/** What a branch changes. */
export interface ChangesSince {
  /** As it was named. */
  readonly revision: string;
  /** Worst first. */
  readonly packages: readonly PackageChange[];
}

export interface BaselineUse {
  /** How many findings it holds. */
  readonly entries: number;
  /** Those that no longer hold. */
  readonly stale: readonly { readonly fingerprint: string; readonly rule: string; readonly package: string }[];
}

export function reportOf(projects: readonly JudgedProject[]): Report {
  const reports = projects.map(({ path, judged, hooks: all = [], problems, notes }) => {
    const packages = packageReports(judged);
    const hooks = hookReports(all);
    return {
      path,
      level: worstLevel([...packages, ...hooks].map(({ level }) => level)),
      packages,
      hooks,
      problems,
      notes,
    };
  });
  const packages = reports.flatMap((one) => one.packages);
  return {
    projects: reports,
    summary: summaryOf(
      packages,
      reports.flatMap(({ hooks }) => hooks),
    ),
  };
}

function countsOf(all: readonly { readonly level: Level }[]): Record<Level, number> {
  const counts = LEVELS.map((level) => [level, all.filter((one) => one.level === level).length]);
  return Object.fromEntries(counts) as Record<Level, number>;
}

export function summaryOf(packages: readonly PackageReport[], hooks: readonly HookReport[]): Summary {
  return {
    level: worstLevel([...packages, ...hooks].map(({ level }) => level)),
    packages: packages.length,
    direct: packages.filter(({ direct }) => direct).length,
    levels: countsOf(packages),
    hooks: countsOf(hooks),
    accepted: [...packages, ...hooks].reduce((sum, { accepted }) => sum + accepted.length, 0),
    known: [...packages, ...hooks].reduce((sum, { known }) => sum + known.length, 0),
    incomplete: packages.filter(({ unchecked }) => unchecked.length > 0).length,
    stale: packages.filter(({ coverage }) => coverage.some(({ stale }) => stale === true)).length,
    openQuestions: sumUpQuestions(packages),
  };
}
