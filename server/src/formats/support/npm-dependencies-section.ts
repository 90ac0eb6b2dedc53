import { phrase, type Manifest, type Span } from '../../model/index.js';
import type { Edge, EdgeKind, RawEntry, RawGraph } from './raw-graph.js';
import type { JsonReader } from './json-reader.js';
import { TOKEN } from './json-tokens.js';
import { findFrom, NodeModulesTree, type Folder } from './node-modules-tree.js';
import { declaredIn, edgesFrom, NOTHING, specialNames, type Declared } from './npm-declared.js';
import { folderEntry, memberImporters } from './npm-folder-entry.js';
import { lockedVersion, type LockedVersion } from './npm-locked-version.js';
import { isPlainRange } from './plain-range.js';

/** Nesting beyond this exists in no real lockfile, and reading is recursive. */
const MAX_DEPTH = 100;

/** One entry of `dependencies`, as written. */
export interface DependencyRecord {
  readonly name: string;
  readonly requires: string[];
  /** Of what it requires that which it asks for by an alias or an address. */
  readonly special: Set<string>;
  children: readonly DependencyRecord[];
  span: Span;
  /** The text ends inside of it. */
  cut?: boolean;
  version?: string;
  resolved?: string;
  integrity?: string;
  optional?: boolean;
  dev?: boolean;
  bundled?: boolean;
}

type ReadField = (reader: JsonReader, record: DependencyRecord, field: string, depth: number) => void;

const readText: ReadField = (reader, record, field) => {
  record[field as 'version' | 'resolved' | 'integrity'] = reader.string();
};
const readFlag: ReadField = (reader, record, field) => {
  record[field as 'optional' | 'dev' | 'bundled'] = reader.valueToken === TOKEN.true || undefined;
};

const FIELDS: ReadonlyMap<string, ReadField> = new Map([
  ...['version', 'resolved', 'integrity'].map((field) => [field, readText] as const),
  ...['optional', 'dev', 'bundled'].map((field) => [field, readFlag] as const),
  [
    'requires',
    (reader, record) => {
      if (reader.valueToken === TOKEN.openBrace) readRequires(reader, record);
    },
  ],
  [
    'dependencies',
    (reader, record, _field, depth) => {
      if (reader.valueToken === TOKEN.openBrace) record.children = readDependencies(reader, depth + 1);
    },
  ],
]);

function readRequires(reader: JsonReader, { requires, special }: DependencyRecord): void {
  reader.readObject((name) => {
    requires.push(name);
    if (!isPlainRange(reader.raw())) special.add(name);
  });
}

/** Reads the `dependencies` of lockfile version 1, which nest like the folders they describe. */
export function readDependencies(reader: JsonReader, depth = 0): readonly DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  if (depth > MAX_DEPTH) {
    reader.report(phrase('This lies too deep to be real.'), reader.keySpan);
    return [];
  }
  reader.readObject((name) => {
    const { start } = reader.keySpan;
    if (reader.valueToken !== TOKEN.openBrace) {
      reader.report(phrase('An entry of a lockfile must be an object.'), reader.keySpan);
      return;
    }
    const record: DependencyRecord = {
      name,
      requires: [],
      special: new Set(),
      children: [],
      span: { start, end: start },
    };
    record.cut = !reader.readObject((field) => FIELDS.get(field)?.(reader, record, field, depth));
    record.span = { start, end: reader.lastEnd };
    records.set(name, record);
  });
  return [...records.values()];
}

/** A record with its place in the tree. */
interface Placed {
  readonly record: DependencyRecord;
  readonly id: string;
  readonly locked: LockedVersion;
  readonly folder: Folder;
}

type Places = Map<string, Placed>;

/** Importers and entries, with the edges that node would find. What is direct only the manifest tells. */
export function dependenciesGraph(
  records: readonly DependencyRecord[],
  manifests: ReadonlyMap<string, Manifest>,
): Pick<RawGraph, 'importers' | 'entries' | 'problems'> {
  const placed: Places = new Map();
  const tree = new NodeModulesTree();
  place(records, { id: '', folder: tree.add('', undefined) }, placed, tree);
  const root = manifests.get('');
  const overridden = specialNames(root, (section) => section === 'overrides');
  const stated = [...placed.values()].map((one) => entryOf(one, placed, manifests, overridden));
  const bundled = bundledByRoot(root, stated);
  const entries = stated.map((entry) => (bundled.has(entry.id) ? { ...entry, bundled: true } : entry));
  const importers = [...memberImporters(entries)];
  if (root !== undefined) {
    importers.unshift({
      id: '',
      name: root.name,
      edges: edgesFrom(tree.add('', undefined), declaredIn(root, NOTHING), [specialNames(root)]),
    });
  }
  return { importers, entries, problems: [] };
}

