import type { Advisory, MalwareRecord } from '../../../model/index.js';
import type { IntelligenceContent } from './intelligence-compiler.js';
import type { IntelligenceOrigin } from './intelligence-format.js';
import {
  linesOf,
  readMalwareRows,
  readPopularNames,
  readWorkingGroupAdvisories,
  recordsOfRows,
  type MalwareRow,
} from './intelligence-lists.js';
import { malwareOf, mergeAdvisories } from './intelligence-merge.js';
import type { NameRecords } from './intelligence-records.js';
import { arrayOf, objectOf, parseJson, textOf } from '../json.js';
import { readOsvRecord, type OsvRecord } from '../osv/osv-record.js';

/** The source lists, as the texts of their files. */
export interface IntelligenceLists {
  /** Whole OSV records, one a line: advisories and malware. */
  readonly osvRecords: string;
  /** OSV-like records derived from another list, under the same ids. */
  readonly derivedAdvisories: string;
  readonly workingGroupAdvisories: string;
  /** `name,version,source|source`. */
  readonly malwareRows: string;
  /** Names, one a line, the most used first. */
  readonly popularNames: string;
  /** A JSON array of `IntelligenceOrigin`. */
  readonly origins: string;
}

/** Whose word a whole malware record is. */
export const MALWARE_RECORDS_FROM = 'ossf-malicious-packages';

/** Joins the lists into what is known of each name. Entries that cannot be read are left out. */
export function gatherIntelligence(lists: IntelligenceLists): IntelligenceContent {
  const origins = readOrigins(lists.origins);
  const records = liveRecords(lists.osvRecords);
  const malware = gatherMalware(records, lists.malwareRows, origins);
  // The derived list is years newer than the whole records: those still count jquery 2 into GHSA-mhpp-875w-9cpv.
  const advisories = gatherAdvisories([
    advisoriesOf(liveRecords(lists.derivedAdvisories)),
    advisoriesOf(records),
    readWorkingGroupAdvisories(lists.workingGroupAdvisories),
  ]);
  const names = new Set([...malware.keys(), ...advisories.keys()]);
  const known = [...names].map((name): [string, NameRecords] => {
    return [name, { malware: malware.get(name) ?? [], advisories: advisories.get(name) ?? [] }];
  });
  return { records: new Map(known), popular: readPopularNames(lists.popularNames), origins };
}

function liveRecords(jsonLines: string): readonly OsvRecord[] {
  return linesOf(jsonLines)
    .map((line) => readOsvRecord(parseJson(line)))
    .filter((record) => record !== undefined && record !== 'withdrawn');
}

type NamedAdvisory = readonly [name: string, advisory: Advisory];

function advisoriesOf(records: readonly OsvRecord[]): readonly NamedAdvisory[] {
  return records.filter((record) => !record.malware).flatMap((record) => [...record.packages]);
}

function gatherAdvisories(lists: readonly (readonly NamedAdvisory[])[]): ReadonlyMap<string, readonly Advisory[]> {
  const byName = new Map<string, Advisory[][]>();
  lists.forEach((list, index) => {
    for (const [name, advisory] of list) {
      const found = byName.get(name) ?? lists.map(() => []);
      byName.set(name, found);
      found[index]?.push(advisory);
    }
  });
  return new Map([...byName].map(([name, found]) => [name, mergeAdvisories(found)]));
}

function gatherMalware(
  records: readonly OsvRecord[],
  csv: string,
  origins: readonly IntelligenceOrigin[],
): ReadonlyMap<string, readonly MalwareRecord[]> {
  const whole = new Map<string, readonly MalwareRecord[]>();
  for (const record of records.filter(({ malware }) => malware)) {
    for (const name of record.packages.keys()) {
      whole.set(name, [...(whole.get(name) ?? []), ...malwareOf(record, name, MALWARE_RECORDS_FROM)]);
    }
  }
  const rows = new Map<string, MalwareRow[]>();
  for (const row of readMalwareRows(csv)) rows.set(row.name, [...(rows.get(row.name) ?? []), row]);
  const pages = new Map(origins.map(({ id, url }) => [id, url]));
  const names = new Set([...whole.keys(), ...rows.keys()]);
  return new Map(
    [...names].map((name) => {
      const known = whole.get(name) ?? [];
      return [name, [...known, ...recordsOfRows(rows.get(name) ?? [], known, (source) => pages.get(source))]];
    }),
  );
}

function readOrigins(json: string): readonly IntelligenceOrigin[] {
  return arrayOf(parseJson(json)).flatMap((item) => {
    const origin = objectOf(item);
    const field = (name: string): string => textOf(origin?.[name], 300) ?? '';
    const date = field('date');
    if (field('id') === '' || Number.isNaN(Date.parse(date))) return [];
    const [id, title, url, revision, licence] = ['id', 'title', 'url', 'revision', 'licence'].map(field);
    return [{ id, title, url, revision, date, licence } as IntelligenceOrigin];
  });
}
