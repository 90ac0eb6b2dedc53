import {
  overviewOf,
  withOverview,
  type Packument,
  type ReleaseOverview,
  type VersionFacts,
} from '../../../model/index.js';
import { arrayOf, bareRecord, objectOf, parseJson, stringRecordOf } from '../json.js';
import { factsOf, rowOf, tarballPrefixOf, type VersionRow } from './version-row.js';
import { versionsOnDemand } from './versions-on-demand.js';

/**
 * Part of the cache key: raise it whenever the text changes, or what the reader takes from a document does.
 * Older entries are then never found.
 */
export const PACKUMENT_CODEC = 10;

/** Of each line of JSON: the first says what is known of all versions, the second what they share, then one has each version. */
const LINES_BEFORE_ROWS = 2;

interface Index {
  readonly head: Omit<Packument, 'versions'>;
  readonly overview: ReleaseOverview;
  readonly tarballPrefix: string;
  /** In the order of the rows. */
  readonly versions: readonly string[];
}

/** A text of about a sixth of the registry's own document. */
export function encodePackument(packument: Packument): string {
  const { versions, ...head } = packument;
  const shared: unknown[] = [];
  const places = new Map<string, number>();
  const place = (value: unknown): number => {
    const key = JSON.stringify(value);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, shared.length);
    return shared.push(value) - 1;
  };
  const all = Object.values(versions);
  const tarballPrefix = tarballPrefixOf(all);
  const rows = all.map((facts) => rowOf(facts, tarballPrefix, place));
  const names = all.map(({ version }) => version);
  const index: Index = { head, overview: overviewOf(packument), tarballPrefix, versions: names };
  return [index, shared, ...rows].map((line) => JSON.stringify(line)).join('\n');
}

/**
 * Undefined where the text is not one of `encodePackument`. Most versions are never looked at, so each is parsed when that happens;
 * equal values of many are one object in memory.
 */
export function decodePackument(text: string): Packument | undefined {
  const lines = text.split('\n');
  const index = indexOf(parseJson(lines[0] ?? ''));
  if (index === undefined || lines.length !== LINES_BEFORE_ROWS + index.versions.length) return undefined;
  const { head, overview, versions } = index;
  const { unpublished } = head;
  const packument: Packument = {
    ...head,
    distTags: stringRecordOf(head.distTags, Infinity) ?? bareRecord<string>(),
    versions: versionsOnDemand(versions, rowReader(lines, index)),
    ...(unpublished && { unpublished: Object.assign(bareRecord<number>(), unpublished) }),
  };
  return withOverview(packument, overview);
}

function indexOf(json: unknown): Index | undefined {
  const { head, overview, tarballPrefix, versions } = objectOf(json) ?? {};
  const isWhole =
    objectOf(head) !== undefined &&
    objectOf(overview) !== undefined &&
    typeof tarballPrefix === 'string' &&
    Array.isArray(versions) &&
    versions.every((version) => typeof version === 'string');
  return isWhole ? (json as Index) : undefined;
}

/** Of a row that cannot be read nothing is known but that there is such a version. */
function rowReader(lines: readonly string[], { versions, tarballPrefix }: Index): (index: number) => VersionFacts {
  let shared: readonly unknown[] | undefined;
  return (index) => {
    shared ??= arrayOf(parseJson(lines[1] ?? '')).map((value) => stringRecordOf(value, Infinity) ?? value);
    const version = versions[index] ?? '';
    const row = parseJson(lines[LINES_BEFORE_ROWS + index] ?? '');
    return Array.isArray(row) ? factsOf(version, row as unknown as VersionRow, tarballPrefix, shared) : { version };
  };
}
