import {
  inEnglish,
  isRegistrySpecifier,
  phrase,
  type DependencyGraph,
  type LockEntry,
  type RegistrySpecifier,
  type Specifier,
  type Words,
} from '../../model/index.js';
import { entriesByName, lockedFor, type EntriesByName } from './locked-choice.js';
import type { Ask, PackageReader } from './package-reader.js';
import { insideOf, redirectionOf, type Asker, type Redirection } from './redirections.js';

/** A fix that is about more packages than this is no small fix any more, and a hostile registry has no end. */
const MAX_NEW_PACKAGES = 400;

/** A line of a manifest: the importer's id in the lockfile, and the line's key. */
export interface ImporterLine {
  readonly importer: string;
  readonly key: string;
}

/** What is about to be changed in a project's files. */
export interface GraphEdit {
  /** Lines that ask for another version then; no version: they are gone. Several where they refer to a catalog. */
  readonly lines?: readonly ImporterLine[];
  readonly to?: { readonly name: string; readonly version: string };
  /** What is redirected already. The lockfile shows what came of it, so this is about new packages only. */
  readonly existing: readonly Redirection[];
  /** What the edit redirects. */
  readonly added: readonly Redirection[];
}

/** One package of the project as it would be installed. */
export interface ResolvedPackage {
  readonly name: string;
  readonly version: string;
  /** Names from the manifest's line down to this package, both included; a shortest such chain. */
  readonly way: readonly string[];
  /** Undefined: the lockfile does not hold it yet. */
  readonly entry: LockEntry | undefined;
}

export interface ReResolution {
  /** By `name@version`. */
  readonly packages: ReadonlyMap<string, ResolvedPackage>;
  /** What could not be resolved, in sentences: behind each of them anything may come along. */
  readonly unresolved: readonly Words[];
}

/** A package on the way, with all that decides what it brings in. */
interface Visit extends Asker {
  /** Undefined: it is not in the lockfile. */
  readonly entry: LockEntry | undefined;
  /** What the lockfile holds in its place until now: what that got is kept where it will do. */
  readonly before?: LockEntry;
  readonly way: readonly string[];
}

/**
 * Resolves a project anew after an edit, from its lockfile and from what registries say, as package managers do: what is
 * locked stays while it satisfies who asks for it, everything else becomes what it resolves to now.
 *
 * Where managers differ, what is locked is kept: a fix may look weaker than it is, and never stronger.
 */
export async function reResolve(graph: DependencyGraph, edit: GraphEdit, reader: PackageReader): Promise<ReResolution> {
  const walk = new Walk(graph, edit, reader);
  let level: readonly Visit[] = await walk.lines();
  while (level.length > 0) level = await walk.next(level);
  return walk.result();
}

class Walk {
  readonly #graph: DependencyGraph;
  readonly #edit: GraphEdit;
  readonly #all: readonly Redirection[];
  readonly #reader: PackageReader;
  readonly #entries: EntriesByName;
  readonly #seen = new Set<string>();
  readonly #packages = new Map<string, ResolvedPackage>();
  /** By what they are in English: each is said once. */
  readonly #unresolved = new Map<string, Words>();
  #newPackages = 0;

  constructor(graph: DependencyGraph, edit: GraphEdit, reader: PackageReader) {
    this.#graph = graph;
    this.#edit = edit;
    this.#all = [...edit.existing, ...edit.added];
    this.#reader = reader;
    this.#entries = entriesByName(graph);
  }

  result(): ReResolution {
    return { packages: this.#packages, unresolved: [...this.#unresolved.values()] };
  }

  #leave(open: Words): void {
    this.#unresolved.set(inEnglish(open), open);
  }

  /** What the manifests' own lines get. */
  async lines(): Promise<readonly Visit[]> {
    const found: Visit[] = [];
    for (const { id: importer, resolves } of this.#graph.importers) {
      for (const [key, id] of resolves) {
        const visit = await this.#line({ importer, key }, this.#graph.entries.get(id));
        if (visit !== undefined) found.push(visit);
      }
    }
    return found;
  }

