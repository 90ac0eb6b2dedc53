import { phrase, type FormatProblem, type Manifest, type Span } from '../../model/index.js';
import type { EdgeKind, RawEntry, RawGraph, RawImporter } from './raw-graph.js';
import type { JsonReader } from './json-reader.js';
import { TOKEN } from './json-tokens.js';
import { readWorkspaces } from './json-values.js';
import { NodeModulesTree, type Folder } from './node-modules-tree.js';
import {
  declare,
  declaredIn,
  EDGE_SECTIONS,
  edgesFrom,
  NO_NAMES,
  NOTHING,
  specialNames,
  type Declared,
} from './npm-declared.js';
import { folderEntry, memberImporters } from './npm-folder-entry.js';
import { folderLocation } from './npm-location.js';
import { isPlainRange } from './plain-range.js';

/** One entry of `packages`, as written. */
interface PackageRecord {
  readonly location: string;
  span: Span;
  declared: Declared | undefined;
  /** Of the declared names those that ask for an alias or an address. */
  special: Set<string> | undefined;
  name: string | undefined;
  version: string | undefined;
  resolved: string | undefined;
  integrity: string | undefined;
  deprecated: string | undefined;
  link: true | undefined;
  inBundle: true | undefined;
  hasInstallScript: true | undefined;
  workspaces: readonly string[] | undefined;
}

/** The `packages` of a lockfile: location → entry. `''` is the project itself. */
export type PackageRecords = Map<string, PackageRecord>;

type ReadField = (reader: JsonReader, record: PackageRecord, field: string) => void;

const readText: ReadField = (reader, record, field) => {
  record[field as 'name' | 'version' | 'resolved' | 'integrity' | 'deprecated'] = reader.string();
};
const readFlag: ReadField = (reader, record, field) => {
  record[field as 'link' | 'inBundle' | 'hasInstallScript'] = reader.valueToken === TOKEN.true || undefined;
};
const readDeclared: ReadField = (reader, record, section) => {
  const kind = EDGE_SECTIONS.get(section);
  if (kind === undefined || reader.valueToken !== TOKEN.openBrace) return;
  // Only folders that are worked on get their devDependencies installed.
  if (kind === 'dev' && record.location.includes('node_modules/')) return;
  reader.readObject((name) => {
    declare((record.declared ??= new Map<string, EdgeKind>()), name, kind);
    if (!isPlainRange(reader.raw())) (record.special ??= new Set<string>()).add(name);
  });
};

const FIELDS: ReadonlyMap<string, ReadField> = new Map([
  ...['name', 'version', 'resolved', 'integrity', 'deprecated'].map((field) => [field, readText] as const),
  ...['link', 'inBundle', 'hasInstallScript'].map((field) => [field, readFlag] as const),
  ...[...EDGE_SECTIONS.keys()].map((section) => [section, readDeclared] as const),
  ['workspaces', (reader, record) => (record.workspaces = readWorkspaces(reader))],
]);

/** Reads the `packages` of lockfile version 2 and 3. An entry that the text does not finish is left out. */
export function readPackages(reader: JsonReader): PackageRecords {
  const records: PackageRecords = new Map();
  reader.readObject((location) => {
    const { start } = reader.keySpan;
    if (reader.valueToken !== TOKEN.openBrace) {
      reader.report(phrase('An entry of a lockfile must be an object.'), reader.keySpan);
      return;
    }
    const record = emptyRecord(location);
    const whole = reader.readObject((field) => FIELDS.get(field)?.(reader, record, field));
    record.span = { start, end: reader.lastEnd };
    if (whole) records.set(location, record);
  });
  return records;
}

/** All fields from the start: objects that grow field by field are slow to make and to read. */
function emptyRecord(location: string): PackageRecord {
  return {
    location,
    span: { start: 0, end: 0 },
    declared: undefined,
    special: undefined,
    name: undefined,
    version: undefined,
    resolved: undefined,
    integrity: undefined,
    deprecated: undefined,
    link: undefined,
    inBundle: undefined,
    hasInstallScript: undefined,
    workspaces: undefined,
  };
}

/** Importers and entries, with the edges that node would find. */
export function packagesGraph(
  records: PackageRecords,
  manifests: ReadonlyMap<string, Manifest>,
): Pick<RawGraph, 'importers' | 'entries' | 'problems'> {
  const tree = new NodeModulesTree();
  const { places, problems } = placesOf(records, tree);
  const patterns = manifests.get('')?.workspaces ?? records.get('')?.workspaces ?? [];
  const overridden = specialNames(manifests.get(''), (section) => section === 'overrides');
  const entries = places.map(({ record, folder }): RawEntry => {
    if (folder.installedAs !== undefined) return installedEntry(record, folder, folder.installedAs, overridden);
    const special = [overridden, record.special ?? NO_NAMES];
    return folderEntry({ id: record.location, ...record, special }, manifests, patterns, folder);
  });
  const root = rootImporter(records.get(''), manifests.get(''), tree.add('', undefined));
  return { importers: [root, ...memberImporters(entries)], entries, problems };
}

/** A record that is no link, and where it lies. */
interface Place {
  readonly record: PackageRecord;
  readonly folder: Folder;
}

function placesOf(
  records: PackageRecords,
  tree: NodeModulesTree,
): { readonly places: readonly Place[]; readonly problems: readonly FormatProblem[] } {
  const places: Place[] = [];
  const problems: FormatProblem[] = [];
  for (const record of records.values()) {
    if (record.location === '') continue;
    const target = linkTarget(record, records);
    const folder = tree.add(record.location, target ?? record.location);
    if (folder === undefined) problems.push({ message: phrase('This lies too deep to be real.'), span: record.span });
    else if (target === undefined) places.push({ record, folder });
  }
  return { places, problems };
}

/** Where a link leads, if the lockfile tells what is there. */
function linkTarget(record: PackageRecord, records: PackageRecords): string | undefined {
  if (record.link !== true || record.resolved === undefined) return undefined;
  const target = folderLocation(record.resolved);
  return records.has(target) ? target : undefined;
}

function rootImporter(
  record: PackageRecord | undefined,
  manifest: Manifest | undefined,
  place: Folder | undefined,
): RawImporter {
  const special = [specialNames(manifest), record?.special ?? NO_NAMES];
  const edges = edgesFrom(place, declaredIn(manifest, record?.declared ?? NOTHING), special);
  return { id: '', name: manifest?.name ?? record?.name, edges };
}

function installedEntry(
  record: PackageRecord,
  place: Folder,
  installed: string,
  overridden: ReadonlySet<string>,
): RawEntry {
  const special = record.special === undefined ? [overridden] : [overridden, record.special];
  const name = record.name || installed;
  return {
    id: record.location,
    name,
    alias: name === installed ? undefined : installed,
    version: record.version ?? null,
    resolved: record.resolved,
    integrity: record.integrity,
    link: record.link,
    bundled: record.inBundle,
    hasInstallScript: record.hasInstallScript,
    deprecated: record.deprecated,
    span: record.span,
    edges: record.declared === undefined ? [] : edgesFrom(place, record.declared, special),
  };
}
