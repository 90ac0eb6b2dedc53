import type { DependencyGraph, Manifest } from '../model/index.js';

/**
 * A file that declares dependencies. `read` never throws: what cannot be read is in `problems`,
 * and a bad entry does not lose the good ones around it.
 */
export interface ManifestFormat {
  readonly id: string;
  matches(fileName: string): boolean;
  read(text: string): Manifest;
}

/** A file that says what the declared dependencies resolved to. `read` never throws. */
export interface LockfileFormat {
  readonly id: string;
  /** File names, the one that wins first where several lie side by side. */
  readonly fileNames: readonly string[];
  /**
   * @param manifests the project's own manifests by folder relative to the lockfile (`''` for its own folder):
   *   old formats do not say themselves what is direct.
   */
  read(text: string, manifests: ReadonlyMap<string, Manifest>): DependencyGraph;
}
