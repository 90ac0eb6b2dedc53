import type { DependencySection, Manifest } from '../../model/index.js';
import type { Edge, EdgeKind } from './raw-graph.js';
import { findFrom, type Folder } from './node-modules-tree.js';
import { isPlainSpecifier } from './plain-range.js';

/** What a package declares: name → how. */
export type Declared = Map<string, EdgeKind>;

export const NOTHING: ReadonlyMap<string, EdgeKind> = new Map();

/** Where a name stands in several sections, npm takes the section with the highest rank. */
const RANK: Readonly<Record<EdgeKind, number>> = Object.freeze({ required: 0, optional: 1, dev: 2 });

/** The sections that make edges. `overrides` only changes where the edges of others lead. */
export const EDGE_SECTIONS: ReadonlyMap<string, EdgeKind> = new Map<DependencySection, EdgeKind>([
  ['peerDependencies', 'required'],
  ['dependencies', 'required'],
  ['optionalDependencies', 'optional'],
  ['devDependencies', 'dev'],
]);

export function declare(declared: Declared, name: string, kind: EdgeKind): void {
  const known = declared.get(name);
  if (known === undefined || RANK[kind] > RANK[known]) declared.set(name, kind);
}

/**
 * A folder's declarations: its manifest's as it is now, then what only the lockfile still says.
 * A manifest that is being edited so never makes half of the graph unreachable.
 */
export function declaredIn(
  manifest: Manifest | undefined,
  locked: ReadonlyMap<string, EdgeKind>,
): ReadonlyMap<string, EdgeKind> {
  if (manifest === undefined) return locked;
  const declared: Declared = new Map();
  for (const { name, section } of manifest.dependencies) {
    const kind = EDGE_SECTIONS.get(section);
    if (kind !== undefined) declare(declared, name, kind);
  }
  for (const [name, kind] of locked) if (!declared.has(name)) declared.set(name, kind);
  return declared;
}

/** Names for which a manifest's lines, or its overrides, ask for more than a version of that name. */
export function specialNames(
  manifest: Manifest | undefined,
  isSection: (section: DependencySection) => boolean = () => true,
): ReadonlySet<string> {
  const special = (manifest?.dependencies ?? []).filter(
    ({ name, section, specifier }) => isSection(section) && !isPlainSpecifier(name, specifier),
  );
  return special.length === 0 ? NO_NAMES : new Set(special.map(({ name }) => name));
}

export const NO_NAMES: ReadonlySet<string> = new Set();

/**
 * Edges to everything declared that is found from a place.
 *
 * @param special names that are asked for by an alias or an address; undefined where that is not known
 */
export function edgesFrom(
  place: Folder | undefined,
  declared: ReadonlyMap<string, EdgeKind>,
  special?: readonly ReadonlySet<string>[],
): readonly Edge[] {
  const edges: Edge[] = [];
  for (const [name, kind] of declared) {
    const to = findFrom(place, name);
    if (to !== undefined) edges.push({ name, to, kind, plain: special && !special.some((names) => names.has(name)) });
  }
  return edges;
}
