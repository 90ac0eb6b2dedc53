import { SEVERITIES, type Advisory, type Severity } from '../../model/index.js';

/** One vulnerability, as all the records that share an id or an alias tell it. */
export interface AdvisoryGroup {
  /** The id by which most people know it; the same in the next run while the same records are known. */
  readonly id: string;
  /** Best first: worst severity, then a wider known id. */
  readonly records: readonly [Advisory, ...Advisory[]];
  /** The worst that any record gives; undefined where none gives one. */
  readonly severity: Severity | undefined;
}

/**
 * Sorts advisories of several origins into vulnerabilities: the registry knows GHSA ids only, OSV adds CVE aliases,
 * the old Node.js security list has ids of its own with CVE aliases.
 */
export function groupAdvisories(advisories: readonly Advisory[]): readonly AdvisoryGroup[] {
  let groups: { ids: Set<string>; records: Advisory[] }[] = [];
  for (const advisory of advisories) {
    const ids = new Set([advisory.id, ...advisory.aliases]);
    const records = [advisory];
    const rest: typeof groups = [];
    for (const group of groups) {
      if (![...group.ids].some((id) => ids.has(id))) {
        rest.push(group);
        continue;
      }
      for (const id of group.ids) ids.add(id);
      records.unshift(...group.records);
    }
    groups = [...rest, { ids, records }];
  }
  return groups.map((group) => toGroup([...group.ids], group.records)).sort(worstFirst);
}

function toGroup(ids: readonly string[], records: readonly Advisory[]): AdvisoryGroup {
  const ordered = [...records].sort((a, b) => rank(b.severity) - rank(a.severity) || byId(a.id, b.id));
  const [first, ...others] = ordered as [Advisory, ...Advisory[]];
  return { id: [...ids].sort(byId)[0] ?? first.id, records: [first, ...others], severity: first.severity };
}

function worstFirst(a: AdvisoryGroup, b: AdvisoryGroup): number {
  return rank(b.severity) - rank(a.severity) || byId(a.id, b.id);
}

function rank(severity: Severity | undefined): number {
  return severity === undefined ? -1 : SEVERITIES.indexOf(severity);
}

/** GitHub's ids are what npm, pnpm and Dependabot show; CVE ids come next. */
const KNOWN_PREFIXES = ['GHSA-', 'CVE-'];

function byId(a: string, b: string): number {
  return prefixRank(a) - prefixRank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function prefixRank(id: string): number {
  const index = KNOWN_PREFIXES.findIndex((prefix) => id.startsWith(prefix));
  return index < 0 ? KNOWN_PREFIXES.length : index;
}
