import Arborist, { type ArboristEdge, type ArboristNode } from '@npmcli/arborist';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** What one place of the tree says, in words that can be compared. */
export interface Told {
  readonly name: string;
  readonly dependsOn: readonly string[];
  /** Edges on the shortest way from an importer; undefined where nothing leads there. */
  readonly steps: number | undefined;
  readonly dev: boolean;
  readonly optional: boolean;
}

export interface ArboristGraph {
  /** By place; members are no places here. */
  readonly places: Readonly<Record<string, Told>>;
  /** Folder → name → place. */
  readonly importers: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * What npm's own library reads in a lockfile. Edges are its own; ways are counted on them. Links stand for what they
 * lead to, as in the tool's graph.
 *
 * @param manifests by folder
 */
export async function arboristGraph(lockfile: string, manifests: ReadonlyMap<string, string>): Promise<ArboristGraph> {
  const folder = await temporaryFolder();
  try {
    for (const [at, text] of manifests) await folder.write(at === '' ? 'package.json' : `${at}/package.json`, text);
    await folder.write('package-lock.json', lockfile);
    return graphOf(await new Arborist({ path: folder.path }).loadVirtual());
  } finally {
    await folder.remove();
  }
}

function graphOf(project: ArboristNode): ArboristGraph {
  const all = [...project.inventory.values()];
  const members = all.filter(({ isLink, isWorkspace }) => isLink && isWorkspace).map(({ target }) => target);
  const importers = [project, ...new Set(members)];
  const steps = stepsFrom(importers, () => true);
  const withoutDev = stepsFrom(importers, ({ type }) => type !== 'dev');
  const withoutOptional = stepsFrom(importers, ({ type }) => type !== 'optional');
  const places = all.filter((node) => !node.isLink && !importers.includes(node));
  return {
    places: Object.fromEntries(
      places.map((node) => [
        node.location,
        {
          name: node.packageName ?? '',
          dependsOn: [...new Set(edgesOf(node).map(({ to }) => to.location))].sort(),
          steps: steps.get(node),
          dev: steps.has(node) && !withoutDev.has(node),
          optional: steps.has(node) && !withoutOptional.has(node),
        },
      ]),
    ),
    importers: Object.fromEntries(
      importers.map((one) => [
        one.location,
        Object.fromEntries(
          edgesOf(one)
            .map(({ name, to }) => [name, to.location] as const)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      ]),
    ),
  };
}

type Found = Pick<ArboristEdge, 'name' | 'type'> & { readonly to: ArboristNode };

function edgesOf({ edgesOut }: ArboristNode): readonly Found[] {
  return [...edgesOut.values()].flatMap(({ name, type, to }) => (to === null ? [] : [{ name, type, to: to.target }]));
}

function stepsFrom(
  importers: readonly ArboristNode[],
  isFollowed: (edge: Found) => boolean,
): ReadonlyMap<ArboristNode, number> {
  const steps = new Map<ArboristNode, number>(importers.map((one) => [one, 0]));
  // A Map tells what is added to it while it is gone through.
  for (const [node, count] of steps) {
    for (const edge of edgesOf(node)) if (isFollowed(edge) && !steps.has(edge.to)) steps.set(edge.to, count + 1);
  }
  return steps;
}
