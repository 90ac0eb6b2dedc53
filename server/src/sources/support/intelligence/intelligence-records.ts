import type { AffectedRange, Advisory, MalwareRecord } from '../../../model/index.js';
import { SEVERITIES } from '../../../model/index.js';
import type { ByteReader, ByteWriter } from './intelligence-bytes.js';

/** Puts a text among the shared ones and tells its number. */
export type Intern = (text: string) => number;
/** The shared text of a number. */
export type TextAt = (index: number) => string;

/** What is known of one name. */
export interface NameRecords {
  readonly malware: readonly MalwareRecord[];
  readonly advisories: readonly Advisory[];
}

/** What an advisory says whatever the name that it is about. */
export type AdvisoryHead = Pick<Advisory, 'id' | 'aliases' | 'summary' | 'severity' | 'cvss' | 'cwes' | 'url'>;
/** Which versions of one name it is about. */
export type AffectedVersions = Pick<Advisory, 'versions' | 'ranges' | 'semverRange'>;

/** Ids with a year and a number are most of all ids, and a quarter of their size this way. */
const NUMBERED_IDS = ['MAL', 'CVE'] as const;
const FIRST_YEAR = 1990;

/** Pages that are found by the id alone. */
const URL_PREFIXES = [
  'https://github.com/advisories/',
  'https://osv.dev/vulnerability/',
  'https://nvd.nist.gov/vuln/detail/',
] as const;

const AFFECTS_ALL = 0;
const AFFECTS_VERSIONS = 1;
const AFFECTS_RANGE = 2;

const HAS_VERSIONS = 1;
const HAS_RANGES = 2;
const HAS_SEMVER_RANGE = 4;

const HAS_FIXED = 1;
const HAS_LAST_AFFECTED = 2;

export function writeMalware(out: ByteWriter, record: MalwareRecord, intern: Intern): void {
  out.varint(intern(record.sources.join('\n')));
  writeId(out, record.id, record.sources[0] ?? '');
  writeUrl(out, record.url ?? '', record.id);
  const { affects } = record;
  if (affects === '*') {
    out.varint(AFFECTS_ALL);
  } else if ('range' in affects) {
    out.varint(AFFECTS_RANGE);
    out.varint(intern(affects.range));
  } else {
    out.varint(AFFECTS_VERSIONS);
    writeTexts(out, affects, intern);
  }
}

export function readMalware(input: ByteReader, textAt: TextAt): MalwareRecord {
  const source = textAt(input.varint());
  const sources = source.includes('\n') ? source.split('\n') : [source];
  const id = readId(input, sources[0] ?? '');
  const url = readUrl(input, id);
  const affects = readAffects(input, textAt);
  return url === '' ? { id, affects, sources } : { id, affects, sources, url };
}

function readAffects(input: ByteReader, textAt: TextAt): MalwareRecord['affects'] {
  switch (input.varint()) {
    case AFFECTS_ALL:
      return '*';
    case AFFECTS_RANGE:
      return { range: textAt(input.varint()) };
    default:
      return readTexts(input, textAt);
  }
}

export function writeAdvisoryHead(out: ByteWriter, head: AdvisoryHead, intern: Intern): void {
  writeId(out, head.id, '');
  out.varint(head.aliases.length);
  for (const alias of head.aliases) writeId(out, alias, '');
  out.varint(head.severity === undefined ? 0 : SEVERITIES.indexOf(head.severity) + 1);
  writeRating(out, head, intern);
  writeUrl(out, head.url, head.id);
  out.text(head.summary);
}

export function readAdvisoryHead(input: ByteReader, textAt: TextAt): AdvisoryHead {
  const id = readId(input, '');
  const aliases = input.list(() => readId(input, ''));
  const severity = SEVERITIES[input.varint() - 1];
  const { cvss, cwes } = readRating(input, textAt);
  const url = readUrl(input, id);
  return headOf({ id, aliases, summary: input.text(), url, severity, cvss, cwes });
}

/**
 * Built field by field and always in the same order: to copy heads as a whole, and to add to the copy, took most of the time
 * of a look-up.
 */
function headOf({ id, aliases, summary, url, severity, cvss, cwes }: AdvisoryHead): Writable<Advisory> {
  if (severity !== undefined && cvss !== undefined && cwes !== undefined) {
    return { id, aliases, summary, url, severity, cvss, cwes };
  }
  const head: Writable<Advisory> = { id, aliases, summary, url };
  if (severity !== undefined) head.severity = severity;
  if (cvss !== undefined) head.cvss = cvss;
  if (cwes !== undefined) head.cwes = cwes;
  return head;
}

/** Scores have one digit behind the point. */
const SCORE_STEPS = 10;
const CWE_PREFIX = 'CWE-';

/** 0, or the score's steps and one more, and the vector; the numbers of the kinds of weakness. */
function writeRating(out: ByteWriter, { cvss, cwes = [] }: AdvisoryHead, intern: Intern): void {
  out.varint(cvss === undefined ? 0 : Math.round(cvss.score * SCORE_STEPS) + 1);
  if (cvss !== undefined) out.varint(intern(cvss.vector));
  out.varint(cwes.length);
  for (const cwe of cwes) out.varint(Number(cwe.slice(CWE_PREFIX.length)));
}

