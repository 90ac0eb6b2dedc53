import semver from 'semver';
import { type ArtifactManifest, type DeclaredDependencies, type VersionFacts } from '../../model/index.js';

export interface DifferingDependency {
  readonly name: string;
  /** What the package's own `package.json` asks for. */
  readonly own?: string;
  /** What the registry says that it asks for. */
  readonly published?: string;
}

export interface DifferingDependencies {
  /** Those that only the package's own manifest names. */
  readonly hidden: readonly DifferingDependency[];
  /** Those that only the registry names. */
  readonly missing: readonly DifferingDependency[];
  readonly changed: readonly DifferingDependency[];
}

const NONE: DifferingDependencies = Object.freeze({ hidden: [], missing: [], changed: [] });

/** Both sides are read up to some number of names; behind that, they may seem to differ. */
const MAX_COMPARED = 2500;

/** What publishing replaces: the package file may hold it as the author wrote it. */
const WORKSPACE = /^(?:workspace|catalog|link|file|portal):/;

/** What a package asks for by its own manifest, beside what the registry says of the same version. */
export function differingDependencies(inside: ArtifactManifest, { declares }: VersionFacts): DifferingDependencies {
  if (declares === undefined) return NONE;
  const stored = JSON.parse(declares) as DeclaredDependencies;
  const { optionalDependencies } = inside;
  // Registries repeat the optional ones among the others, manifests need not.
  const own = new Map(Object.entries({ ...inside.dependencies, ...optionalDependencies }));
  const published = new Map(Object.entries({ ...stored.required, ...stored.optional }));
  if (own.size > MAX_COMPARED || published.size > MAX_COMPARED) return NONE;
  // They lie in the package file itself, and tools that bundle them write them down or leave them out.
  for (const name of [...inside.bundled, ...stored.bundled]) {
    own.delete(name);
    published.delete(name);
  }
  const all = [...new Set([...own.keys(), ...published.keys()])].map((name) => ({
    name,
    own: own.get(name),
    published: published.get(name),
  }));
  return {
    hidden: all.filter((one) => one.published === undefined && !WORKSPACE.test(one.own ?? '')),
    missing: all.filter((one) => one.own === undefined),
    changed: all.filter(
      (one) => one.own !== undefined && one.published !== undefined && !isSame(one.own, one.published),
    ),
  };
}

function isSame(own: string, published: string): boolean {
  if (WORKSPACE.test(own) || WORKSPACE.test(published)) return true;
  return normal(own) === normal(published);
}

/** Registries trim ranges, and write `*` where nothing stands. */
function normal(range: string): string {
  return semver.validRange(range, { loose: true }) ?? range.trim();
}
