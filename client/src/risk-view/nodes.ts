import type {
  RiskEvidence,
  RiskFinding,
  RiskLevel,
  RiskPackage,
  RiskProject,
} from '../../../server/src/protocol/risk-view.js';
import { RISK_LEVELS, type RiskViewOptions } from './options.js';
import { levelCounts, levelTitle } from '../level-words.js';
import type { Translate } from '../../../server/src/protocol/translate.js';

interface NodeBase {
  /** Stays the same while it is about the same thing, so that what is folded stays folded. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly children: readonly RiskNode[];
}

/** One item of the view. */
export type RiskNode =
  | (NodeBase & {
      readonly kind: 'project';
      readonly uri: string;
      readonly level: RiskLevel | undefined;
      readonly isRepository: boolean;
    })
  | (NodeBase & { readonly kind: 'group'; readonly level: RiskLevel })
  | (NodeBase & { readonly kind: 'package'; readonly uri: string; readonly about: RiskPackage })
  | (NodeBase & { readonly kind: 'path'; readonly uri: string; readonly about: RiskPackage })
  | (NodeBase & {
      readonly kind: 'finding';
      readonly uri: string;
      readonly about: RiskPackage;
      readonly finding: RiskFinding;
    })
  | (NodeBase & { readonly kind: 'evidence'; readonly evidence: RiskEvidence });

export interface RiskTree {
  readonly roots: readonly RiskNode[];
  /** Packages that are left out by the options. */
  readonly hidden: number;
}

/**
 * The view's items.
 * @param nameOf how a project is called, by the address of its manifest
 */
export function riskTree(
  projects: readonly RiskProject[],
  options: RiskViewOptions,
  nameOf: (uri: string) => string,
  t: Translate,
): RiskTree {
  let hidden = 0;
  const roots = projects.map((project): RiskNode => {
    const shown = project.packages.filter((one) => isShown(one, options));
    hidden += project.packages.length - shown.length;
    const { uri } = project;
    return {
      // VS Code never unfolds what it has shown without anything below.
      ...{ kind: 'project', id: shown.length === 0 ? `${uri}|nothing` : uri, uri },
      label: project.isRepository === true ? repositoryLabel(projects, nameOf(uri), t) : nameOf(uri),
      isRepository: project.isRepository === true,
      description: projectWords(project, t),
      level: worst(shown),
      children: groups(shown, { uri, options, t }),
    };
  });
  return { roots, hidden };
}

/** With the folder's name where the window has several that do harm. */
function repositoryLabel(projects: readonly RiskProject[], name: string, t: Translate): string {
  const isOnly = projects.filter(({ isRepository }) => isRepository === true).length === 1;
  return isOnly ? t('This repository') : t('The repository {name}', { name });
}

/** How many packages of which level there are, in words. */
function countsOf(packages: readonly RiskPackage[], t: Translate): string {
  const amount = (level: RiskLevel): number => packages.filter((one) => one.level === level).length;
  const counts = { critical: amount('critical'), high: amount('high'), medium: amount('medium'), low: amount('low') };
  return levelCounts(counts, t);
}

function projectWords({ judged, incomplete, packages, progress }: RiskProject, t: Translate): string {
  const found = countsOf(packages, t);
  const { done = 0, total = 0 } = progress ?? {};
  const words = [
    found === '' ? nothingWords(judged, t) : found,
    ...(incomplete === 0 ? [] : [t('{incomplete} not fully checked', { incomplete })]),
    ...(total === 0 ? [] : [t('checking {done} of {total}', { done, total })]),
  ];
  return words.join(' · ');
}

function nothingWords(judged: number, t: Translate): string {
  return judged === 1 ? t('nothing at risk in 1 package') : t('nothing at risk in {judged} packages', { judged });
}

function isShown(about: RiskPackage, { leastLevel, filter }: RiskViewOptions): boolean {
  if (RISK_LEVELS.indexOf(about.level) > RISK_LEVELS.indexOf(leastLevel)) return false;
  const wanted = filter.trim().toLowerCase();
  const { findings, line, path = [] } = about;
  const texts = [titleOf(about), line, ...path, ...findings.flatMap(({ pointer, message }) => [pointer.rule, message])];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

interface Place {
  readonly uri: string;
  readonly options: RiskViewOptions;
  readonly t: Translate;
}

function groups(packages: readonly RiskPackage[], place: Place): readonly RiskNode[] {
  const byLevel = place.options.groupBy === 'level';
  const byKey = new Map<string, RiskPackage[]>();
  for (const one of packages)
    for (const key of keysOf(one, place.options)) byKey.set(key, [...(byKey.get(key) ?? []), one]);
  const found = [...byKey].map(([key, group]): RiskNode & { readonly kind: 'group' } => {
    const id = `${place.uri}|${place.options.groupBy}|${key}`;
    const level = worst(group) ?? 'low';
    return {
      ...{ kind: 'group', id, label: byLevel ? levelTitle(level, place.t) : key },
      level,
      description: byLevel ? String(group.length) : countsOf(group, place.t),
      children: inOrder(group, place.options).map((one) => packageNode(one, id, place)),
    };
  });
  const byName = place.options.sortBy === 'name' && place.options.groupBy !== 'level';
  return found.sort((a, b) => (byName ? 0 : compare(a.level, b.level)) || a.label.localeCompare(b.label));
}

/** A package stands under each of its rules. */
function keysOf({ level, line, findings }: RiskPackage, { groupBy }: RiskViewOptions): readonly string[] {
  if (groupBy === 'level') return [level];
  return groupBy === 'dependency' ? [line] : [...new Set(findings.map(({ pointer }) => pointer.rule))];
}

function inOrder(packages: readonly RiskPackage[], { sortBy }: RiskViewOptions): readonly RiskPackage[] {
  return [...packages].sort((a, b) => {
    return (sortBy === 'name' ? 0 : compare(a.level, b.level)) || titleOf(a).localeCompare(titleOf(b));
  });
}

function packageNode(about: RiskPackage, group: string, { uri: own, options, t }: Place): RiskNode {
  const uri = about.uri ?? own;
  const { level, findings, path, dev, line } = about;
  const id = `${group}|${line}|${titleOf(about)}`;
  const [first] = findings;
  const words = [
    ...(options.groupBy === 'level' ? [] : [levelTitle(level, t)]),
    ...(first === undefined || options.groupBy === 'rule' ? [] : [first.pointer.rule]),
    ...(findings.length > 1 ? [t('{amount} findings', { amount: findings.length })] : []),
    ...(path === undefined || options.groupBy === 'dependency' ? [] : [t('through {line}', { line })]),
    ...(dev ? [t('development only')] : []),
  ];
  return {
    ...{ kind: 'package', id, uri, about, label: titleOf(about), description: words.join(' · ') },
    children: [
      ...pathNodes({ about, id, uri, t }),
      ...findings.map((finding) => findingNode(finding, { about, id, uri, t })),
    ],
  };
}

interface PackagePlace {
  readonly about: RiskPackage;
  readonly id: string;
  readonly uri: string;
  readonly t: Translate;
}

function pathNodes({ about, id, uri, t }: PackagePlace): readonly RiskNode[] {
  const { path } = about;
  if (path === undefined) return [];
  const label = path.join(' > ');
  return [{ kind: 'path', id: `${id}|path`, uri, about, label, description: t('the way to it'), children: [] }];
}

function findingNode(finding: RiskFinding, { about, id, uri, t }: PackagePlace): RiskNode {
  const { pointer, level, message, evidence } = finding;
  const own = `${id}|${pointer.fingerprint}`;
  return {
    ...{
      kind: 'finding',
      id: own,
      uri,
      about,
      finding,
      label: message,
      description: `${levelTitle(level, t)} · ${pointer.rule}`,
    },
    children: evidence.map((one, index): RiskNode => {
      return { kind: 'evidence', id: `${own}|${index}`, label: one.label, evidence: one, children: [] };
    }),
  };
}

function worst(packages: readonly RiskPackage[]): RiskLevel | undefined {
  return RISK_LEVELS.find((level) => packages.some((one) => one.level === level));
}

/** Negative where `a` is worse. */
function compare(a: RiskLevel, b: RiskLevel): number {
  return RISK_LEVELS.indexOf(a) - RISK_LEVELS.indexOf(b);
}

/** `name@version`, or the bare name. */
export function titleOf({ name, version }: RiskPackage): string {
  return version === undefined ? name : `${name}@${version}`;
}
