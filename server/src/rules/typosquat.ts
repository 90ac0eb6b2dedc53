import { scopeOf, valueOf, type Packument, type SimilarName } from '../model/index.js';
import { defineRule } from './rule.js';
import { DAY, inWords } from './support/durations.js';
import { holdsOnlyPlaceholders } from './support/placeholder.js';
import { meantNames } from './support/similar-names.js';
import { alternatives, counted, nameOf } from './support/text.js';

/** Look-alikes that do harm are found and removed within days, rarely months; after two years nobody waits for them. */
const ESTABLISHED_AFTER = 2 * 365 * DAY;

/** Somebody works on it: this many versions, and not all published in one campaign. */
const WORKED_ON_VERSIONS = 20;
const WORKED_ON_FOR = 180 * DAY;

/** Where the registry gives no dates. Removed look-alikes had one to four versions. */
const WORKED_ON_VERSIONS_WITHOUT_DATES = 5;

/** The name is one slip away from a much-used one, and nothing else speaks for the package yet. */
export const typosquat = defineRule({
  id: 'typosquat',
  title: 'Name that looks like a much-used one',
  needs: ['popularity', 'packument'],
  find({ subject, facts, now }) {
    const popularity = valueOf(facts.popularity);
    const packument = valueOf(facts.packument);
    if (popularity === undefined || packument === undefined) return [];
    const meant = meantNames(subject.name, popularity).filter((similar) => !sharesScope(subject.name, similar));
    const [first] = meant;
    if (first === undefined || isEstablished(packument, now) || holdsOnlyPlaceholders(packument)) return [];
    const names = meant.map((similar) => similar.name);
    return [
      {
        message: `${nameOf(subject)} looks like the much-used ${first.name} (${first.how}) and is ${standing(packument, now)}; did you mean ${alternatives(names)}?`,
        target: 'name',
        evidence: meant.map(({ name, how, rank }) => ({
          kind: 'metadata' as const,
          field: 'name',
          value: `${name}, place ${rank} of ${popularity.listSize} much-used names: ${how}`,
        })),
        hints: { replaceWith: names },
      },
    ];
  },
});

/** All names of a scope belong to one owner, who has no need to imitate his own. */
function sharesScope(name: string, similar: SimilarName): boolean {
  const scope = scopeOf(name);
  return scope !== undefined && scope === scopeOf(similar.name);
}

function isEstablished(packument: Packument, now: number): boolean {
  const versions = Object.values(packument.versions);
  const dates = versions.flatMap((version) => version.publishedAt ?? []);
  const first = firstPublished(packument, dates);
  if (first === undefined) return versions.length >= WORKED_ON_VERSIONS_WITHOUT_DATES;
  if (now - first >= ESTABLISHED_AFTER) return true;
  return versions.length >= WORKED_ON_VERSIONS && latest(dates, first) - first >= WORKED_ON_FOR;
}

function firstPublished(packument: Packument, dates: readonly number[]): number | undefined {
  if (packument.createdAt !== undefined) return packument.createdAt;
  return dates.length === 0 ? undefined : dates.reduce((oldest, date) => Math.min(oldest, date));
}

function latest(dates: readonly number[], first: number): number {
  return dates.reduce((newest, date) => Math.max(newest, date), first);
}

function standing(packument: Packument, now: number): string {
  const versions = Object.values(packument.versions);
  const dates = versions.flatMap((version) => version.publishedAt ?? []);
  const first = firstPublished(packument, dates);
  const count = counted(versions.length, 'version');
  return first === undefined ? `little known, with ${count}` : `${inWords(now - first)} old, with ${count}`;
}
