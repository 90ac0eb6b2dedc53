import { overviewOf, withOverview, type Packument, type ReleaseOverview } from '../../../model/index.js';
import { bufferOver } from '../../../platform/buffer-over.js';
import { bareRecord, objectOf, parseJson, stringRecordOf } from '../json.js';
import { rowOf, tarballPrefixOf } from './version-row.js';
import { VersionRows } from './version-rows.js';
import { versionsOnDemand } from './versions-on-demand.js';

/**
 * Part of the cache key: raise it whenever the text changes, or what the reader takes from a document does.
 * Older entries are then never found.
 */
export const PACKUMENT_CODEC = 12;

const LINE_END = 0x0a;

/** The first line, which says what is known of all versions. */
interface Index {
  readonly head: Omit<Packument, 'versions'>;
  readonly overview: ReleaseOverview;
  readonly tarballPrefix: string;
  /** Of the lines that follow, in bytes: the names of the versions, what these share, then each version. */
  readonly length: number;
}

/** Lines of JSON, of about a sixth of the registry's own document. */
export function encodePackument(packument: Packument): Buffer {
  const { versions, ...head } = packument;
  const shared: unknown[] = [];
  const places = new Map<string, number>();
  const place = (value: unknown): number => {
    // Most are texts; no other JSON begins with a quotation mark.
    const key = typeof value === 'string' ? `"${value}` : JSON.stringify(value);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, shared.length);
    return shared.push(value) - 1;
  };
  const all = Object.values(versions);
  const tarballPrefix = tarballPrefixOf(all);
  const rows = all.map((facts) => rowOf(facts, tarballPrefix, place));
  const names = all.map(({ version }) => version);
  const rest = Buffer.from([names, shared, ...rows].map((line) => `${JSON.stringify(line)}\n`).join(''));
  const index: Index = { head, overview: overviewOf(packument), tarballPrefix, length: rest.length };
  return Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), rest]);
}

/**
 * Undefined where the bytes are not those of `encodePackument`. Most versions are never looked at, so each is parsed when that
 * happens; equal values of many are one object in memory.
 */
export function decodePackument(bytes: Uint8Array): Packument | undefined {
  const buffer = bufferOver(bytes);
  const rowsAt = buffer.indexOf(LINE_END) + 1;
  const index = indexOf(parseJson(buffer.toString('utf8', 0, rowsAt)));
  if (index?.length !== buffer.length - rowsAt) return undefined;
  const { head, overview, tarballPrefix } = index;
  const { unpublished } = head;
  const packument: Packument = {
    ...head,
    distTags: stringRecordOf(head.distTags, Infinity) ?? bareRecord<string>(),
    versions: versionsOnDemand(new VersionRows(buffer, rowsAt, tarballPrefix)),
    ...(unpublished && { unpublished: Object.assign(bareRecord<number>(), unpublished) }),
  };
  return withOverview(packument, overview);
}

function indexOf(json: unknown): Index | undefined {
  const { head, overview, tarballPrefix, length } = objectOf(json) ?? {};
  const isWhole =
    objectOf(head) !== undefined &&
    objectOf(overview) !== undefined &&
    typeof tarballPrefix === 'string' &&
    typeof length === 'number';
  return isWhole ? (json as Index) : undefined;
}
