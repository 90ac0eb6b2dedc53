import {
  inEnglish,
  type AcceptedFinding,
  type Aftermath,
  type Coverage,
  type Evidence,
  type Finding,
  type Level,
  type Question,
  type Remedy,
  type RemedyKind,
} from '../model/index.js';
import type { KnownFinding } from './known-finding.js';
import { jsonChanges, type JsonChanges } from './changes/changes-json.js';
import type { HookReport } from './hook-report.js';
import type { PackageReport } from './package-report.js';
import type { BaselineUse, Report } from './report.js';
import { isoTime } from './support/wording.js';

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const SCHEMA_VERSION = 1;

/** What `check --format json` and `explain --json` print. Texts in it come from outside and are not escaped. */
export interface JsonReport {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** Worst first, then direct ones, then by name and version. */
  readonly packages: readonly JsonPackage[];
  /** What runs of the repository by itself, where something is wrong with it; worst first. */
  readonly hooks: readonly JsonHook[];
  /** What a branch changes, worst first: only there where that was asked for. */
  readonly changes?: JsonChanges;
  readonly summary: JsonSummary;
}

export interface JsonPackage {
  readonly name: string;
  /** Null where no version can be judged. */
  readonly version: string | null;
  readonly level: Level;
  /** A manifest of the project names it. */
  readonly direct: boolean;
  /** Chains that lead to a transitive one: importer (`.` for the project), then `name@version` or `alias=name@version`. */
  readonly paths: readonly (readonly string[])[];
  readonly findings: readonly JsonFinding[];
  /** Findings that the team has accepted; they do not count for `level`. */
  readonly accepted?: readonly JsonAccepted[];
  /** Findings that a baseline or the revision before has, too; they do not count for `level`. */
  readonly known?: readonly JsonKnown[];
  /** Of malware that was looked for on this machine. */
  readonly aftermath?: JsonAftermath;
  readonly coverage: readonly JsonCoverage[];
  readonly remedies: readonly JsonRemedy[];
  /** The manifest it was found through, as it was given or found. */
  readonly project: string;
  /** The manifests and catalog files of a workspace that name it, where they are more or others than `project`. */
  readonly manifests?: readonly string[];
}

/** A script, task, setting or instruction of the repository that nobody has to name for it to run. */
export interface JsonHook {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly name: string;
  /** When it runs, in words. */
  readonly runs: string;
  readonly level: Level;
  readonly findings: readonly JsonFinding[];
  readonly accepted?: readonly JsonAccepted[];
  readonly known?: readonly JsonKnown[];
  /** The project in whose folder it lies. */
  readonly project: string;
}

export interface JsonAftermath {
  /** Where that very version lies, relative to the project's root; empty: nowhere that this package manager puts it. */
  readonly installed: readonly { readonly place: string; /** ISO 8601, UTC. */ readonly since?: string }[];
  /** Whether its install scripts could have run, and whether it could have run by being imported. */
  readonly scripts: string;
  readonly imports: string;
  /** What to replace and to check. */
  readonly steps: readonly string[];
}

export interface JsonFinding {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly fingerprint: string;
}

export interface JsonKnown extends JsonFinding {
  readonly from: KnownFinding['from'];
}

export interface JsonAccepted extends JsonFinding {
  readonly reason: string;
  /** `YYYY-MM-DD`. */
  readonly expires?: string;
  /** The file that says so, where that is not the policy's own. */
  readonly file?: string;
}

export interface JsonCoverage {
  readonly question: Question;
  readonly status: 'answered' | 'unknown' | 'skipped';
  readonly reason?: string;
  /** ISO 8601, UTC: when the answer was true. */
  readonly asOf?: string;
  readonly stale?: boolean;
}

export interface JsonRemedy {
  readonly kind: RemedyKind;
  readonly title: string;
  readonly rules: readonly string[];
  readonly version?: string;
  readonly packageName?: string;
  readonly preferred: boolean;
  readonly caveat?: string;
  /** For a package that no line names: what the project would hold then, from resolving it anew. */
  readonly outlook?: string;
  /** What makes it real, to be run in the folder of the lockfile: `npm install`. */
  readonly install?: string;
}