function readRating(input: ByteReader, textAt: TextAt): Pick<AdvisoryHead, 'cvss' | 'cwes'> {
  const steps = input.varint();
  const cvss = steps === 0 ? undefined : { score: (steps - 1) / SCORE_STEPS, vector: textAt(input.varint()) };
  const cwes = input.list(() => CWE_PREFIX + String(input.varint()));
  return { ...(cvss && { cvss }), ...(cwes.length > 0 && { cwes }) };
}

export function writeAffected(out: ByteWriter, affected: AffectedVersions, intern: Intern): void {
  const { versions = [], ranges = [], semverRange } = affected;
  out.varint(
    (versions.length > 0 ? HAS_VERSIONS : 0) |
      (ranges.length > 0 ? HAS_RANGES : 0) |
      (semverRange === undefined ? 0 : HAS_SEMVER_RANGE),
  );
  if (versions.length > 0) writeTexts(out, versions, intern);
  if (ranges.length > 0) {
    out.varint(ranges.length);
    for (const range of ranges) writeRange(out, range, intern);
  }
  if (semverRange !== undefined) out.varint(intern(semverRange));
}

/** What an advisory says of one name. Nearly all have the same fields, and are made the quickest with all of them at once. */
export function readAdvisory(input: ByteReader, textAt: TextAt, head: AdvisoryHead): Advisory {
  const has = input.varint();
  const { severity, cvss, cwes } = head;
  if (has === HAS_RANGES && severity !== undefined && cvss !== undefined && cwes !== undefined) {
    const { id, aliases, summary, url } = head;
    return { id, aliases, summary, url, severity, cvss, cwes, ranges: input.list(() => readRange(input, textAt)) };
  }
  const advisory = headOf(head);
  if (has & HAS_VERSIONS) advisory.versions = readTexts(input, textAt);
  if (has & HAS_RANGES) advisory.ranges = input.list(() => readRange(input, textAt));
  if (has & HAS_SEMVER_RANGE) advisory.semverRange = textAt(input.varint());
  return advisory;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function writeRange(out: ByteWriter, range: AffectedRange, intern: Intern): void {
  out.varint((range.fixed === undefined ? 0 : HAS_FIXED) | (range.lastAffected === undefined ? 0 : HAS_LAST_AFFECTED));
  out.varint(intern(range.introduced));
  if (range.fixed !== undefined) out.varint(intern(range.fixed));
  if (range.lastAffected !== undefined) out.varint(intern(range.lastAffected));
}

/** Each form is written out: an object that gets its fields at once is made in half the time. */
function readRange(input: ByteReader, textAt: TextAt): AffectedRange {
  const has = input.varint();
  const introduced = textAt(input.varint());
  if (has === 0) return { introduced };
  if (has === HAS_FIXED) return { introduced, fixed: textAt(input.varint()) };
  if (has === HAS_LAST_AFFECTED) return { introduced, lastAffected: textAt(input.varint()) };
  return { introduced, fixed: textAt(input.varint()), lastAffected: textAt(input.varint()) };
}

function writeTexts(out: ByteWriter, texts: readonly string[], intern: Intern): void {
  out.varint(texts.length);
  for (const text of texts) out.varint(intern(text));
}

function readTexts(input: ByteReader, textAt: TextAt): string[] {
  return input.list(() => textAt(input.varint()));
}

/** 0: as text. 1: the expected one (the name of its list). From 2: prefix, year and number. */
function writeId(out: ByteWriter, id: string, expected: string): void {
  if (id === expected) {
    out.varint(1);
    return;
  }
  const [, prefix = '', year = '', number = ''] = /^([A-Z]+)-(\d{4})-(\d{1,12})$/.exec(id) ?? [];
  const kind = NUMBERED_IDS.findIndex((known) => known === prefix);
  if (kind >= 0 && Number(year) >= FIRST_YEAR && numberedId(kind, Number(year), Number(number)) === id) {
    out.varint(kind + 2);
    out.varint(Number(year) - FIRST_YEAR);
    out.varint(Number(number));
  } else {
    out.varint(0);
    out.text(id);
  }
}

function readId(input: ByteReader, expected: string): string {
  const kind = input.varint();
  if (kind === 0) return input.text();
  if (kind === 1) return expected;
  return numberedId(kind - 2, input.varint() + FIRST_YEAR, input.varint());
}

/** CVE numbers have at least four digits. */
function numberedId(kind: number, year: number, number: number): string {
  const prefix = NUMBERED_IDS[kind] ?? '';
  return `${prefix}-${year}-${prefix === 'CVE' ? String(number).padStart(4, '0') : number}`;
}

/** 0: as text. From 1: a page that is found by the id. */
function writeUrl(out: ByteWriter, url: string, id: string): void {
  const prefix = URL_PREFIXES.findIndex((known) => url === known + id);
  out.varint(prefix + 1);
  if (prefix < 0) out.text(url);
}

function readUrl(input: ByteReader, id: string): string {
  const kind = input.varint();
  return kind === 0 ? input.text() : (URL_PREFIXES[kind - 1] ?? '') + id;
}
