import semver from 'semver';
import type { Advisory, MalwareRecord } from '../../../model/index.js';
import { severityOfScore } from '../cvss.js';
import { objectOf, parseJson, stringsOf, textOf, type JsonObject } from '../json.js';

/** One row of a list of malicious versions. */
export interface MalwareRow {
  readonly name: string;
  /** `*`, one exact version, or a node-semver range. */
  readonly version: string;
  readonly sources: readonly string[];
}

/**
 * Lists that give no ecosystem, so that names of other ecosystems may hide in them. Their word alone does not condemn
 * every version of a name.
 */
const UNCERTAIN_LISTS: readonly string[] = ['gensecai-shai-hulud-2'];

/**
 * Rows of `name,version,source|source`; the first line is the heading. Names and versions hold no commas or quotes, and a
 * line that does is left out rather than misread.
 */
export function readMalwareRows(csv: string): readonly MalwareRow[] {
  return linesOf(csv)
    .slice(1)
    .flatMap((line) => {
      const [name = '', version = '', source = '', ...more] = line.split(',');
      if (name === '' || !isVersionOrRange(version) || source === '' || more.length > 0 || line.includes('"'))
        return [];
      return [{ name, version, sources: source.split('|') }];
    })
    .filter((row) => row.version !== '*' || row.sources.some((source) => !UNCERTAIN_LISTS.includes(source)));
}

/** Only `*` itself says "every version": node-semver reads an empty text and `x` that way too, and a list hardly means it. */
function isVersionOrRange(version: string): boolean {
  if (version === '*' || semver.valid(version) !== null) return true;
  const range = semver.validRange(version);
  return range !== null && range !== '*';
}

/**
 * One name's rows as records: exact versions that the same lists name become one record.
 * A row that a whole record (`MAL-…`) says as well is left to that record, which has an id and a page.
 */
export function recordsOfRows(
  rows: readonly MalwareRow[],
  whole: readonly MalwareRecord[],
  pageOf: (source: string) => string | undefined,
): readonly MalwareRecord[] {
  const groups = new Map<string, { record: Omit<MalwareRecord, 'affects'>; versions: string[]; others: string[] }>();
  for (const { version, sources } of rows) {
    const first = sources[0] ?? '';
    const url = pageOf(first);
    const record = { id: first, sources, ...(url !== undefined && { url }) };
    const group = groups.get(sources.join('|')) ?? { record, versions: [], others: [] };
    groups.set(sources.join('|'), group);
    if (!whole.some((known) => says(known, version))) {
      (semver.valid(version) === null ? group.others : group.versions).push(version);
    }
  }
  return [...groups.values()].flatMap(({ record, versions, others }) => [
    ...others.map((other) => ({ ...record, affects: other === '*' ? ('*' as const) : { range: other } })),
    ...(versions.length > 0 ? [{ ...record, affects: versions.sort(semver.compareBuild) }] : []),
  ]);
}

function says({ affects }: MalwareRecord, version: string): boolean {
  if (affects === '*') return true;
  return 'range' in affects ? affects.range === version : affects.includes(version);
}

/** How the working group writes "every version so far" where nothing was fixed. */
const EVERY_VERSION_SO_FAR = '<=99.999.99999';
const MAX_NAME_LENGTH = 300;
const MAX_ID_LENGTH = 100;
const MAX_SUMMARY_LENGTH = 500;

/** Lines of JSON as the Node.js security working group's advisories were gathered: one name an advisory. */
export function readWorkingGroupAdvisories(jsonLines: string): readonly (readonly [name: string, Advisory])[] {
  return linesOf(jsonLines).flatMap((line) => {
    const record = objectOf(parseJson(line)) ?? {};
    const name = textOf(record.name, MAX_NAME_LENGTH);
    const advisory = workingGroupAdvisory(record);
    return name === undefined || advisory === undefined ? [] : [[name, advisory] as const];
  });
}

function workingGroupAdvisory(record: JsonObject): Advisory | undefined {
  const id = textOf(record.id, MAX_ID_LENGTH);
  const semverRange = unpatched(semverRangeOf(record.vulnerable_versions), record.patched_versions);
  if (id === undefined || semverRange === undefined) return undefined;
  const severity = severityOfScore(record.cvss_score);
  return {
    id,
    aliases: stringsOf(record.aliases, MAX_ID_LENGTH),
    summary: textOf(record.summary, MAX_SUMMARY_LENGTH) ?? id,
    ...(severity !== undefined && { severity }),
    url: `https://github.com/nodejs/security-wg/blob/main/vuln/npm/${id.replace(/^NSWG-ECO-/, '')}.json`,
    semverRange,
  };
}

function semverRangeOf(value: unknown): string | undefined {
  const range = textOf(value, 1000);
  if (range === undefined || semver.validRange(range) === null) return undefined;
  return range.replaceAll(' ', '') === EVERY_VERSION_SO_FAR ? '*' : range;
}

/**
 * NSWG-ECO-357 calls mqtt `>=2.0.0` vulnerable and `>=2.15.0` patched: what is both is patched, or every later release
 * would stand accused for ever.
 */
function unpatched(vulnerable: string | undefined, patched: unknown): string | undefined {
  const [, first] = /^>=\s*(\S+)$/.exec(textOf(patched, 1000) ?? '') ?? [];
  if (vulnerable === undefined || first === undefined || semver.valid(first) === null) return vulnerable;
  if (vulnerable.includes('||') || !semver.satisfies(first, vulnerable)) return vulnerable;
  return `${vulnerable} <${first}`;
}

/** Names, one a line; the place of the first mention counts. */
export function readPopularNames(text: string): readonly string[] {
  return [...new Set(linesOf(text))];
}

export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
