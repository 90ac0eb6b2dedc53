import { compareLevels, isAtLeast, worstLevel, type Finding, type Level } from '../../model/index.js';
import { setAside, type Knowledge, type Occurrence } from '../known-findings.js';
import type { PackageReport } from '../package-report.js';
import type { ProjectReport, Report } from '../report.js';
import type { SourceRoot } from '../support/source-root.js';
import { toldFindings, type ToldFinding } from '../told-findings.js';
import type { JudgedVersion, PackageChange } from './package-change.js';

export interface BeforeAndAfter {
  /** As it was named. */
  readonly revision: string;
  /** Of the revision; the same projects. */
  readonly before: Report;
  readonly after: Report;
  /** Hooks of the repository that are what they were: see `HookReport.id`. */
  readonly sameHooks: ReadonlySet<string>;
  readonly root: SourceRoot;
}

/** Facts about a version that its successor has in common with it, however grave: the branch did not bring them. */
const INHERITED: readonly string[] = Object.freeze(['known-vulnerability', 'deprecated', 'unpinned-specifier']);

/** The report with everything set aside that the branch did not bring, and what it changes. */
export function changesSince({ revision, before, after, sameHooks, root }: BeforeAndAfter): Report {
  const knowledge = knowledgeOf(toldFindings(before, root), sameHooks);
  const report = setAside(after, knowledge, root);
  const packages = report.projects.flatMap((project) =>
    changesOf(project, before.projects.find(({ path }) => path === project.path)?.packages ?? []),
  );
  return { ...report, changes: { revision, packages: packages.sort(worstFirst) } };
}

function knowledgeOf(all: readonly ToldFinding[], sameHooks: ReadonlySet<string>): Knowledge {
  const levels = new Map<string, Level>();
  const learn = (key: string, level: Level): void => {
    levels.set(key, worstLevel([level, levels.get(key) ?? 'none']));
  };
  for (const { about, finding, identity, subject, project } of all) {
    learn(identity, finding.level);
    if ('package' in about)
      learn(problemKey({ finding, identity, subject, name: about.package.name, project }), finding.level);
  }
  return {
    from: 'revision',
    levelOf(occurrence) {
      const { finding, identity, subject } = occurrence;
      if (sameHooks.has(subject)) return finding.level;
      const inherited = isInherited(finding) ? levels.get(problemKey(occurrence)) : undefined;
      return levels.get(identity) ?? inherited;
    },
  };
}

/** New code that does something grave is new, whatever the code before it did. */
function isInherited({ rule, level }: Finding): boolean {
  return INHERITED.includes(rule) || !isAtLeast(level, 'high');
}

/** The same problem in whichever version of a package. */
function problemKey({ finding: { rule, fingerprint }, subject, name, project }: Occurrence): string {
  const rest = fingerprint.slice(rule.length + 1);
  const detail = rest.startsWith(subject) ? rest.slice(subject.length) : rest.slice(name.length);
  return JSON.stringify([project, rule, name, detail]);
}

function changesOf({ path, packages }: ProjectReport, earlier: readonly PackageReport[]): readonly PackageChange[] {
  const [was, is] = [byName(earlier), byName(packages)];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].flatMap((name) => {
    const [before, after] = [was.get(name) ?? [], is.get(name) ?? []];
    const change = changeOf(name, path, before, after);
    const isSame = change.introduced.length + change.resolved.length === 0 && idsOf(before) === idsOf(after);
    return isSame ? [] : [change];
  });
}

function changeOf(
  name: string,
  project: string,
  before: readonly PackageReport[],
  after: readonly PackageReport[],
): PackageChange {
  const old = new Set(before.map(({ id }) => id));
  const now = after.length > 0 ? after : before;
  const standing = new Set(after.flatMap((one) => allOf(one).map(({ fingerprint }) => detailOf(fingerprint, one))));
  return {
    ...{ name, project },
    kind: before.length === 0 ? 'added' : after.length === 0 ? 'removed' : 'changed',
    direct: now.some(({ direct }) => direct),
    path: now.flatMap(({ paths }) => paths.slice(0, 1))[0] ?? [],
    before: before.map(judgedVersion),
    after: after.map(judgedVersion),
    introduced: after.flatMap(({ findings }) => findings).sort((a, b) => compareLevels(b.level, a.level)),
    resolved: before.flatMap((one) =>
      one.findings.filter((finding) => !standing.has(detailOf(finding.fingerprint, one))),
    ),
    incomplete: after.some(({ id, unchecked }) => !old.has(id) && unchecked.length > 0),
  };
}

function detailOf(fingerprint: string, { id, name }: PackageReport): string {
  return fingerprint.replace(id, name);
}

function allOf({ findings, known, accepted }: PackageReport): readonly Finding[] {
  return [...findings, ...known.map(({ finding }) => finding), ...accepted.map(({ finding }) => finding)];
}

function judgedVersion(one: PackageReport): JudgedVersion {
  const { version, findings, known } = one;
  return {
    version,
    level: worstLevel([...findings, ...known.map(({ finding }) => finding)].map(({ level }) => level)),
  };
}

function byName(packages: readonly PackageReport[]): ReadonlyMap<string, readonly PackageReport[]> {
  const names = new Map<string, PackageReport[]>();
  for (const one of packages) names.set(one.name, [...(names.get(one.name) ?? []), one]);
  return names;
}

function idsOf(packages: readonly PackageReport[]): string {
  return JSON.stringify(packages.map(({ id }) => id).sort());
}

function worstFirst(a: PackageChange, b: PackageChange): number {
  return compareLevels(worstOf(b), worstOf(a)) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

function worstOf({ introduced }: PackageChange): Level {
  return worstLevel(introduced.map(({ level }) => level));
}
