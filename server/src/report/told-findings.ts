import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  compareLevels,
  type AcceptedFinding,
  type FilePlace,
  type Finding,
  type PackagePlaces,
} from '../model/index.js';
import type { HookReport } from './hook-report.js';
import type { KnownFinding } from './known-finding.js';
import type { PackageReport } from './package-report.js';
import type { ProjectReport, Report } from './report.js';
import { pathBelow, type SourceRoot } from './support/source-root.js';

/** One finding of a report, with what it is about. */
export interface ToldFinding {
  readonly finding: Finding;
  /** Present where the team has accepted it. */
  readonly accepted?: Omit<AcceptedFinding, 'finding'>;
  /** Present where it is known already. */
  readonly known?: KnownFinding['from'];
  /** The same in the next run, on another machine and after lines have moved: what baselines and forges remember. */
  readonly identity: string;
  /** Of what it is about: see `acceptanceId`. */
  readonly subject: string;
  /** The manifest it was found through: below the root where it lies there. */
  readonly project: string;
  readonly about: { readonly package: PackageReport } | { readonly hook: HookReport };
  readonly places: PackagePlaces;
}

/** Every finding of a report, the worst first, then in an order that depends on nothing but what they are. */
export function toldFindings(report: Report, root: SourceRoot): readonly ToldFinding[] {
  return report.projects
    .flatMap((project) => ofProject(project, root))
    .sort((a, b) => compareLevels(b.finding.level, a.finding.level) || byText(sortKey(a), sortKey(b)));
}

function ofProject(project: ProjectReport, root: SourceRoot): readonly ToldFinding[] {
  const { packages, hooks } = project;
  const folder = path.dirname(path.resolve(root.cwd, project.path));
  return [
    ...packages.flatMap((one) => ofOne(one, { about: { package: one }, places: one.places }, project, root)),
    ...hooks.flatMap((hook) => ofOne(hook, { about: { hook }, places: hookPlaces(hook, folder) }, project, root)),
  ];
}

function hookPlaces({ file, line, column }: HookReport, folder: string): PackagePlaces {
  const place: FilePlace = { file: path.join(folder, file), line, column, endLine: line, endColumn: column };
  return { declared: [place], locked: [] };
}

function ofOne(
  { id, findings, known, accepted }: Pick<PackageReport, 'id' | 'findings' | 'known' | 'accepted'>,
  what: Pick<ToldFinding, 'about' | 'places'>,
  { path: shown }: ProjectReport,
  root: SourceRoot,
): readonly ToldFinding[] {
  const project = shownProject(shown, root);
  const told = (finding: Finding): ToldFinding => ({
    ...what,
    ...{ finding, project, subject: id, identity: identityOf(finding, id, project) },
  });
  return [
    ...findings.map(told),
    ...known.map(({ finding, from }) => ({ ...told(finding), known: from })),
    ...accepted.map(({ finding, ...decision }) => ({ ...told(finding), accepted: decision })),
  ];
}

/** A manifest of a report as every machine knows it: below the root, where it lies there. */
export function shownProject(shown: string, root: SourceRoot): string {
  return pathBelow(root, shown) ?? path.basename(shown);
}

/** Nothing that changes while the problem stays goes in: no line, no level, no wording. */
export function identityOf({ rule, fingerprint }: Finding, subject: string, project: string): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, fingerprint, subject, project]))
    .digest('hex')
    .slice(0, 40);
}

function sortKey({ finding, subject, project, identity }: ToldFinding): string {
  return [project, subject, finding.rule, identity].join('\0');
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
