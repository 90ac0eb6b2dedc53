import type { Advisory, AffectedRange, Cvss, Severity } from '../../../model/index.js';
import { arrayOf, objectOf, stringsOf, textOf } from '../json.js';
import type { JsonObject } from '../json.js';
import { cvssOfOsv, cwesOf, ratingOf, severityOfScore } from '../cvss.js';
import { stretchesOf } from './osv-events.js';

/** A live OSV record, reduced to what it says of npm packages. */
export interface OsvRecord {
  readonly id: string;
  /** ISO 8601, as written. */
  readonly modified?: string;
  /** `MAL-…`: what it lists was published to do harm. The advisories say so too. */
  readonly malware: boolean;
  /** One advisory a package name. Empty where the record names no npm package. */
  readonly packages: ReadonlyMap<string, Advisory>;
}

/** Ids end up in URLs and file keys, so only the characters that the OSV databases use. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;
export function isOsvId(id: unknown): id is string {
  return typeof id === 'string' && ID.test(id);
}

const MAX_SUMMARY_LENGTH = 500;
const MAX_NAME_LENGTH = 300;
const MAX_VERSION_LENGTH = 256;

/**
 * Reads one record of the OSV schema (https://ossf.github.io/osv-schema/), of any source. Never throws.
 * `withdrawn` where its publisher has taken it back: it must not be used (react has such malware records).
 * Undefined where it is not an OSV record at all.
 *
 * What it does not do is guess: another ecosystem's entry is left out even where the name looks like npm's, and an
 * entry without versions and without ranges affects nothing.
 */
export function readOsvRecord(json: unknown): OsvRecord | 'withdrawn' | undefined {
  const record = objectOf(json);
  const id = record?.id;
  if (record === undefined || !isOsvId(id)) return undefined;
  if (textOf(record.withdrawn, 100) !== undefined) return 'withdrawn';
  const malware = id.startsWith('MAL-');
  const shared = {
    id,
    aliases: stringsOf(record.aliases, 100).filter((alias) => isOsvId(alias) && alias !== id),
    summary: summaryOf(record) ?? id,
    url: osvUrl(id),
    ...(malware ? { malware: true as const } : {}),
  };
  const packages = new Map<string, Advisory>();
  for (const [name, { cvss, ...extent }] of extentsOf(record))
    packages.set(name, { ...shared, ...rated(record, cvss), ...extent });
  return { id, modified: textOf(record.modified, 100), malware, packages };
}

/** @param own of the package, which counts for the record's */
function rated(record: JsonObject, own: Cvss | undefined): Pick<Advisory, 'severity' | 'cvss' | 'cwes'> {
  const cvss = own ?? cvssOfOsv(record.severity);
  const severity = labelOf(record) ?? severityOfScore(cvss?.score);
  return { severity, ...ratingOf(cvss, cwesOf(objectOf(record.database_specific)?.cwe_ids)) };
}

/** The page where a person can read the record. */
export function osvUrl(id: string): string {
  const page = id.startsWith('GHSA-') ? 'https://github.com/advisories/' : 'https://osv.dev/vulnerability/';
  return page + encodeURIComponent(id);
}

/** Some records have no summary; the first line of the details then says what it is about. */
function summaryOf(record: JsonObject): string | undefined {
  const details = textOf(record.details, 10_000);
  const firstLine = details?.split(/\r?\n/).find((line) => /\w/.test(line));
  return textOf(record.summary, MAX_SUMMARY_LENGTH) ?? textOf(firstLine, MAX_SUMMARY_LENGTH);
}

const LABELS: Readonly<Record<string, Severity>> = Object.freeze({
  low: 'low',
  moderate: 'moderate',
  medium: 'moderate',
  high: 'high',
  critical: 'critical',
});

/** The publisher's label. `severity` itself holds only vectors and is empty in many GitHub records that have a label. */
function labelOf(record: JsonObject): Severity | undefined {
  const label = textOf(objectOf(record.database_specific)?.severity, 20)?.toLowerCase();
  return label !== undefined && Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
}

interface Extent {
  /** Packages of one record can be rated apart. */
  readonly cvss?: Cvss;
  readonly versions?: readonly string[];
  readonly ranges?: readonly AffectedRange[];
}

/** One package can have several `affected` entries, one a release line: together they are what is affected. */
function extentsOf(record: JsonObject): ReadonlyMap<string, Extent> {
  const extents = new Map<string, Extent>();
  for (const entry of arrayOf(record.affected).map(objectOf)) {
    const name = npmNameOf(entry?.package);
    if (entry === undefined || name === undefined) continue;
    extents.set(
      name,
      joined(extents.get(name), {
        versions: stringsOf(entry.versions, MAX_VERSION_LENGTH),
        ranges: arrayOf(entry.ranges).flatMap(rangesOf),
        cvss: cvssOfOsv(entry.severity),
      }),
    );
  }
  return extents;
}

function npmNameOf(subject: unknown): string | undefined {
  const { ecosystem, name } = objectOf(subject) ?? {};
  const usable = ecosystem === 'npm' && typeof name === 'string' && name !== '' && name.length <= MAX_NAME_LENGTH;
  return usable ? name : undefined;
}

function joined(earlier: Extent = {}, { versions = [], ranges = [], cvss = earlier.cvss }: Extent): Extent {
  const allVersions = new Set([...(earlier.versions ?? []), ...versions]);
  const allRanges = [...(earlier.ranges ?? []), ...ranges];
  return {
    ...(allVersions.size > 0 ? { versions: [...allVersions] } : {}),
    ...(allRanges.length > 0 ? { ranges: allRanges } : {}),
    ...(cvss && { cvss }),
  };
}

/** GitHub writes ECOSYSTEM, OSSF writes SEMVER; for npm they mean the same. GIT ranges name commits, not versions. */
function rangesOf(range: unknown): readonly AffectedRange[] {
  const object = objectOf(range);
  return object?.type === 'SEMVER' || object?.type === 'ECOSYSTEM' ? stretchesOf(object.events) : [];
}
