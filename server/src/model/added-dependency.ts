import type { ArtifactFacts } from './artifact-facts.js';
import { valueOf, type Outcome } from './outcome.js';

/** A dependency that came with a version. */
export interface Addition {
  /** The key in the manifest. */
  readonly name: string;
  /** What stands beside it. */
  readonly raw: string;
  readonly optional: boolean;
}

/** What the registry tells of one. */
export interface AddedDependency extends Addition {
  /** When its name was first published, in milliseconds since the epoch; absent where the registry does not tell. */
  readonly createdAt?: number;
  /** Whether what it comes to now runs something at install; absent where that is not known. */
  readonly runsAtInstall?: boolean;
  /** The accounts that have published it; absent where the registry names none. Anybody could be named as one who may. */
  readonly publishers?: readonly string[];
}

/** Whole families are added at once where a package is taken apart. */
const MAX_ADDED = 3;

/**
 * Those that the version before did not have and that none of the package's files uses: they are there to be installed. None
 * where that is not known.
 */
export function unusedAdditions(facts: {
  readonly artifact?: Outcome<ArtifactFacts>;
  readonly previousArtifact?: Outcome<ArtifactFacts>;
}): readonly Addition[] {
  const artifact = valueOf(facts.artifact);
  const before = valueOf(facts.previousArtifact)?.manifest;
  if (artifact?.manifest === undefined || before === undefined) return [];
  const { dependencies, optionalDependencies } = artifact.manifest;
  const had = { ...before.dependencies, ...before.optionalDependencies, ...before.peerDependencies };
  const added = artifact.unusedDependencies.filter((name) => !Object.hasOwn(had, name));
  if (added.length > MAX_ADDED) return [];
  return added.map((name) => {
    const optional = !Object.hasOwn(dependencies, name);
    return { name, raw: (optional ? optionalDependencies[name] : dependencies[name]) ?? '', optional };
  });
}
