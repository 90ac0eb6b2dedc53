import assert from 'node:assert/strict';
import { packageJson } from '../../server/src/formats/package-json.js';
import { packageLock } from '../../server/src/formats/package-lock.js';
import { ShortestPaths } from '../../server/src/model/index.js';
import { median, percentile } from './measure.js';
import { latencyRow, ratioRow } from './row.js';
import { syntheticProject } from './synthetic-project.js';

const NAMES = Array.from({ length: 400 }, (_, i) => (i % 9 === 0 ? `@scope/package-${i}` : `package-${i}`));

describe('The synthetic project', () => {
  const size = { packages: 300, direct: 20 };
  const project = syntheticProject(NAMES, size);
  const manifest = packageJson.read(project.manifest);
  const graph = packageLock.read(project.lockfile, new Map([['', manifest]]));

  it('has the size that was asked for and reads without a problem', () => {
    assert.deepEqual([manifest.problems, graph.problems], [[], []]);
    assert.deepEqual([manifest.dependencies.length, graph.entries.size], [20, 300]);
  });

  it('is reachable as a whole, and locks what the manifest asks for', () => {
    const paths = new ShortestPaths(graph);
    const unreached = [...graph.entries.keys()].filter((id) => paths.to(id) === undefined);
    assert.deepEqual(unreached, []);
    for (const [name, version] of project.direct) {
      assert.equal(graph.entries.get(`node_modules/${name}`)?.version, version);
    }
  });

  it('is the same in every run', () => assert.deepEqual(syntheticProject(NAMES, size), project));
});

describe('Measurements', () => {
  it('take percentiles from the samples themselves', () => {
    const samples = [5, 1, 4, 2, 3];
    assert.deepEqual([percentile(samples, 0.95), median(samples), percentile(samples, 0)], [5, 3, 1]);
  });

  it('pass up to the budget and fail above it', () => {
    assert.deepEqual([latencyRow('a', 'a', 5, [5]).pass, latencyRow('a', 'a', 5, [5.1]).pass], [true, false]);
    assert.deepEqual(
      [6, 7].map((work) => ratioRow('a', 'a', 3, { work: [work], reference: [2] }).pass),
      [true, false],
    );
  });
});
