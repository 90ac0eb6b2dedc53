import type { DependencyGraph, ImportAliases, Manifest, Mention, Words } from '../model/index.js';

/**
 * A file that declares dependencies. `read` never throws: what cannot be read is in `problems`,
 * and a bad entry does not lose the good ones around it.
 */
export interface ManifestFormat {
  readonly id: string;
  matches(fileName: string): boolean;
  read(text: string): Manifest;
  /** Does a list of workspace patterns, as `Manifest.workspaces` holds it, name a folder (relative, with `/`)? */
  readonly isMember: (patterns: readonly string[], folder: string) => boolean;
}

/** A file that says what the declared dependencies resolved to. `read` never throws. */
export interface LockfileFormat {
  readonly id: string;
  /** File names, the one that wins first where several lie side by side. */
  readonly fileNames: readonly string[];
  /** What `packageManager` in a package.json calls the manager that reads this file. */
  readonly manager: string;
  /** Where the manager keeps a record of what is installed, relative to the project: better than nothing. */
  readonly installedRecord?: string;
  /** A project is where the nearest such file is, even below another project that names its folder as a member. */
  readonly makesOwnProject?: (graph: DependencyGraph) => boolean;
  /** Of a format that is known by its file's name only: a sentence about what to do. `read` then gives an empty graph. */
  readonly notRead?: Words;
  /**
   * @param manifests the project's own manifests by folder relative to the lockfile (`''` for its own folder):
   *   old formats do not say themselves what is direct.
   * @param beside texts of the files named in `besides`, by name, as far as they are there
   */
  read(text: string, manifests: ReadonlyMap<string, Manifest>, beside?: ReadonlyMap<string, string>): DependencyGraph;
  /** Files beside the lockfile that say what it leaves out, like the ranges of a catalog. */
  readonly besides?: readonly string[];
  /** What is asked for stands in the manifests alone, so that those of all members are needed, with their ranges. */
  readonly needsMembers?: boolean;
}

/** A file in which packages are named beside manifests: imported by code, or given to a command. `read` never throws. */
export interface InTextFormat {
  readonly id: string;
  /** @param file path with `/`, at least the file's name; of folders only the last ones matter */
  matches(file: string): boolean;
  /** In the order of the text; each span is what names the package. */
  read(text: string, file: string): readonly Mention[];
}

/** Settings of compilers and bundlers that give names to files of the project. `read` never throws. */
export interface AliasFormat {
  readonly id: string;
  matches(fileName: string): boolean;
  read(text: string): ImportAliases;
}
