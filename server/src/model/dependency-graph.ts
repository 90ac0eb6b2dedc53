import type { FormatProblem } from './dependency.js';
import type { Span } from './span.js';

/** One place in a lockfile's tree. The same package can have several. */
export interface LockEntry {
  /** The manager's own key, e.g. `node_modules/a/node_modules/b`. */
  readonly id: string;
  /** The real package name, also for an alias. */
  readonly name: string;
  /** The name it is installed under, where that differs from `name`. */
  readonly alias?: string;
  /** Null where the lockfile holds none (a link, a git dependency of lockfile v1). */
  readonly version: string | null;
  readonly resolved?: string;
  readonly integrity?: string;
  /** Reached only through devDependencies. */
  readonly dev?: boolean;
  /** Reached only through optionalDependencies. */
  readonly optional?: boolean;
  /** A manifest of this project names it. */
  readonly direct?: boolean;
  readonly workspace?: boolean;
  readonly link?: boolean;
  /** A folder of this machine, of a workspace or behind `file:`: no registry is ever asked about it. */
  readonly localDir?: boolean;
  /** Where the manifest of a local folder lies, relative to the lockfile; absent where that is the id itself. */
  readonly folder?: string;
  readonly bundled?: boolean;
  /** Nothing in the lockfile depends on it. */
  readonly unreachable?: boolean;
  /**
   * Whoever depends on it asks for a version, range or tag of the name it is installed under: for no alias and no
   * address. Absent where somebody asks for more, and where the lockfile does not tell.
   */
  readonly askedPlainly?: boolean;
  /** What the lockfile itself says of the package; absent means it does not say. */
  readonly hasInstallScript?: boolean;
  readonly deprecated?: string;
  /** The whole entry, from its key. */
  readonly span: Span;
  /** Where the text says what it depends on, if that is another place: under `snapshots`, for pnpm. */
  readonly needsSpan?: Span;
  /** Ids of the entries that its dependencies resolve to, in document order. */
  readonly dependsOn: readonly string[];
}

/** A project or workspace member whose manifest the lockfile covers. */
export interface Importer {
  /** Folder relative to the lockfile, `''` for its own. */
  readonly id: string;
  readonly name?: string;
  /** What each declared name resolves to: declared name → entry id. */
  readonly resolves: ReadonlyMap<string, string>;
}

/** A lockfile, as far as it can be read. */
export interface DependencyGraph {
  /** File name of the format, e.g. `package-lock.json`. */
  readonly format: string;
  readonly lockfileVersion: string;
  readonly importers: readonly Importer[];
  readonly entries: ReadonlyMap<string, LockEntry>;
  readonly problems: readonly FormatProblem[];
}

/** How an entry's step is written in a path: `name@version`, or `alias=name@version`. */
export function pathStep(entry: LockEntry): string {
  const id = entry.version === null ? entry.name : `${entry.name}@${entry.version}`;
  return entry.alias === undefined ? id : `${entry.alias}=${id}`;
}

/**
 * Steps of a way that are told. The longest shortest way in the lockfiles of real projects that were read has 8; one
 * made to be a chain of its packages would cost its length squared.
 */
export const MAX_STEPS = 50;

/** How an entry is reached. */
export interface Way {
  readonly importer: Importer;
  /** From the importer's own dependency on, each needing the next; the last is the entry itself where none is left out. */
  readonly entries: readonly LockEntry[];
  /** How many more lie between the last of these and the entry, the entry included. */
  readonly omitted: number;
}

/** One entry's place on a shortest way from an importer. */
interface Step {
  readonly importer: Importer;
  /** The entry that needs this one; undefined where the importer does. */
  readonly via: string | undefined;
  /** Entries on the way, this one included. */
  readonly length: number;
  /** The last of them that is told. */
  readonly lastTold: string;
}

/**
 * The shortest chain from an importer to each entry, found once for the whole graph or for some of its importers.
 * Importers and edges are tried in document order, so that equal lengths give the same answer each time.
 */
export class ShortestPaths {
  readonly #steps = new Map<string, Step>();
  readonly #graph: DependencyGraph;

  /** @param leadsOn false: chains end at this entry. */
  constructor(
    graph: DependencyGraph,
    importers: readonly Importer[] = graph.importers,
    leadsOn: (entry: LockEntry) => boolean = () => true,
  ) {
    this.#graph = graph;
    for (const importer of importers) {
      for (const id of importer.resolves.values()) this.#visit(id, importer, undefined);
    }
    // A Map's iteration also visits what is added while it runs: what is nearest comes first.
    for (const [id, { importer }] of this.#steps) {
      const entry = graph.entries.get(id);
      if (entry === undefined || !leadsOn(entry)) continue;
      for (const child of entry.dependsOn) this.#visit(child, importer, id);
    }
  }

  /** Undefined where nothing leads there. */
  to(id: string): Way | undefined {
    const last = this.#steps.get(id);
    if (last === undefined) return undefined;
    const entries: LockEntry[] = [];
    for (let at: string | undefined = last.lastTold; at !== undefined; at = this.#steps.get(at)?.via) {
      const entry = this.#graph.entries.get(at);
      if (entry !== undefined) entries.push(entry);
    }
    return { importer: last.importer, entries: entries.reverse(), omitted: last.length - entries.length };
  }

  /** How many entries the way there has, the entry itself included; undefined where nothing leads there. */
  length(id: string): number | undefined {
    return this.#steps.get(id)?.length;
  }

  #visit(id: string, importer: Importer, via: string | undefined): void {
    if (this.#steps.has(id) || !this.#graph.entries.has(id)) return;
    const before = via === undefined ? undefined : this.#steps.get(via);
    const length = (before?.length ?? 0) + 1;
    const lastTold = length > MAX_STEPS ? (before?.lastTold ?? id) : id;
    this.#steps.set(id, { importer, via, length, lastTold });
  }
}
