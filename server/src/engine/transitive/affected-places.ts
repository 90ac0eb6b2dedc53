import { isRegistrySpecifier, type DependencyGraph, type LockEntry } from '../../model/index.js';
import type { PackageReader } from '../re-resolution/package-reader.js';

/** Somebody who gets the package, with what they ask for where that is known. */
export interface Wanting {
  readonly name: string;
  readonly version: string | null;
  /** A range or version; undefined: not known, or no registry's. */
  readonly range?: string;
}

/** Where a version of a package stands in a lockfile, and what else of the same name does. */
export interface AffectedPlaces {
  readonly name: string;
  readonly version: string;
  /** Packages that get this version. */
  readonly parents: readonly Wanting[];
  /** Packages that get another version of the same name. */
  readonly others: readonly Wanting[];
}

/** More of them than this are not asked for what they want: they are said to be unknown. */
const MAX_ASKED = 40;

export async function affectedPlaces(
  graph: DependencyGraph,
  { name, version }: { readonly name: string; readonly version: string },
  reader: PackageReader,
): Promise<AffectedPlaces> {
  const parents: LockEntry[] = [];
  const others: LockEntry[] = [];
  for (const entry of graph.entries.values()) {
    const got = entry.dependsOn.map((id) => graph.entries.get(id)).filter((child) => child?.name === name);
    if (got.some((child) => child?.version === version)) parents.push(entry);
    else if (got.length > 0) others.push(entry);
  }
  const asked = new Set([...distinct(parents), ...distinct(others)].slice(0, MAX_ASKED));
  const wanting = (entries: readonly LockEntry[]): Promise<readonly Wanting[]> =>
    Promise.all(
      distinct(entries).map(async (entry) => ({
        ...{ name: entry.name, version: entry.version },
        range: asked.has(entry) ? await rangeFor(name, entry, reader) : undefined,
      })),
    );
  return { name, version, parents: await wanting(parents), others: await wanting(others) };
}

/** The same package can lie in several places. */
function distinct(entries: readonly LockEntry[]): readonly LockEntry[] {
  return [
    ...new Map([...entries].reverse().map((entry) => [`${entry.name}@${entry.version ?? ''}`, entry])).values(),
  ].reverse();
}

async function rangeFor(name: string, parent: LockEntry, reader: PackageReader): Promise<string | undefined> {
  if (parent.version === null || parent.localDir === true) return undefined;
  const asks = (await reader.asks(parent.name, parent.version)) ?? [];
  for (const { specifier } of asks) {
    if (!isRegistrySpecifier(specifier) || specifier.name !== name || specifier.kind === 'tag') continue;
    return specifier.kind === 'range' ? specifier.range : specifier.version;
  }
  return undefined;
}
