import type { DependencyGraph } from '../../model/index.js';

/**
 * What LavaMoat calls the packages of a project (`@lavamoat/aa` 4): the shortest way from the project through the names of dependencies,
 * `a>b`; of two as short, the one with the shorter names, then by alphabet. By id of the lockfile's entries; links and members left out.
 */
export function lavamoatNames({ importers, entries }: DependencyGraph): ReadonlyMap<string, string> {
  const names = new Map<string, readonly string[]>();
  const root = importers.find(({ id }) => id === '') ?? importers[0];
  let level = [...(root?.resolves ?? [])].map(([name, id]): Step => ({ way: [name], id }));
  while (level.length > 0) {
    const reached = level.sort((a, b) => compareWays(a.way, b.way)).filter(({ id }) => entries.has(id));
    for (const { way, id } of reached) if (!names.has(id)) names.set(id, way);
    level = reached.filter(({ way, id }) => names.get(id) === way).flatMap((step) => below(step, entries, names));
  }
  return new Map([...names].map(([id, way]) => [id, way.join('>')]));
}

/** What a package depends on and has no name yet. */
function below({ way, id }: Step, entries: DependencyGraph['entries'], names: ReadonlyMap<string, unknown>): Step[] {
  const needed = entries.get(id)?.dependsOn ?? [];
  return needed
    .flatMap((of) => entries.get(of) ?? [])
    .filter((entry) => !names.has(entry.id))
    .map((entry) => ({ way: [...way, entry.alias ?? entry.name], id: entry.id }));
}

interface Step {
  readonly way: readonly string[];
  readonly id: string;
}

/** Of the same length. */
function compareWays(a: readonly string[], b: readonly string[]): number {
  for (const [index, name] of a.entries()) {
    const other = b[index] ?? '';
    if (name !== other) return name.length - other.length || (name < other ? -1 : 1);
  }
  return 0;
}
