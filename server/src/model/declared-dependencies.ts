/** What one version of a package asks for when it is installed as somebody's dependency, by name as written. */
export interface DeclaredDependencies {
  readonly required: Readonly<Record<string, string>>;
  /** May be missing where they cannot be installed. */
  readonly optional: Readonly<Record<string, string>>;
  /** Peers that have to be there; optional ones are left out. */
  readonly peers: Readonly<Record<string, string>>;
  /** Names whose packages lie inside the package file itself: no registry is asked for them. */
  readonly bundled: readonly string[];
}

/** Larger than any real manifest's; a hostile one would fill the memory. */
const MAX_NAMES = 3000;
const MAX_LENGTH = 1000;

type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a `package.json`, or a registry's copy of one. What has the wrong type counts as not there. */
export function readDeclared(manifest: JsonObject): DeclaredDependencies {
  const optional = ranges(manifest.optionalDependencies);
  const all = ranges(manifest.dependencies);
  const notRequired = objectOf(manifest.peerDependenciesMeta);
  return {
    // Registries repeat the optional ones among the others.
    required: without(all, (name) => Object.hasOwn(optional, name)),
    optional,
    peers: without(ranges(manifest.peerDependencies), (name) => objectOf(notRequired[name]).optional === true),
    bundled: bundledNames(manifest.bundleDependencies ?? manifest.bundledDependencies, all),
  };
}

/** Reads the text that `VersionFacts.declares` keeps. */
export function parseDeclared(declares: string): DeclaredDependencies {
  const { required, optional, peers, bundled } = JSON.parse(declares) as DeclaredDependencies;
  const manifest = { dependencies: required, optionalDependencies: optional, peerDependencies: peers };
  return readDeclared({ ...manifest, bundleDependencies: bundled });
}

function bundledNames(value: unknown, all: Readonly<Record<string, string>>): readonly string[] {
  if (value === true) return Object.keys(all);
  if (!Array.isArray(value)) return [];
  return value
    .filter((name): name is string => typeof name === 'string' && name.length <= MAX_LENGTH)
    .slice(0, MAX_NAMES);
}

function ranges(value: unknown): Readonly<Record<string, string>> {
  const found = bareRecord();
  for (const [name, range] of Object.entries(objectOf(value)).slice(0, MAX_NAMES)) {
    if (typeof range === 'string' && range.length <= MAX_LENGTH && name.length <= MAX_LENGTH) found[name] = range;
  }
  return found;
}

function without(
  record: Readonly<Record<string, string>>,
  leftOut: (name: string) => boolean,
): Readonly<Record<string, string>> {
  const kept = bareRecord();
  for (const [name, range] of Object.entries(record)) if (!leftOut(name)) kept[name] = range;
  return kept;
}

/** Without a prototype: even a package called `constructor` is only there where it was written. */
function bareRecord(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}

function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
