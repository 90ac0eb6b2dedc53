import { ShortestPaths, type DependencyGraph, type LockEntry } from './dependency-graph.js';

/** One lockfile entry, as other programs get it. Keys that are absent are false or not told. */
export interface ListedEntry {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly alias?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly direct?: boolean;
  readonly workspace?: boolean;
  readonly link?: boolean;
  readonly bundled?: boolean;
  readonly unreachable?: boolean;
  /** The importer (`.` or its folder), then a shortest chain down to this entry; empty where nothing leads here. */
  readonly path: readonly string[];
  /** Only where the chain is too long to be told: how many of its last steps the path leaves out, this entry included. */
  readonly pathOmits?: number;
}

/** All entries of a lockfile, sorted by name, version and id. */
export function listEntries(graph: DependencyGraph): readonly ListedEntry[] {
  const paths = new ShortestPaths(graph);
  return [...graph.entries.values()]
    .sort((a, b) => compare(a.name, b.name) || compare(a.version ?? '', b.version ?? '') || compare(a.id, b.id))
    .map((entry) => listed(entry, paths));
}

function listed(entry: LockEntry, paths: ShortestPaths): ListedEntry {
  const { id, name, version, alias, resolved, integrity, dev, optional, direct, workspace, link, bundled } = entry;
  const way = paths.to(id);
  const path = way === undefined ? [] : [way.importer.id || '.', ...way.entries.map(step)];
  const { unreachable } = entry;
  return {
    id,
    name,
    version,
    alias,
    resolved,
    integrity,
    dev,
    optional,
    direct,
    workspace,
    link,
    bundled,
    unreachable,
    path,
    pathOmits: way !== undefined && way.omitted > 0 ? way.omitted : undefined,
  };
}

/** `name@version`; unlike `pathStep`, which is for people, with the `@` also where no version is known. */
function step({ name, version, alias }: LockEntry): string {
  return `${alias === undefined ? '' : `${alias}=`}${name}@${version ?? ''}`;
}

/** By code units: the order does not depend on the machine's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
