import type { ArtifactFacts, Place } from '../../model/index.js';

/** A package with those that it uses, as far as they are to be looked at together. */
export interface LinkedPackage {
  readonly facts: ArtifactFacts;
  /** What an import of that name is; undefined where nothing is known of it. */
  dependency(name: string): LinkedPackage | undefined;
}

/** `name@version`, as its own package.json says. */
export function titleOf({ facts: { manifest } }: LinkedPackage): string {
  const { name = 'a package', version } = manifest ?? {};
  return version === undefined ? name : `${name}@${version}`;
}

/** The place as somebody else tells of it. */
export function placeIn(linked: LinkedPackage, place: Place): Place {
  return place.package === undefined ? { ...place, package: titleOf(linked) } : place;
}

/** Names of the other packages that a package has to do with. */
export function importedPackages({ exchange }: ArtifactFacts): readonly string[] {
  const { crossings = [], calls = [] } = exchange ?? {};
  const ends = crossings.flatMap(({ from, to }) => [
    ...(from.kind === 'import' ? [from.package] : []),
    ...(to.kind === 'argument' ? [to.package] : []),
  ]);
  return [...new Set([...ends, ...calls.map((call) => call.package)])];
}