export interface JsonSummary {
  readonly level: Level;
  readonly packages: number;
  readonly direct: number;
  readonly levels: Readonly<Record<Level, number>>;
  /** How many hooks have which level. */
  readonly hooks: Readonly<Record<Level, number>>;
  readonly accepted: number;
  /** Findings that were known before. */
  readonly known: number;
  /** Of a baseline that was used: how much it holds, and what of that no longer does. */
  readonly baseline?: BaselineUse;
  /** Packages of which something could not be checked. */
  readonly incomplete: number;
  /** Packages judged by an answer that is older than it should be. */
  readonly stale: number;
  /** What could not be checked, once for each question. */
  readonly unchecked: readonly {
    readonly question: Question;
    readonly packages: number;
    readonly reasons: readonly { readonly reason: string; readonly packages: number }[];
  }[];
  readonly projects: readonly {
    readonly path: string;
    readonly level: Level;
    readonly packages: number;
    readonly problems: readonly string[];
    readonly notes: readonly string[];
  }[];
}

export function jsonReport({ projects, summary, baseline, changes }: Report): JsonReport {
  const { openQuestions, ...counts } = summary;
  return {
    schemaVersion: SCHEMA_VERSION,
    packages: projects.flatMap(({ path, packages }) => packages.map((one) => jsonPackage(one, path))),
    hooks: projects.flatMap(({ path, hooks }) => hooks.map((one) => jsonHook(one, path))),
    ...(changes !== undefined && { changes: jsonChanges(changes) }),
    summary: {
      ...counts,
      ...(baseline !== undefined && { baseline: jsonBaseline(baseline) }),
      unchecked: openQuestions.map(({ reasons, ...one }) => ({
        ...one,
        reasons: reasons.map(({ reason, packages }) => ({ reason, packages })),
      })),
      projects: projects.map(({ path, level, packages, problems, notes }) => ({
        ...{ path, level, packages: packages.length, problems: problems.map(inEnglish), notes: notes.map(inEnglish) },
      })),
    },
  };
}

function jsonPackage(report: PackageReport, project: string): JsonPackage {
  const { name, version, level, direct, paths, findings, accepted, known, aftermath } = report;
  const { coverage, remedies, manifests } = report;
  return {
    name,
    version: version ?? null,
    level,
    direct,
    paths,
    findings: findings.map(jsonFinding),
    ...(accepted.length === 0 ? {} : { accepted: accepted.map(jsonAccepted) }),
    ...(known.length === 0 ? {} : { known: known.map(jsonKnown) }),
    ...(aftermath === undefined ? {} : { aftermath: jsonAftermath(aftermath) }),
    coverage: coverage.map(jsonCoverage),
    remedies: remedies.map(jsonRemedy),
    project,
    ...(manifests.every((one) => one === project) ? {} : { manifests }),
  };
}

function jsonHook(report: HookReport, project: string): JsonHook {
  const { file, line, column, name, runs, level, findings, accepted, known } = report;
  return {
    ...{ file, line, column, name, runs, level },
    findings: findings.map(jsonFinding),
    ...(accepted.length === 0 ? {} : { accepted: accepted.map(jsonAccepted) }),
    ...(known.length === 0 ? {} : { known: known.map(jsonKnown) }),
    project,
  };
}

export function jsonFinding({ rule, level, message, evidence, fingerprint }: Finding): JsonFinding {
  return { rule, level, message, evidence: evidence.map(printed), fingerprint };
}

function printed({ wording, ...evidence }: Evidence): Evidence {
  return wording === undefined ? evidence : { ...evidence };
}

function jsonAccepted({ finding, reason, expires, file }: AcceptedFinding): JsonAccepted {
  return { ...jsonFinding(finding), reason: inEnglish(reason), expires, file };
}

function jsonAftermath({ installed, scripts, imports, steps }: Aftermath): JsonAftermath {
  return {
    installed: installed.map(({ place, since }) => ({ place, since: isoTime(since) })),
    ...{ scripts: inEnglish(scripts), imports: inEnglish(imports), steps: steps.map(inEnglish) },
  };
}

function jsonCoverage({ question, status, reason, asOf, stale }: Coverage): JsonCoverage {
  return { question, status, reason, asOf: isoTime(asOf), stale };
}

function jsonRemedy(remedy: Remedy): JsonRemedy {
  const { kind, title, rules, version, packageName, preferred, caveat, outlook, install } = remedy;
  return { kind, title, rules, version, packageName, preferred, caveat, outlook, install: install?.command };
}

function jsonKnown({ finding, from }: KnownFinding): JsonKnown {
  return { ...jsonFinding(finding), from };
}

function jsonBaseline({ entries, stale }: BaselineUse): BaselineUse {
  return {
    entries,
    stale: stale.map(({ fingerprint, rule, package: subject }) => ({ fingerprint, rule, package: subject })),
  };
}
