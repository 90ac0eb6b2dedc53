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
  /** Asks for a version, range or tag of this very name; absent where the lockfile does not tell that of an edge. */
  readonly plain?: boolean;
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
  const { nodes, indexOf, tooMany } = nodesOf(raw.entries);
  const linked = nodes.map(({ edges }) => link(edges, indexOf));
  const tops = raw.importers.map(({ edges }) => link(edges, indexOf));
  const reached = reach(tops, linked, undefined);
  const without = (kind: EdgeKind): Uint8Array =>
    isUsed(kind, tops) || isUsed(kind, linked) ? reach(tops, linked, kind) : reached;
  const ways: Ways = {
    reached,
    withoutDev: without('dev'),
    withoutOptional: without('optional'),
    direct: new Set(tops.flatMap(({ targets }) => targets)),
    asked: askedBy(tops, linked),
    complete: raw.edgesAreComplete && !tooMany,
  };
  const entries = new Map<string, LockEntry>();
  const mentioned = new Int32Array(nodes.length).fill(-1);
  for (const [index, node] of nodes.entries()) {
    const dependsOn = idsOf(linked[index]?.targets ?? [], nodes, mentioned, index);
    entries.set(node.id, lockEntry(node, index, ways, dependsOn));
  }
  const importers = raw.importers.map(({ id, name, edges }): Importer => {
    const known = edges.filter((edge) => indexOf.has(edge.to));
    return { id, name, resolves: new Map(known.map((edge) => [edge.name, edge.to])) };
  });
  const { format, lockfileVersion } = raw;
  const problems = tooMany ? [...raw.problems, TOO_MANY] : raw.problems;
  return { format, lockfileVersion, importers, entries, problems };
}

interface Nodes {
  readonly nodes: readonly RawEntry[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly tooMany: boolean;
}

function nodesOf(entries: Iterable<RawEntry>): Nodes {
  const nodes: RawEntry[] = [];
  const indexOf = new Map<string, number>();
  for (const entry of entries) {
    if (nodes.length >= MAX_ENTRIES) return { nodes, indexOf, tooMany: true };
    const known = indexOf.get(entry.id) ?? nodes.length;
    if (known === nodes.length) indexOf.set(entry.id, known);
    nodes[known] = entry;
  }
  return { nodes, indexOf, tooMany: false };
}

/** Edges with the index of what each leads to, -1 where that is not there: each id is looked up once only. */
interface Linked {
  readonly edges: readonly Edge[];
  readonly targets: readonly number[];
}

function link(edges: readonly Edge[], indexOf: ReadonlyMap<string, number>): Linked {
  if (edges.length === 0) return UNLINKED;
  return { edges, targets: edges.map(({ to }) => indexOf.get(to) ?? -1) };
}

/** Most packages need no other. */
const UNLINKED: Linked = Object.freeze({ edges: [], targets: [] });

/** Which entries are reached, by index, and in which way. */
interface Ways {
  /** 1 where it is so. */
  readonly reached: Uint8Array;
  readonly withoutDev: Uint8Array;
  readonly withoutOptional: Uint8Array;
  readonly direct: ReadonlySet<number>;
  readonly asked: Uint8Array;
  readonly complete: boolean;
}

/** Written out field by field: copying thousands of entries with `...` took most of the time of reading a lockfile. */
function lockEntry(raw: RawEntry, index: number, ways: Ways, dependsOn: readonly string[]): LockEntry {
  const reached = ways.reached[index] === 1;
  return {
    id: raw.id,
    name: raw.name,
    alias: raw.alias,
    version: raw.version,
    resolved: raw.resolved,
    integrity: raw.integrity,
    dev: flag(reached && ways.withoutDev[index] === 0),
    optional: flag(reached && ways.withoutOptional[index] === 0),
    direct: flag(ways.direct.has(index)),
    workspace: raw.workspace,
    link: raw.link,
    localDir: raw.localDir,
    folder: raw.folder,
    bundled: raw.bundled,
    unreachable: flag(!reached && ways.complete),
    askedPlainly: flag(raw.askedPlainly ?? ways.asked[index] === PLAINLY),
    hasInstallScript: raw.hasInstallScript,
    deprecated: raw.deprecated,
    span: raw.span,
    needsSpan: raw.needsSpan,
    dependsOn,
  };
}

/** What is not so is left out. */
function flag(value: boolean): true | undefined {
  return value || undefined;
}

/** Each once: an alias beside the name itself leads to the same entry. @param mentioned who mentioned it last */
function idsOf(
  targets: readonly number[],
  nodes: readonly RawEntry[],
  mentioned: Int32Array,
  by: number,
): readonly string[] {
  if (targets.length === 0) return NOTHING;
  let count = 0;
  for (const target of targets) {
    if (target < 0 || mentioned[target] === by) continue;
    mentioned[target] = by;
    count += 1;
  }
  const all = count === targets.length ? targets : [...new Set(targets)].filter((target) => target >= 0);
  // An array that grows takes room for many at once.
  return all.map((target) => nodes[target]?.id ?? '');
}

const NOTHING: readonly string[] = Object.freeze([]);

/** What an edge makes of the entry that it leads to. */
const PLAINLY = 1;
const BY_OTHER_WORDS = 2;

/** For each entry whether anybody asks for it plainly, and whether anybody does not. */
function askedBy(tops: readonly Linked[], linked: readonly Linked[]): Uint8Array {
  const asked = new Uint8Array(linked.length);
  for (const { edges, targets } of [...tops, ...linked]) {
    for (const [at, edge] of edges.entries()) {
      const target = targets[at] ?? -1;
      if (target >= 0) asked[target] = (asked[target] ?? 0) | (edge.plain === true ? PLAINLY : BY_OTHER_WORDS);
    }
  }
  return asked;
}

function isUsed(kind: EdgeKind, linked: readonly Linked[]): boolean {
  return linked.some(({ edges }) => edges.some((edge) => edge.kind === kind));
}

/** Everything that can be reached from the importers without an edge of one kind. */
function reach(tops: readonly Linked[], linked: readonly Linked[], leftOut: EdgeKind | undefined): Uint8Array {
  const reached = new Uint8Array(linked.length);
  const open: Linked[] = [...tops];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    // Counted: this is the innermost loop of reading a lockfile.
    for (let at = 0; at < one.targets.length; at += 1) {
      const target = one.targets[at] ?? -1;
      const next = linked[target];
      if (next === undefined || reached[target] === 1 || one.edges[at]?.kind === leftOut) continue;
      reached[target] = 1;
      open.push(next);
    }
  }
  return reached;
}
