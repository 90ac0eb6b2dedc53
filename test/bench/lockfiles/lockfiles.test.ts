import assert from 'node:assert/strict';
import { findLockfileFormat } from '../../../server/src/formats/index.js';
import { packageJson } from '../../../server/src/formats/package-json.js';
import { ShortestPaths, type LockEntry } from '../../../server/src/model/index.js';
import { LOCKFILE_WRITERS } from './index.js';
import { lockedProject, manifestOf } from './locked-project.js';

const NAMES = Array.from({ length: 400 }, (_, i) => (i % 9 === 0 ? `@scope/package-${i}` : `package-${i}`));
const SIZE = { packages: 300, direct: 20 };

describe('The generator of lockfiles', () => {
  const project = lockedProject(NAMES, SIZE);
  const manifest = packageJson.read(manifestOf(project));
  const id = ({ name, version }: Pick<LockEntry, 'name' | 'version'>): string => `${name}@${version ?? ''}`;

  it('makes a project of the size that was asked for, the same in every run', () => {
    assert.deepEqual([project.packages.length, project.direct.length], [300, 20]);
    assert.deepEqual([manifest.problems, manifest.dependencies.length], [[], 20]);
    assert.equal(manifestOf(lockedProject(NAMES, SIZE)), manifestOf(project));
    assert.ok(project.packages.filter(({ within }) => within !== undefined).length > 30);
    assert.ok(project.packages.filter(({ peer }) => peer !== undefined).length > 20);
  });

  for (const writer of LOCKFILE_WRITERS) {
    describe(`writes ${writer.id}`, () => {
      const text = writer.write(project);
      const graph = findLockfileFormat(writer.fileName)?.read(text, new Map([['', manifest]]));
      assert.ok(graph !== undefined);

      it('the same in every run', () => assert.equal(writer.write(lockedProject(NAMES, SIZE)), text));

      it('with each package of the project, and nothing that cannot be read', () => {
        assert.deepEqual(graph.problems, []);
        assert.deepEqual([...graph.entries.values()].map(id).sort(), project.packages.map(id).sort());
      });

      it('so that each package needs what it needs in the project', () => {
        const needed = new Map(project.packages.map((one) => [id(one), one.needs.map(({ to }) => id(to))]));
        const nameOf = new Map([...graph.entries].map(([key, entry]) => [key, id(entry)]));
        for (const entry of graph.entries.values()) {
          const found = new Set(entry.dependsOn.map((to) => nameOf.get(to)));
          const missing = (needed.get(id(entry)) ?? []).filter((one) => !found.has(one));
          assert.deepEqual(missing, [], id(entry));
        }
      });

      it('so that everything is reached, and what is direct is what the manifest asks for', () => {
        const paths = new ShortestPaths(graph);
        assert.deepEqual(
          [...graph.entries.keys()].filter((one) => paths.to(one) === undefined),
          [],
        );
        const direct = [...graph.entries.values()].filter((entry) => entry.direct === true).map(id);
        assert.deepEqual(direct.sort(), project.direct.map(({ to }) => id(to)).sort());
      });
    });
  }
});
