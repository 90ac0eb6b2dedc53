import type { ArtifactFacts } from '../../model/index.js';
import { importedPackages, type LinkedPackage } from './linked-package.js';

/** Packages that use each other: further away nothing is put together by hand any more. */
export const MAX_DEPTH = 4;

/** What is known of the package that another one imports by a name. */
export type DependencyOf = (user: ArtifactFacts, imported: string) => ArtifactFacts | undefined;

/** A package with those that it uses, and what those use in turn. */
export function joined(facts: ArtifactFacts, dependencyOf: DependencyOf): LinkedPackage {
  const known = new Map<ArtifactFacts, LinkedPackage>();
  const link = (user: ArtifactFacts, depth: number): LinkedPackage => {
    const before = known.get(user);
    if (before !== undefined) return before;
    const dependencies = new Map<string, LinkedPackage>();
    const linked: LinkedPackage = { facts: user, dependency: (name) => dependencies.get(name) };
    known.set(user, linked);
    for (const name of depth < MAX_DEPTH ? importedPackages(user) : []) {
      const dependency = dependencyOf(user, name);
      if (dependency !== undefined && dependency !== user) dependencies.set(name, link(dependency, depth + 1));
    }
    return linked;
  };
  return link(facts, 0);
}
