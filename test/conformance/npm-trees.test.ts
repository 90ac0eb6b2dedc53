import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packageJson } from '../../server/src/formats/package-json.js';
import { packageLock } from '../../server/src/formats/package-lock.js';
import { listEntries, type DependencyGraph } from '../../server/src/model/index.js';
import { SeededRandom } from '../bench/random.js';
import { arboristGraph, type ArboristGraph, type Told } from './support/arborist-graph.js';
import { npmLockfile, randomNpmProject, type NpmPlaces } from './support/random-npm-project.js';

/** A member is named by the project's `workspaces`, which is no dependency of the tool's graph. */
function asDeclared({ importers }: ArboristGraph, places: NpmPlaces): ArboristGraph['importers'] {
  const root = places[''] ?? {};
  const declared = {
    ...root.dependencies,
    ...root.devDependencies,
    ...root.optionalDependencies,
    ...root.peerDependencies,
  };
  const own = Object.entries(importers[''] ?? {}).filter(([name]) => Object.hasOwn(declared, name));
  return { ...importers, '': Object.fromEntries(own) };
}

/** The same words of the tool's graph. */
function told(graph: DependencyGraph): ArboristGraph {
  const entries = listEntries(graph).filter(({ workspace }) => workspace !== true);
  const places = entries.map(({ id, name, path, dev, optional, unreachable }): [string, Told] => [
    id,
    {
      name,
      dependsOn: [...(graph.entries.get(id)?.dependsOn ?? [])].sort(),
      steps: unreachable === true ? undefined : path.length - 1,
      dev: dev === true,
      optional: optional === true,
    },
  ]);
  const sorted = (resolves: ReadonlyMap<string, string>): Readonly<Record<string, string>> =>
    Object.fromEntries([...resolves].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    places: Object.fromEntries(places),
    importers: Object.fromEntries(graph.importers.map(({ id, resolves }) => [id, sorted(resolves)])),
  };
}

/** Each run reads a folder of its own. */
const RUNS = 60;

describe('trees of packages that nobody has installed', () => {
  for (const version of [1, 2, 3] as const) {
    it(`are read in package-lock version ${version} with the edges, ways and flags that npm's own library finds`, async () => {
      let edges = 0;
      await fc.assert(
        fc.asyncProperty(fc.nat(), async (seed) => {
          const places = randomNpmProject(new SeededRandom(seed), version === 1 ? 'alone' : 'with members');
          const lockfile = npmLockfile(places, version);
          const manifests = new Map(
            Object.entries(places).flatMap(([folder, place]) =>
              folder.includes('node_modules/') ? [] : [[folder, JSON.stringify(place)] as const],
            ),
          );
          const expected = await arboristGraph(lockfile, manifests);
          const read = packageLock.read(
            lockfile,
            new Map([...manifests].map(([folder, text]) => [folder, packageJson.read(text)])),
          );
          assert.deepEqual(told(read), { ...expected, importers: asDeclared(expected, places) });
          edges += Object.values(expected.places).flatMap(({ dependsOn }) => dependsOn).length;
        }),
        { numRuns: RUNS },
      );
      assert.ok(edges > RUNS, `only ${edges} edges were compared`);
    });
  }
});
