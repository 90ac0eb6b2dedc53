import {
  isFromElsewhere,
  lockedPackageKey,
  pathStep,
  ShortestPaths,
  type DependencyGraph,
  type Importer,
  type LockEntry,
  type Resolution,
  type Subject,
  type Way,
} from '../model/index.js';
import type { JudgeScope, Project } from './engine.js';
import { comesFromRegistry, isRemote } from './entry-origin.js';
import { overriddenTo } from './overridden.js';
import { lockedEntry, lockedWords, memberOf } from './subjects.js';

/** More ways to the same package than this help nobody, and large graphs have thousands. */
const MAX_PATHS = 5;

/** Members of one project that are open at a time; each has its own ways through the graph. */
const MAX_VIEWS = 8;

/** A breath is taken after so many packages: some milliseconds of work. */
const SLICE = 100;

/** The same, where little is done with each. */
const CHEAP_SLICE = 1000;

/** Of one package; never empty. */
type Places = readonly [LockEntry, ...LockEntry[]];

/** What is worked out of a graph once, as it is the same object while the lockfile's text is the same. */
interface Known {
  /** The places of each package. */
  readonly packages: readonly Places[];
  /** From any importer, worked out when somebody wants them. */
  ways?: ShortestPaths;
  readonly views: Map<string, readonly Subject[]>;
}

/** The packages of lockfiles as subjects: the same array as long as nothing that it follows from has changed. */
export class LockedSubjects {
  readonly #known = new WeakMap<DependencyGraph, Known>();

  /**
   * By name. `brought-in`: what this manifest's lines lead to. `all`: everything but the lines' own packages, for a
   * workspace's member what its lines lead to. `locked`: everything.
   * @param lines the manifest's lines, judged at this moment
   */
  of(project: Project, lines: readonly Subject[], scope: JudgeScope): readonly Subject[] {
    const work = this.#work(project, lines, scope);
    let step = work.next();
    while (step.done !== true) step = work.next();
    return step.value;
  }

  /** The same in slices. Rejects only with the signal's reason. */
  async inSlices(
    project: Project,
    lines: readonly Subject[],
    scope: JudgeScope,
    { breathe, signal }: { readonly breathe: () => Promise<void>; readonly signal: AbortSignal },
  ): Promise<readonly Subject[]> {
    const work = this.#work(project, lines, scope);
    let step = work.next();
    while (step.done !== true) {
      await breathe();
      signal.throwIfAborted();
      step = work.next();
    }
    return step.value;
  }

  *#work(project: Project, lines: readonly Subject[], scope: JudgeScope): Generator<undefined, readonly Subject[]> {
    const { graph } = project;
    if (graph === undefined || scope === 'direct') return [];
    const known = this.#known.get(graph) ?? (yield* this.#goneThrough(graph));
    const own = scope === 'locked' ? [] : entriesOfLines(project, lines);
    const key = JSON.stringify([
      scope,
      memberOf(project),
      project.redirections,
      own.map(({ name, entry, holds }) => [name, entry.id, holds]),
    ]);
    const view = known.views.get(key) ?? (yield* subjectsOf({ project, graph, known, scope, own }));
    known.views.delete(key);
    known.views.set(key, view);
    const [oldest] = known.views.keys();
    if (known.views.size > MAX_VIEWS && oldest !== undefined) known.views.delete(oldest);
    return view;
  }

  /** Whoever asks has just told that the lines are complete, which is shown first. */
  *#goneThrough(graph: DependencyGraph): Generator<undefined, Known> {
    yield;
    const packages = yield* packagesIn(graph);
    // Somebody else may have gone through it meanwhile.
    const known = this.#known.get(graph) ?? { packages, views: new Map() };
    this.#known.set(graph, known);
    return known;
  }
}

/** A line of the manifest that the lockfile has an entry for. */
interface LockedLine {
  /** As declared. */
  readonly name: string;
  readonly entry: LockEntry;
  /** The next install leaves the entry as it is: what it brings in stays. */
  readonly holds: boolean;
}

function entriesOfLines(project: Project, lines: readonly Subject[]): readonly LockedLine[] {
  return lines.flatMap(({ dependency, resolution }) => {
    const entry = dependency === undefined ? undefined : lockedEntry(project, dependency);
    if (dependency === undefined || entry == null) return [];
    return [{ name: dependency.name, entry, holds: resolution.from === 'lockfile' || isFromElsewhere(resolution) }];
  });
}

