import { phrase, type DependencyGraph, type FormatProblem, type Importer, type LockEntry } from '../../model/index.js';
import { EntryTable } from './entry-table.js';
import { askedPlainly, dependenciesOf, linksOf, MARK, reach, type Links } from './graph-links.js';
import type { PlaceOf, RawEntry, RawGraph } from './raw-graph.js';

/** Ten times as many as in the largest projects; a file of a hundred megabytes can hold millions of tiny ones. */
export const MAX_ENTRIES = 250_000;

const TOO_MANY: FormatProblem = Object.freeze({
  message: phrase('This lockfile has more than {count} thousand packages: those after that were not read.', {
    count: MAX_ENTRIES / 1000,
  }),
});

/** Works out what the graph says of each entry: how it is reached, and by whom it is wanted. */
export function buildGraph(raw: RawGraph): DependencyGraph {
  const { nodes, placeOf, tooMany, placesHold } = nodesOf(raw);
  const links = linksOf(nodes, placeOf, placesHold);
  const tops = linksOf(raw.importers, placeOf, placesHold);
  const entries = entriesOf(nodes, links, waysOf(tops, links, raw.edgesAreComplete && !tooMany));
  const importers = raw.importers.map(({ id, name, edges }): Importer => {
    const known = edges.filter((edge) => placeOf(edge.to) !== undefined);
    return { id, name, resolves: new Map(known.map((edge) => [edge.name, edge.to])) };
  });
  const { format, lockfileVersion } = raw;
  const problems = tooMany ? [...raw.problems, TOO_MANY] : raw.problems;
  return { format, lockfileVersion, importers, entries: new EntryTable(entries, placeOf), problems };
}

interface Nodes {
  readonly nodes: readonly RawEntry[];
  readonly placeOf: PlaceOf;
  readonly tooMany: boolean;
  /** All entries stand where they were told. */
  readonly placesHold: boolean;
}

function nodesOf({ entries, placeOf }: RawGraph): Nodes {
  const nodes: RawEntry[] = [];
  let tooMany = false;
  for (const entry of entries) {
    tooMany = nodes.length >= MAX_ENTRIES;
    if (tooMany) break;
    nodes.push(entry);
  }
  const placesHold = placeOf !== undefined && !tooMany;
  return placesHold ? { nodes, placeOf, tooMany, placesHold } : { ...placed(nodes), tooMany, placesHold };
}

/** At the place of the first one of an id stands the last one. */
function placed(all: readonly RawEntry[]): Pick<Nodes, 'nodes' | 'placeOf'> {
  const places = placesOf(all);
  // Hardly any lockfile has an entry twice, and to look for it before would cost as much as all else here.
  if (places.size < all.length) return placed([...new Map(all.map((entry) => [entry.id, entry])).values()]);
  return { nodes: all, placeOf: (id) => places.get(id) };
}

function placesOf(all: readonly RawEntry[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const { id } of all) places.set(id, places.size);
  return places;
}

/** Which entries are reached, by index, and in which way: 1 where it is so. */
interface Ways {
  readonly reached: Uint8Array;
  readonly withoutDev: Uint8Array;
  readonly withoutOptional: Uint8Array;
  readonly direct: Uint8Array;
  readonly askedPlainly: Uint8Array;
  readonly complete: boolean;
}

function waysOf(tops: Links, links: Links, complete: boolean): Ways {
  const reached = reach(tops, links, 0);
  const without = (mark: number): Uint8Array =>
    ((tops.allMarks | links.allMarks) & mark) === 0 ? reached : reach(tops, links, mark);
  return {
    reached,
    withoutDev: without(MARK.dev),
    withoutOptional: without(MARK.optional),
    direct: directOf(tops, reached.length),
    askedPlainly: askedPlainly(tops, links),
    complete,
  };
}

function directOf({ targets }: Links, count: number): Uint8Array {
  const direct = new Uint8Array(count);
  for (const target of targets) if (target >= 0) direct[target] = 1;
  return direct;
}

function entriesOf(nodes: readonly RawEntry[], links: Links, ways: Ways): readonly LockEntry[] {
  const entries = new Array<LockEntry>(nodes.length);
  const mentioned = new Int32Array(nodes.length).fill(-1);
  let index = 0;
  for (const node of nodes) {
    entries[index] = lockEntry(node, index, ways, dependenciesOf(index, links, nodes, mentioned));
    index += 1;
  }
  return entries;
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
    direct: flag(ways.direct[index] === 1),
    workspace: raw.workspace,
    link: raw.link,
    localDir: raw.localDir,
    folder: raw.folder,
    bundled: raw.bundled,
    unreachable: flag(!reached && ways.complete),
    askedPlainly: flag(raw.askedPlainly ?? ways.askedPlainly[index] === 1),
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
