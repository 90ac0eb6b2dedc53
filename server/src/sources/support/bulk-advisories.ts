import type { Advisory, Severity } from '../../model/index.js';
import { cvssOf, cwesOf, ratingOf } from './cvss.js';
import { arrayOf, objectOf, stringsOf, textOf, webUrlOf, type JsonObject } from './json.js';
import { osvUrl } from './osv/osv-record.js';

const MAX_TITLE_LENGTH = 500;
const MAX_RANGE_LENGTH = 5000;
const MAX_URL_LENGTH = 2000;

/** `unreadable`: there are some, and none of them says what it is. */
export type BulkAdvisories = readonly Advisory[] | 'unreadable';

/**
 * Reads the answer of a registry's bulk advisories endpoint: a dictionary of lists by package name, in which names
 * without advisories are missing. Undefined where it is none.
 */
export function readBulkAdvisories(json: unknown): ReadonlyMap<string, BulkAdvisories> | undefined {
  const answer = objectOf(json);
  if (answer === undefined || !Object.values(answer).every(Array.isArray)) return undefined;
  return new Map(Object.entries(answer).map(([name, entries]) => [name, advisoriesOf(entries)]));
}

/** The registry lists an advisory once a range; for the reader it is one. */
function advisoriesOf(entries: unknown): BulkAdvisories {
  const byId = new Map<string, Advisory>();
  const read = arrayOf(entries).map(advisoryOf);
  for (const advisory of read.filter((one) => one !== undefined)) {
    const earlier = byId.get(advisory.id);
    const ranges = [earlier?.semverRange, advisory.semverRange].filter((range) => range !== undefined);
    byId.set(advisory.id, { ...advisory, semverRange: ranges.join(' || ') });
  }
  const all = [...byId.values()];
  if (!read.includes(undefined)) return all;
  return all.length === 0 ? 'unreadable' : all.map((advisory) => ({ ...advisory, partial: true }));
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
    ...ratedBy(given),
    url: url ?? osvUrl(id),
    // As npm reads it: an advisory that names no range is about every version.
    semverRange: textOf(given.vulnerable_versions, MAX_RANGE_LENGTH) ?? '*',
  };
}

function ratedBy({ severity, cvss, cwe }: JsonObject): Pick<Advisory, 'severity' | 'cvss' | 'cwes' | 'partial'> {
  return {
    severity: severityOf(severity),
    ...ratingOf(cvssOf(objectOf(cvss)?.vectorString), cwesOf(cwe)),
    ...(isMistyped(severity) && { partial: true }),
  };
}

/** Told, and not in a way that anybody could read; none at all is not rated yet. */
function isMistyped(severity: unknown): boolean {
  return severity !== undefined && severity !== null && typeof severity !== 'string';
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
