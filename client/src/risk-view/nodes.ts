import type {
  RiskEvidence,
  RiskFinding,
  RiskLevel,
  RiskPackage,
  RiskProject,
} from '../../../server/src/protocol/risk-view.js';
import { RISK_LEVELS, type RiskViewOptions } from './options.js';

interface NodeBase {
  /** Stays the same while it is about the same thing, so that what is folded stays folded. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly children: readonly RiskNode[];
}

/** One item of the view. */
export type RiskNode =
  | (NodeBase & { readonly kind: 'project'; readonly uri: string; readonly level: RiskLevel | undefined })
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
): RiskTree {
  let hidden = 0;
  const roots = projects.map((project): RiskNode => {
    const shown = project.packages.filter((one) => isShown(one, options));
    hidden += project.packages.length - shown.length;
    const { uri } = project;
    return {
      // VS Code never unfolds what it has shown without anything below.
      ...{ kind: 'project', id: shown.length === 0 ? `${uri}|nothing` : uri, uri, label: nameOf(uri) },
      description: projectWords(project),
      level: worst(shown),
      children: groups(shown, { uri, options }),
    };
  });
  return { roots, hidden };
}

/** How many packages of which level there are, in words: `1 critical, 2 high`. */
export function levelCounts(packages: readonly RiskPackage[]): string {
  const counts = RISK_LEVELS.map((level) => [packages.filter((one) => one.level === level).length, level] as const);
  return counts.flatMap(([count, level]) => (count === 0 ? [] : [`${count} ${level}`])).join(', ');
}

function projectWords({ judged, incomplete, packages, progress }: RiskProject): string {
  const found = levelCounts(packages);
  const words = [
    found === '' ? `nothing at risk in ${judged} ${judged === 1 ? 'package' : 'packages'}` : found,
    ...(incomplete === 0 ? [] : [`${incomplete} not fully checked`]),
    ...(progress === undefined || progress.total === 0 ? [] : [`checking ${progress.done} of ${progress.total}`]),
  ];
  return words.join(' · ');
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
}

function groups(packages: readonly RiskPackage[], place: Place): readonly RiskNode[] {
  const byKey = new Map<string, RiskPackage[]>();
  for (const one of packages)
    for (const key of keysOf(one, place.options)) byKey.set(key, [...(byKey.get(key) ?? []), one]);
  const found = [...byKey].map(([key, group]): RiskNode & { readonly kind: 'group' } => {
    const id = `${place.uri}|${place.options.groupBy}|${key}`;
    return {
      ...{ kind: 'group', id, label: place.options.groupBy === 'level' ? capitalised(key) : key },
      level: worst(group) ?? 'low',
      description: place.options.groupBy === 'level' ? String(group.length) : levelCounts(group),
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

function packageNode(about: RiskPackage, group: string, { uri, options }: Place): RiskNode {
  const { level, findings, path, dev, line } = about;
  const id = `${group}|${line}|${titleOf(about)}`;
  const [first] = findings;
  const words = [
    ...(options.groupBy === 'level' ? [] : [level]),
    ...(first === undefined || options.groupBy === 'rule' ? [] : [first.pointer.rule]),
    ...(findings.length > 1 ? [`${findings.length} findings`] : []),
    ...(path === undefined || options.groupBy === 'dependency' ? [] : [`through ${line}`]),
    ...(dev ? ['development only'] : []),
  ];
  return {
    ...{ kind: 'package', id, uri, about, label: titleOf(about), description: words.join(' · ') },
    children: [...pathNodes(about, id, uri), ...findings.map((finding) => findingNode(finding, { about, id, uri }))],
  };
}

function pathNodes(about: RiskPackage, id: string, uri: string): readonly RiskNode[] {
  const { path } = about;
  if (path === undefined) return [];
  const label = path.join(' > ');
  return [{ kind: 'path', id: `${id}|path`, uri, about, label, description: 'the way to it', children: [] }];
}

function findingNode(
  finding: RiskFinding,
  { about, id, uri }: { readonly about: RiskPackage; readonly id: string; readonly uri: string },
): RiskNode {
  const { pointer, level, message, evidence } = finding;
  const own = `${id}|${pointer.fingerprint}`;
  return {
    ...{ kind: 'finding', id: own, uri, about, finding, label: message, description: `${level} · ${pointer.rule}` },
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

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `name@version`, or the bare name. */
export function titleOf({ name, version }: RiskPackage): string {
  return version === undefined ? name : `${name}@${version}`;
}
