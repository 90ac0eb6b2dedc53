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
  /** What the lockfile itself says of the package; absent means it does not say. */
  readonly hasInstallScript?: boolean;
  readonly deprecated?: string;
  /** The whole entry, from its key. */
  readonly span: Span;
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

/** No real tree is nearly as deep; a lockfile made to be a chain of its entries would cost its length squared. */
const MAX_STEPS = 500;

/** One entry's parent on a shortest way from an importer; an importer's own entries have `via: undefined`. */
interface Step {
  readonly importer: Importer;
  readonly via: string | undefined;
}

/**
 * The shortest chain from an importer to each entry, found once for the whole graph.
 * Importers and edges are tried in document order, so that equal lengths give the same answer each time.
 */
export class ShortestPaths {
  readonly #steps = new Map<string, Step>();
  readonly #graph: DependencyGraph;

  constructor(graph: DependencyGraph) {
    this.#graph = graph;
    let frontier: string[] = [];
    for (const importer of graph.importers) {
      for (const id of importer.resolves.values()) this.#visit(id, { importer, via: undefined }, frontier);
    }
    while (frontier.length > 0) {
      const next: string[] = [];
      for (const id of frontier) this.#expand(id, next);
      frontier = next;
    }
  }

  /** Entries from the importer's own dependency to `id`, both included; undefined where nothing leads there. */
  to(id: string): { readonly importer: Importer; readonly entries: readonly LockEntry[] } | undefined {
    const last = this.#steps.get(id);
    if (last === undefined) return undefined;
    const entries: LockEntry[] = [];
    for (
      let at: string | undefined = id;
      at !== undefined && entries.length < MAX_STEPS;
      at = this.#steps.get(at)?.via
    ) {
      const entry = this.#graph.entries.get(at);
      if (entry !== undefined) entries.unshift(entry);
    }
    return { importer: last.importer, entries };
  }

  #expand(id: string, next: string[]): void {
    const step = this.#steps.get(id);
    const entry = this.#graph.entries.get(id);
    if (step === undefined || entry === undefined) return;
    for (const child of entry.dependsOn) this.#visit(child, { importer: step.importer, via: id }, next);
  }

  #visit(id: string, step: Step, frontier: string[]): void {
    if (this.#steps.has(id) || !this.#graph.entries.has(id)) return;
    this.#steps.set(id, step);
    frontier.push(id);
  }
}
