import type { Advisory, Severity } from '../../model/index.js';
import { cvssOf, cwesOf, ratingOf } from './cvss.js';
import { arrayOf, objectOf, stringsOf, textOf, webUrlOf } from './json.js';
import { osvUrl } from './osv/osv-record.js';

const MAX_TITLE_LENGTH = 500;
const MAX_RANGE_LENGTH = 5000;
const MAX_URL_LENGTH = 2000;

/**
 * Reads the answer of a registry's bulk advisories endpoint: a dictionary of lists by package name, in which names
 * without advisories are missing. Undefined where it is none.
 */
export function readBulkAdvisories(json: unknown): ReadonlyMap<string, readonly Advisory[]> | undefined {
  const answer = objectOf(json);
  if (answer === undefined || !Object.values(answer).every(Array.isArray)) return undefined;
  return new Map(Object.entries(answer).map(([name, entries]) => [name, advisoriesOf(entries)]));
}

/** The registry lists an advisory once a range; for the reader it is one. */
function advisoriesOf(entries: unknown): readonly Advisory[] {
  const byId = new Map<string, Advisory>();
  for (const entry of arrayOf(entries)) {
    const advisory = advisoryOf(entry);
    if (advisory === undefined) continue;
    const earlier = byId.get(advisory.id);
    const ranges = [earlier?.semverRange, advisory.semverRange].filter((range) => range !== undefined);
    byId.set(advisory.id, { ...advisory, semverRange: ranges.join(' || ') });
  }
  return [...byId.values()];
}

function advisoryOf(entry: unknown): Advisory | undefined {
  const given = objectOf(entry);
  const url = webUrlOf(given?.url, MAX_URL_LENGTH);
  const id = ghsaIn(url) ?? numberedId(given?.id);
  if (given === undefined || id === undefined) return undefined;
  return {
    id,
    aliases: stringsOf(given.cves, 100),
    summary: textOf(given.title, MAX_TITLE_LENGTH) ?? id,
    severity: severityOf(given.severity),
    ...ratingOf(cvssOf(objectOf(given.cvss)?.vectorString), cwesOf(given.cwe)),
    url: url ?? osvUrl(id),
    // As npm reads it: an advisory that names no range is about every version.
    semverRange: textOf(given.vulnerable_versions, MAX_RANGE_LENGTH) ?? '*',
  };
}

/** The answer has no field for it; only the address of GitHub's page holds the id that everybody knows. */
function ghsaIn(url: string | undefined): string | undefined {
  return /\bGHSA(?:-[0-9a-z]{4}){3}\b/.exec(url ?? '')?.[0];
}

function numberedId(id: unknown): string | undefined {
  return typeof id === 'number' && Number.isSafeInteger(id) ? `npm-${id}` : undefined;
}

const LABELS: Readonly<Record<string, Severity>> = Object.freeze({
  info: 'low',
  low: 'low',
  moderate: 'moderate',
  high: 'high',
  critical: 'critical',
});

function severityOf(value: unknown): Severity | undefined {
  return typeof value === 'string' && Object.hasOwn(LABELS, value) ? LABELS[value] : undefined;
}
