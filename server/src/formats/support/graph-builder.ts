import type { DependencyGraph, FormatProblem, Importer, LockEntry } from '../../model/index.js';

/** Peer dependencies that are there are required ones; peers that are not there have no edge. */
export type EdgeKind = 'required' | 'optional' | 'dev';

/** What one entry or importer gets for a name it declares. */
export interface Edge {
  /** As declared: for an alias, the alias. */
  readonly name: string;
  /** Id of the entry. */
  readonly to: string;
  readonly kind: EdgeKind;
}

/** An entry as a lockfile states it; what follows from the graph is still missing. */
export interface RawEntry extends Omit<LockEntry, 'dev' | 'optional' | 'direct' | 'unreachable' | 'dependsOn'> {
  readonly edges: readonly Edge[];
}

export interface RawImporter extends Omit<Importer, 'resolves'> {
  readonly edges: readonly Edge[];
}

export interface RawGraph extends Pick<DependencyGraph, 'format' | 'lockfileVersion'> {
  readonly importers: readonly RawImporter[];
  /** In document order; of entries with the same id the last one counts. */
  readonly entries: Iterable<RawEntry>;
  readonly problems: readonly FormatProblem[];
  /**
   * False where the text does not tell (or no longer tells, being cut off) who depends on whom: then nothing is called
   * unreachable, since that would be a guess.
   */
  readonly edgesAreComplete: boolean;
}

/** Ten times as many as in the largest projects; a file of a hundred megabytes can hold millions of tiny ones. */
export const MAX_ENTRIES = 250_000;

const TOO_MANY: FormatProblem = Object.freeze({
  message: `This lockfile has more than ${MAX_ENTRIES / 1000} thousand packages: those after that were not read.`,
});

/** Works out what the graph says of each entry: how it is reached, and by whom it is wanted. */
export function buildGraph(raw: RawGraph): DependencyGraph {
  const byId = new Map<string, RawEntry>();
  let tooMany = false;
  for (const entry of raw.entries) {
    tooMany = byId.size >= MAX_ENTRIES;
    if (tooMany) break;
    byId.set(entry.id, entry);
  }
  const ways: Ways = {
    reached: reach(raw.importers, byId, undefined),
    withoutDev: reach(raw.importers, byId, 'dev'),
    withoutOptional: reach(raw.importers, byId, 'optional'),
    direct: new Set(raw.importers.flatMap((importer) => importer.edges.map((edge) => edge.to))),
    complete: raw.edgesAreComplete && !tooMany,
  };
  const entries = new Map<string, LockEntry>();
  for (const entry of byId.values()) entries.set(entry.id, lockEntry(entry, ways, targets(entry.edges, byId)));
  const importers = raw.importers.map(({ id, name, edges }): Importer => {
    const known = edges.filter((edge) => byId.has(edge.to));
    return { id, name, resolves: new Map(known.map((edge) => [edge.name, edge.to])) };
  });
  const { format, lockfileVersion } = raw;
  const problems = tooMany ? [...raw.problems, TOO_MANY] : raw.problems;
  return { format, lockfileVersion, importers, entries, problems };
}

/** Ids of the entries that are reached, in which way. */
interface Ways {
  readonly reached: ReadonlySet<string>;
  readonly withoutDev: ReadonlySet<string>;
  readonly withoutOptional: ReadonlySet<string>;
  readonly direct: ReadonlySet<string>;
  readonly complete: boolean;
}

/** Written out field by field: copying thousands of entries with `...` took most of the time of reading a lockfile. */
function lockEntry(raw: RawEntry, ways: Ways, dependsOn: readonly string[]): LockEntry {
  const { id } = raw;
  const reached = ways.reached.has(id);
  return {
    id,
    name: raw.name,
    alias: raw.alias,
    version: raw.version,
    resolved: raw.resolved,
    integrity: raw.integrity,
    dev: flag(reached && !ways.withoutDev.has(id)),
    optional: flag(reached && !ways.withoutOptional.has(id)),
    direct: flag(ways.direct.has(id)),
    workspace: raw.workspace,
    link: raw.link,
    localDir: raw.localDir,
    folder: raw.folder,
    bundled: raw.bundled,
    unreachable: flag(!reached && ways.complete),
    hasInstallScript: raw.hasInstallScript,
    deprecated: raw.deprecated,
    span: raw.span,
    dependsOn,
  };
}

/** What is not so is left out. */
function flag(value: boolean): true | undefined {
  return value || undefined;
}

function targets(edges: readonly Edge[], byId: ReadonlyMap<string, RawEntry>): readonly string[] {
  const known = edges.map((edge) => edge.to).filter((id) => byId.has(id));
  // Two names for one entry (an alias beside the name itself) are rare.
  return known.length > 1 ? [...new Set(known)] : known;
}

/** Everything that can be reached from the importers without an edge of one kind. */
function reach(
  importers: readonly RawImporter[],
  byId: ReadonlyMap<string, RawEntry>,
  leftOut: EdgeKind | undefined,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const follow = (edges: readonly Edge[]): void => {
    for (const { to, kind } of edges) if (kind !== leftOut) reached.add(to);
  };
  for (const importer of importers) follow(importer.edges);
  // A Set's iteration also visits what is added while it runs.
  for (const id of reached) follow(byId.get(id)?.edges ?? []);
  return reached;
}
