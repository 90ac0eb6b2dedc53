import type { Packument, VersionFacts } from '../../../model/index.js';
import { arrayOf, bareRecord, objectOf, parseJson, stringRecordOf } from '../json.js';

/**
 * Part of the cache key: raise it whenever the text changes, or what the reader takes from a document does.
 * Older entries are then never found.
 */
export const PACKUMENT_CODEC = 9;

/** Its values repeat from version to version (engines, peers, description), so rows point into one list of them. */
type Pointer = number | null;
type Row = readonly [
  version: string,
  publishedAt: number | null,
  integrity: string | null,
  shasum: string | null,
  /** 1: the shared prefix, the version and `.tgz`, as nearly always. */
  tarball: string | 1 | null,
  hasInstallScript: boolean | null,
  deprecated: Pointer,
  installScripts: Pointer,
  engines: Pointer,
  peerDependencies: Pointer,
  description: Pointer,
  declares: Pointer,
  publisher: Pointer,
  provenance: Pointer,
  maintainers: Pointer,
  license: Pointer,
  repository: Pointer,
  signingKeys: Pointer,
  signatures: string | null,
  hasShrinkwrap: boolean | null,
];

interface Content {
  readonly head: Omit<Packument, 'versions'>;
  readonly tarballPrefix: string;
  readonly shared: readonly unknown[];
  readonly rows: readonly Row[];
}

/** A text of about a sixth of the registry's own document. */
export function encodePackument({ versions, ...head }: Packument): string {
  const shared: unknown[] = [];
  const places = new Map<string, number>();
  const place = (value: unknown): Pointer => {
    if (value === undefined) return null;
    const key = JSON.stringify(value);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, shared.length);
    return shared.push(value) - 1;
  };
  const tarballPrefix = commonPrefix(Object.values(versions));
  const rows = Object.values(versions).map((facts): Row => [
    facts.version,
    facts.publishedAt ?? null,
    facts.integrity ?? null,
    facts.shasum ?? null,
    facts.tarball === `${tarballPrefix}${facts.version}.tgz` ? 1 : (facts.tarball ?? null),
    facts.hasInstallScript ?? null,
    place(facts.deprecated),
    place(facts.installScripts),
    place(facts.engines),
    place(facts.peerDependencies),
    place(facts.description),
    place(facts.declares),
    place(facts.publisher),
    place(facts.provenance),
    place(facts.maintainers),
    place(facts.license),
    place(facts.repository),
    place(facts.signingKeys),
    facts.signatures ?? null,
    facts.hasShrinkwrap ?? null,
  ]);
  const content: Content = { head, tarballPrefix, shared, rows };
  return JSON.stringify(content);
}

function commonPrefix(versions: readonly VersionFacts[]): string {
  const sample = versions.find((facts) => facts.tarball !== undefined);
  const ending = `${sample?.version ?? ''}.tgz`;
  return sample?.tarball?.endsWith(ending) === true ? sample.tarball.slice(0, -ending.length) : '';
}

/** Undefined where the text is not one of `encodePackument`. Equal values of many versions are one object in memory. */
export function decodePackument(text: string): Packument | undefined {
  const json = objectOf(parseJson(text));
  if (!Array.isArray(json?.rows) || objectOf(json.head) === undefined) return undefined;
  const content = json as unknown as Content;
  const shared = arrayOf(content.shared).map((value) => stringRecordOf(value, Infinity) ?? value);
  const versions = bareRecord<VersionFacts>();
  for (const row of content.rows) versions[row[0]] = factsOf(row, content.tarballPrefix, shared);
  const distTags = stringRecordOf(content.head.distTags, Infinity) ?? bareRecord<string>();
  const { unpublished } = content.head;
  return {
    ...content.head,
    distTags,
    versions,
    ...(unpublished && { unpublished: Object.assign(bareRecord<number>(), unpublished) }),
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function factsOf(row: Row, tarballPrefix: string, shared: readonly unknown[]): VersionFacts {
  const [version, publishedAt, integrity, shasum, tarball, hasInstallScript] = row;
  const facts: Writable<VersionFacts> = { version };
  if (publishedAt !== null) facts.publishedAt = publishedAt;
  if (integrity !== null) facts.integrity = integrity;
  if (shasum !== null) facts.shasum = shasum;
  if (tarball !== null) facts.tarball = tarball === 1 ? `${tarballPrefix}${version}.tgz` : tarball;
  if (hasInstallScript !== null) facts.hasInstallScript = hasInstallScript;
  const signatures = row[FIRST_POINTER + POINTED.length];
  if (typeof signatures === 'string') facts.signatures = signatures;
  const hasShrinkwrap = row[FIRST_POINTER + POINTED.length + 1];
  if (typeof hasShrinkwrap === 'boolean') facts.hasShrinkwrap = hasShrinkwrap;
  return point(facts, row, shared);
}

function point(facts: Writable<VersionFacts>, row: Row, shared: readonly unknown[]): VersionFacts {
  for (let index = 0; index < POINTED.length; index += 1) {
    const [field, pointer] = [POINTED[index], row[FIRST_POINTER + index]];
    if (field !== undefined && typeof pointer === 'number') facts[field] = shared[pointer] as never;
  }
  return facts;
}

/** In the order of the row, from this place on. */
const FIRST_POINTER = 6;
const POINTED = [
  ...(['deprecated', 'installScripts', 'engines', 'peerDependencies', 'description', 'declares'] as const),
  ...(['publisher', 'provenance', 'maintainers', 'license', 'repository', 'signingKeys'] as const),
] as const;
