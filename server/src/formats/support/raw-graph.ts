import type { DependencyGraph, FormatProblem, Importer, LockEntry } from '../../model/index.js';

/** Peer dependencies that are there are required ones; peers that are not there have no edge. */
export type EdgeKind = 'required' | 'optional' | 'dev';

/** What one entry or importer gets for a name it declares. */
export interface Edge {
  /** As declared: for an alias, the alias. */
  readonly name: string;
  /** Id of the entry. */
  readonly to: string;
  /** Where that entry stands among all: only told where `RawGraph.placeOf` is. */
  readonly at?: number;
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

export type PlaceOf = (id: string) => number | undefined;

export interface RawGraph extends Pick<DependencyGraph, 'format' | 'lockfileVersion'> {
  readonly importers: readonly RawImporter[];
  /** In document order; of entries with the same id the last one counts. */
  readonly entries: Iterable<RawEntry>;
  /**
   * Where the entry of an id stands among all. Only a reader that gives no id twice tells it, and that finds them faster
   * than by ids, which are long.
   */
  readonly placeOf?: PlaceOf;
  readonly problems: readonly FormatProblem[];
  /**
   * False where the text does not tell (or no longer tells, being cut off) who depends on whom: then nothing is called
   * unreachable, since that would be a guess.
   */
  readonly edgesAreComplete: boolean;
}
