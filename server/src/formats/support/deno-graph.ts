import semver from 'semver';
import { isRegistrySpecifier, splitPackageId, type Dependency, type Manifest } from '../../model/index.js';
import type { DenoRecord, DenoSections } from './deno-records.js';
import type { Edge, RawEntry, RawGraph, RawImporter } from './raw-graph.js';

/** A specifier as the lockfile writes it, and the entry it resolved to. */
interface Resolved {
  /** `npm:name@range`. */
  readonly specifier: string;
  readonly name: string;
  readonly range: string;
  readonly to: string;
}

/** Importers and entries. The lockfile does not tell which dependencies are only for development. */
export function denoGraph(
  { specifiers, packages, members }: DenoSections,
  manifests: ReadonlyMap<string, Manifest>,
): Pick<RawGraph, 'importers' | 'entries'> {
  const named = new Set([...members.values()].flat());
  const resolve = (names: Iterable<string>): readonly Resolved[] =>
    [...names].flatMap((specifier) => {
      const to = specifiers.get(specifier);
      return to === undefined ? [] : [resolvedSpecifier(specifier, to)];
    });
  // Modules also import what no manifest names.
  const inModules = [...specifiers.keys()].filter((specifier) => !named.has(specifier));
  const folders = new Map([
    ['', [...(members.get('') ?? []), ...inModules]],
    ...[...members].filter(([id]) => id !== ''),
  ]);
  const importers = [...folders].map(([id, own]): RawImporter => {
    const manifest = manifests.get(id);
    return { id, name: manifest?.name, edges: importerEdges(resolve(own), manifest?.dependencies ?? []) };
  });
  return { importers, entries: entriesOf(packages) };
}

function resolvedSpecifier(specifier: string, to: string): Resolved {
  const { name, version: range = '*' } = splitPackageId(specifier.slice('npm:'.length));
  return { specifier, name, range, to };
}

/** The lockfile knows real names and normalised ranges: under which name a manifest wants them, the manifest tells. */
function importerEdges(resolved: readonly Resolved[], dependencies: readonly Dependency[]): readonly Edge[] {
  const edges = new Map<string, Edge>();
  const claimed = new Set<Resolved>();
  for (const dependency of dependencies) {
    const found = dependency.section === 'overrides' ? undefined : lineOf(dependency, resolved);
    if (found === undefined) continue;
    claimed.add(found);
    edges.set(dependency.name, { name: dependency.name, to: found.to, kind: 'required' });
  }
  for (const one of resolved) {
    if (claimed.has(one)) continue;
    const name = edges.has(one.name) ? one.specifier : one.name;
    edges.set(name, { name, to: one.to, kind: 'required' });
  }
  return [...edges.values()];
}

/** Which of the lockfile's specifiers a manifest's line became. */
function lineOf({ name, specifier }: Dependency, resolved: readonly Resolved[]): Resolved | undefined {
  const realName = isRegistrySpecifier(specifier) ? specifier.name : name;
  const candidates = resolved.filter((one) => one.name === realName);
  const wanted = wantedRange(specifier);
  const exact =
    candidates.find(({ range }) => range === wanted) ?? candidates.find(({ range }) => isSame(range, wanted));
  return exact ?? (candidates.length === 1 ? candidates[0] : undefined);
}

function wantedRange(specifier: Dependency['specifier']): string | undefined {
  if (specifier.kind === 'version') return specifier.version;
  if (specifier.kind === 'range') return specifier.range;
  return specifier.kind === 'tag' ? specifier.tag : undefined;
}

function isSame(range: string, wanted: string | undefined): boolean {
  const normal = semver.validRange(range, true);
  return normal !== null && wanted !== undefined && normal === semver.validRange(wanted, true);
}

function entriesOf(packages: readonly DenoRecord[]): readonly RawEntry[] {
  /** Each name's first entry: where only one entry has a name, the name alone refers to it. */
  const firstOf = new Map<string, string>();
  for (const { id, name } of [...packages].reverse()) firstOf.set(name, id);
  for (const { edges } of packages) {
    for (const edge of edges) if (!edge.to.includes('@', 1)) edge.to = firstOf.get(edge.to) ?? edge.to;
  }
  return packages;
}