/** Where records lie: under an entry with this id, in this folder as far as there is one. */
interface Parent {
  readonly id: string;
  readonly folder: Folder | undefined;
}

/** What lies under a link lies under the folder it points to. A record that was cut off only lends its name. */
function place(records: readonly DependencyRecord[], parent: Parent, placed: Places, tree: NodeModulesTree): void {
  for (const record of records) {
    const location = `${parent.id === '' ? '' : `${parent.id}/`}node_modules/${record.name}`;
    const locked = lockedVersion(record.name, record.version ?? '', record.resolved);
    const id = locked.folder ?? location;
    const isPlaced = record.cut !== true && id !== '';
    const folder = isPlaced ? addFolder(tree, parent, record.name, { location, id }) : undefined;
    if (folder !== undefined && !placed.has(id)) placed.set(id, { record, id, locked, folder });
    place(record.children, { id, folder }, placed, tree);
  }
}

const PLAIN_NAME = /^(?:@[^/]+\/)?[^/]+$/;

/** Nearly every place is in the folder before it: taking thousands of paths apart takes time. */
function addFolder(
  tree: NodeModulesTree,
  parent: Parent,
  name: string,
  { location, id }: { readonly location: string; readonly id: string },
): Folder | undefined {
  const isInParent = id === location && PLAIN_NAME.test(name);
  if (isInParent && parent.folder !== undefined) return tree.addTo(parent.folder, name, id);
  tree.add(location, id);
  return tree.add(id, id);
}

function entryOf(
  one: Placed,
  placed: Places,
  manifests: ReadonlyMap<string, Manifest>,
  overridden: ReadonlySet<string>,
): RawEntry {
  const { record, id, locked, folder } = one;
  const { span, integrity, bundled } = record;
  if (locked.folder !== undefined) {
    const declared: Declared = new Map(
      record.requires.map((name) => [name, kindOf(record, placed.get(findFrom(folder, name) ?? '')?.record)]),
    );
    const special = [overridden, record.special];
    return folderEntry({ id, span, declared, special }, manifests, manifests.get('')?.workspaces ?? [], folder);
  }
  const { name = record.name, version, resolved } = locked;
  const alias = name === record.name ? undefined : record.name;
  return { id, name, alias, version, resolved, integrity, bundled, span, edges: edgesOf(one, placed, overridden) };
}

function edgesOf({ record, folder }: Placed, placed: Places, overridden: ReadonlySet<string>): readonly Edge[] {
  const edges: Edge[] = [];
  for (const name of record.requires) {
    const to = findFrom(folder, name);
    if (to === undefined) continue;
    const plain = !overridden.has(name) && !record.special.has(name);
    edges.push({ name, to, kind: kindOf(record, placed.get(to)?.record), plain });
  }
  return edges;
}

/** `requires` does not say how; npm guesses it from what only one side is marked with, and so do we. */
function kindOf(from: DependencyRecord, to: DependencyRecord | undefined): EdgeKind {
  if (to?.optional === true && from.optional !== true) return 'optional';
  return to?.dev === true && from.dev !== true ? 'dev' : 'required';
}

/**
 * What is packed into the project's own tarball: the dependencies it bundles with all that lies under them, and what
 * those need beside them. Only the manifest tells; the lockfile marks what others bundle.
 */
function bundledByRoot(root: Manifest | undefined, entries: readonly RawEntry[]): ReadonlySet<string> {
  const named = (root?.dependencies ?? []).filter((dependency) => dependency.bundled === true);
  const tops = new Set(named.map((dependency) => `node_modules/${dependency.name}`));
  if (tops.size === 0) return tops;
  const byTop = groupByTop(entries);
  // A Set's iteration also visits what is added while it runs.
  for (const top of tops) {
    for (const { edges } of byTop.get(top) ?? []) {
      for (const { to } of edges) if (topOf(to) === to) tops.add(to);
    }
  }
  return new Set([...tops].flatMap((top) => (byTop.get(top) ?? []).map((entry) => entry.id)));
}

function groupByTop(entries: readonly RawEntry[]): ReadonlyMap<string, readonly RawEntry[]> {
  const groups = new Map<string, RawEntry[]>();
  for (const entry of entries) {
    const top = topOf(entry.id) ?? '';
    const group = groups.get(top);
    if (group === undefined) groups.set(top, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** The place directly in the project's `node_modules` under which an entry lies; undefined for any other folder. */
function topOf(id: string): string | undefined {
  return /^node_modules\/.+?(?=$|\/node_modules\/)/.exec(id)?.[0];
}