function* packagesIn({ entries }: DependencyGraph): Generator<undefined, readonly Places[]> {
  const byPackage = new Map<string, [LockEntry, ...LockEntry[]]>();
  let gone = 0;
  for (const entry of entries.values()) {
    gone += 1;
    if (gone % CHEAP_SLICE === 0) yield;
    if (!isJudged(entry)) continue;
    const key = lockedPackageKey(entry);
    const places = byPackage.get(key);
    if (places === undefined) byPackage.set(key, [entry]);
    else places.push(entry);
  }
  return [...byPackage.values()].sort(([a], [b]) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Folders of this machine are not: nobody can tell more of one than it does itself. */
function isJudged(entry: LockEntry): boolean {
  return (entry.version !== null && comesFromRegistry(entry)) || isRemote(entry);
}

interface View {
  readonly project: Project;
  readonly graph: DependencyGraph;
  readonly known: Known;
  readonly scope: JudgeScope;
  readonly own: readonly LockedLine[];
}

function* subjectsOf({ project, graph, known, scope, own }: View): Generator<undefined, readonly Subject[]> {
  yield;
  const { redirections = [] } = project;
  const direct = new Set(own.map(({ entry }) => entry.id));
  const lines = own.filter(({ holds }) => holds);
  const importer: Importer = {
    id: memberOf(project),
    resolves: new Map(lines.map(({ name, entry }) => [name, entry.id])),
  };
  // What another member of the project brings in is shown in that member's own manifest.
  const ownWays = new ShortestPaths(graph, [importer], (entry) => entry.workspace !== true);
  const anyWays = (): ShortestPaths => (known.ways ??= new ShortestPaths(graph));
  // A member is looked at for what it brings in itself; the rest is for the workspace's root to tell.
  const isOwnMatter = scope === 'brought-in' || (scope === 'all' && importer.id !== '');
  const lineOf = new Map([...importer.resolves].reverse().map(([name, id]) => [id, name]));
  const subjectsAt = (places: Places): readonly Subject[] => {
    if (places.some(({ id }) => direct.has(id))) return [];
    const broughtIn = waysTo(places, ownWays);
    if (broughtIn.length === 0 && isOwnMatter) return [];
    const ways = broughtIn.length > 0 ? broughtIn : waysTo(places, anyWays());
    const line = lineOf.get(broughtIn[0]?.way.entries[0]?.id ?? '');
    // A lockfile that is looked at for itself holds what it holds.
    const to = scope === 'locked' ? undefined : overriddenTo(graph, places, redirections);
    return [lockedSubject(places, ways, { scope, line, to, format: graph.format })];
  };
  const subjects: Subject[] = [];
  for (const [index, places] of known.packages.entries()) {
    if (index % SLICE === 0) yield;
    subjects.push(...subjectsAt(places));
  }
  return subjects;
}

interface WayTo {
  readonly entry: LockEntry;
  readonly way: Way;
}

/** One way to each place that can be reached, the shortest first. */
function waysTo(places: Places, ways: ShortestPaths): readonly WayTo[] {
  const reached = places.flatMap((entry) => {
    const length = ways.length(entry.id);
    return length === undefined ? [] : [{ entry, length }];
  });
  const nearest = reached.length > 1 ? reached.sort((a, b) => a.length - b.length).slice(0, MAX_PATHS) : reached;
  return nearest.flatMap(({ entry }) => {
    const way = ways.to(entry.id);
    return way === undefined ? [] : [{ entry, way }];
  });
}

interface Circumstances {
  readonly scope: JudgeScope;
  /** The manifest's line that brings it in. */
  readonly line?: string;
  /** The version that an override puts in its place. */
  readonly to?: string;
  /** Of the lockfile. */
  readonly format: string;
}

function lockedSubject(places: Places, ways: readonly WayTo[], { scope, line, to, format }: Circumstances): Subject {
  const entry = ways[0]?.entry ?? places[0];
  return {
    name: entry.name,
    resolution: resolutionOf(entry, to),
    direct: scope === 'locked' && places.some(({ direct }) => direct === true),
    dev: places.every(({ dev }) => dev === true),
    locked: lockedWords(entry, entry.name, format),
    ...(places.length > 1 ? { places: places.map((place) => lockedWords(place, entry.name, format)) } : {}),
    ...(line === undefined ? {} : { broughtInBy: line }),
    paths: ways.map(pathOf),
  };
}

function resolutionOf(entry: LockEntry, to: string | undefined): Resolution {
  if (entry.version === null || !comesFromRegistry(entry)) return { from: 'nowhere', because: 'not-from-registry' };
  if (to !== undefined) return { from: 'registry', version: to, lockedVersion: entry.version };
  return { from: 'lockfile', version: entry.version };
}

/** A way too long to be told ends where it leads all the same. */
function pathOf({ entry, way: { importer, entries, omitted } }: WayTo): readonly string[] {
  const told = [importer.id || '.', ...entries.map(pathStep)];
  if (omitted === 0) return told;
  return [...told, ...(omitted === 1 ? [] : [`… ${omitted - 1} more`]), pathStep(entry)];
}