  async #line({ importer, key }: ImporterLine, locked: LockEntry | undefined): Promise<Visit | undefined> {
    const { lines = [], to } = this.#edit;
    if (lines.some((line) => line.importer === importer && line.key === key)) {
      if (to === undefined) return undefined;
      const { name, version } = to;
      return this.#visit({ kind: 'version', name, version, alias: false }, locked, []);
    }
    return locked === undefined ? undefined : this.#redirected('manifest', locked, []);
  }

  /** What those of one distance bring in. */
  async next(level: readonly Visit[]): Promise<readonly Visit[]> {
    const below = await Promise.all(level.filter((visit) => this.#arrive(visit)).map((visit) => this.#below(visit)));
    return below.flat();
  }

  /** True at the first arrival: each package is looked into once for each set of redirections that hold below it. */
  #arrive({ name, version, entry, inside, way }: Visit): boolean {
    const key = JSON.stringify([entry?.id ?? [name, version], ...inside]);
    if (this.#seen.has(key)) return false;
    if (entry === undefined && this.#newPackages >= MAX_NEW_PACKAGES) {
      this.#leave(
        phrase('More than {amount} packages would be new; the others were not looked at', { amount: MAX_NEW_PACKAGES }),
      );
      return false;
    }
    this.#seen.add(key);
    if (entry === undefined) this.#newPackages += 1;
    if (version === null) return true;
    const id = `${name}@${version}`;
    if (!this.#packages.has(id)) this.#packages.set(id, { name, version, way, entry });
    return true;
  }

  async #below(visit: Visit): Promise<readonly Visit[]> {
    const asker = { ...visit, inside: insideOf(this.#all, visit) };
    const below = await (visit.entry === undefined ? this.#belowNew(asker) : this.#belowLocked(asker, visit.entry));
    return below.filter((found) => found !== undefined);
  }

  #belowLocked(asker: Visit, entry: LockEntry): Promise<readonly (Visit | undefined)[]> {
    const children = entry.dependsOn.map((id) => this.#graph.entries.get(id)).filter((child) => child !== undefined);
    return Promise.all(children.map((child) => this.#redirected(asker, child, asker.way)));
  }

  /** What the lockfile holds for somebody, unless the edit gives them something else. */
  #redirected(asker: Visit | 'manifest', locked: LockEntry, way: readonly string[]): Promise<Visit | undefined> {
    const inside = asker === 'manifest' ? [] : asker.inside;
    const { name, version } = locked;
    const redirection = redirectionOf(this.#edit.added, asker, { name, version });
    if (redirection === undefined) {
      return Promise.resolve({ name, version, entry: locked, inside, way: [...way, name] });
    }
    return this.#follow(this.#reader.parse(name, redirection.to), { name, raw: redirection.to }, locked, {
      way,
      inside,
    });
  }

  async #belowNew(asker: Visit): Promise<readonly (Visit | undefined)[]> {
    const asks = await this.#reader.asks(asker.name, asker.version ?? '');
    if (asks !== undefined) return Promise.all(asks.map((ask) => this.#answer(asker, ask)));
    this.#leave(phrase('What {package} asks for could not be checked', { package: titleOf(asker) }));
    return [];
  }

  async #answer(asker: Visit, ask: Ask): Promise<Visit | undefined> {
    const { specifier, raw, key } = ask;
    const name = isRegistrySpecifier(specifier) ? specifier.name : key;
    if (ask.bundled) {
      this.#leave(
        phrase('{package} carries a copy of {name} of its own, which was not read', { package: titleOf(asker), name }),
      );
      return undefined;
    }
    const redirection = redirectionOf(this.#all, asker, { name, range: raw });
    const wanted = redirection === undefined ? specifier : this.#reader.parse(name, redirection.to);
    // A peer is what the project has already, whether it fits or not.
    if (ask.kind === 'peer' && this.#entries.has(name)) return undefined;
    const before = this.#childOf(asker.before, name);
    const found = await this.#follow(
      wanted,
      { name, raw: redirection?.to ?? raw },
      before,
      asker,
      ask.kind === 'optional',
    );
    return found;
  }

  #childOf(parent: LockEntry | undefined, name: string): LockEntry | undefined {
    return parent?.dependsOn.map((id) => this.#graph.entries.get(id)).find((child) => child?.name === name);
  }

  async #follow(
    specifier: Specifier,
    asked: { readonly name: string; readonly raw: string },
    before: LockEntry | undefined,
    { way, inside }: Pick<Visit, 'way' | 'inside'>,
    mayBeMissing = false,
  ): Promise<Visit | undefined> {
    const from = way.at(-1) ?? phrase('the project');
    if (!isRegistrySpecifier(specifier)) {
      this.#leave(
        phrase('{package} asks for {name} from elsewhere than a registry ({raw})', {
          ...{ package: from, name: asked.name, raw: asked.raw.slice(0, 60) },
        }),
      );
      return undefined;
    }
    const found = await this.#visit(specifier, before, way, inside);
    if (found === undefined && !mayBeMissing) {
      this.#leave(
        phrase('What {package} gets for {wanted} is not known', {
          package: from,
          wanted: `${specifier.name} ${asked.raw.slice(0, 60)}`,
        }),
      );
    }
    return found;
  }

  async #visit(
    specifier: RegistrySpecifier,
    before: LockEntry | undefined,
    way: readonly string[],
    inside: readonly string[] = [],
  ): Promise<Visit | undefined> {
    const { name } = specifier;
    const steps = [...way, name];
    const locked = lockedFor(specifier, this.#entries, before === undefined ? [] : [before.id]);
    if (locked !== undefined) return { name, version: locked.version, entry: locked, inside, way: steps };
    const version = await this.#reader.resolve(specifier);
    return version === undefined ? undefined : { name, version, entry: undefined, before, inside, way: steps };
  }
}

function titleOf({ name, version }: Asker): string {
  return version === null ? name : `${name} ${version}`;
}
