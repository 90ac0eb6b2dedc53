import semver from 'semver';
import type { Advisory, AffectedRange, MalwareRecord } from '../../../model/index.js';
import type { OsvRecord } from '../osv/osv-record.js';

/** GitHub's ids are the ones that npm advisories are best known by. */
const PRIMARY_ID = 'GHSA-';

/**
 * One name's advisories from several lists, the best list first, each problem once:
 * - the same id in two lists is one advisory, with the affected versions of the better list;
 * - an advisory under another kind of id that shares an alias with one of a better list becomes an alias of that.
 *
 * Two GHSA ids stay two advisories even where they share a CVE: lodash's GHSA-35jh-r3h4-6jhm is fixed in 4.17.21,
 * GHSA-r5fr-rjxr-66jc names the same CVE and is not.
 */
export function mergeAdvisories(lists: readonly (readonly Advisory[])[]): readonly Advisory[] {
  let kept: readonly Advisory[] = [];
  for (const list of lists) {
    const better = kept;
    for (const advisory of list) {
      const same = kept.find(({ id }) => id === advisory.id);
      const others = advisory.id.startsWith(PRIMARY_ID) ? [] : better.filter((known) => sharesAlias(known, advisory));
      if (same !== undefined) kept = kept.map((known) => (known === same ? withMore(known, advisory) : known));
      else if (others.length > 0)
        kept = kept.map((known) => (others.includes(known) ? withMore(known, advisory) : known));
      else kept = [...kept, advisory];
    }
  }
  return kept;
}

function sharesAlias(a: Advisory, b: Advisory): boolean {
  const ids = [b.id, ...b.aliases];
  return ids.includes(a.id) || a.aliases.some((alias) => ids.includes(alias));
}

function withMore(base: Advisory, more: Advisory): Advisory {
  const aliases = new Set([...base.aliases, more.id, ...more.aliases]);
  aliases.delete(base.id);
  const severity = base.severity ?? more.severity;
  const cvss = base.cvss ?? more.cvss;
  const cwes = base.cwes ?? more.cwes;
  const summary = base.summary === base.id ? more.summary : base.summary;
  const rating = { ...(severity !== undefined && { severity }), ...(cvss && { cvss }), ...(cwes && { cwes }) };
  return { ...base, summary, aliases: [...aliases], ...rating };
}

/** What one malware record says of one name. Versions and stretches both count, so they can be two records of one id. */
export function malwareOf(record: OsvRecord, name: string, source: string): readonly MalwareRecord[] {
  const { id, url, versions = [], ranges = [] } = record.packages.get(name) ?? { id: record.id, url: undefined };
  const shared = { id, sources: [source], ...(url !== undefined && { url }) };
  if (ranges.some(isEverything)) return [{ ...shared, affects: '*' }];
  const range = ranges.map(asSemverRange).join(' || ');
  return [
    ...(semver.validRange(range) !== null && ranges.length > 0 ? [{ ...shared, affects: { range } }] : []),
    ...(versions.length > 0 ? [{ ...shared, affects: versions }] : []),
  ];
}

function isEverything({ introduced, fixed, lastAffected }: AffectedRange): boolean {
  return introduced === '0' && fixed === undefined && lastAffected === undefined;
}

/** `>=1.95.6 <1.95.8`: the notation of the row lists, so that both can be compared. */
function asSemverRange({ introduced, fixed, lastAffected }: AffectedRange): string {
  const parts = [
    ...(introduced === '0' ? [] : [`>=${introduced}`]),
    ...(fixed === undefined ? [] : [`<${fixed}`]),
    ...(lastAffected === undefined ? [] : [`<=${lastAffected}`]),
  ];
  return parts.join(' ');
}
