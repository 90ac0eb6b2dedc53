import assert from 'node:assert/strict';
import { LockfileReader, type FoundLockfile } from '../../server/src/engine/lockfile-reader.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { yarnLock } from '../../server/src/formats/yarn-lock.js';
import { fakeParts } from '../support/fake-engine-parts.js';

const CLASSIC = '# yarn lockfile v1\n\n\na@^1.0.0:\n  version "1.0.0"\n\na@^2.0.0:\n  version "2.0.0"\n';
const WORKSPACE = {
  '/app/package.json': '{"name": "app", "private": true, "workspaces": ["packages/*"]}',
  '/app/packages/core/package.json': '{"name": "core", "version": "1.0.0", "dependencies": {"a": "^1.0.0"}}',
  '/app/packages/web/package.json': '{"name": "web", "version": "1.0.0", "dependencies": {"a": "^2.0.0"}}',
};

function readerOf(files: Readonly<Record<string, string>>): LockfileReader {
  const { parts } = fakeParts({ files, parts: { lockfileFormats: [yarnLock] } });
  return new LockfileReader(parts);
}

function resolvedIn(found: FoundLockfile | undefined, member: string): readonly (readonly [string, string])[] {
  return [...(found?.graph.importers.find(({ id }) => id === member)?.resolves ?? [])];
}

describe('LockfileReader, of a lockfile that leaves it to manifests who asks for what', () => {
  it('reads the manifests of all members', async () => {
    const found = await readerOf({ ...WORKSPACE, '/app/yarn.lock': CLASSIC }).read('/app/yarn.lock');
    assert.ok(found.status === 'ok');
    assert.deepEqual(
      found.value.importers.map(({ id, resolves }) => [id, ...resolves.values()]),
      [[''], ['packages/core', 'a@1.0.0#a@^1.0.0'], ['packages/web', 'a@2.0.0#a@^2.0.0']],
    );
    assert.deepEqual(found.value.problems, []);
  });

  it('finds the lockfile above a member, and sees another range that is typed there', async () => {
    const reader = readerOf({ ...WORKSPACE, '/app/yarn.lock': CLASSIC });
    for (const [range, id] of [
      ['^1.0.0', 'a@1.0.0#a@^1.0.0'],
      ['^2.0.0', 'a@2.0.0#a@^2.0.0'],
    ] as const) {
      const typed = packageJson.read(`{"name": "core", "version": "1.0.0", "dependencies": {"a": "${range}"}}`);
      const found = await reader.find('/app/packages/core', typed, []);
      assert.equal(found?.lockfilePath, '/app/yarn.lock');
      assert.deepEqual(resolvedIn(found, 'packages/core'), [['a', id]]);
    }
  });

  it('reads what files beside the lockfile say', async () => {
    const locked = ['1.0.0', '2.0.0'].map(
      (version) => `"a@npm:${version}":\n  version: ${version}\n  resolution: "a@npm:${version}"\n  linkType: hard\n`,
    );
    const root =
      '"app@workspace:.":\n  resolution: "app@workspace:."\n  dependencies:\n    a: "catalog:"\n  linkType: soft\n';
    const manifest = packageJson.read('{"dependencies": {"a": "catalog:"}}');
    const files = { '/app/yarn.lock': ['__metadata:\n  version: 8\n', ...locked, root].join('\n') };
    const found = await readerOf({ ...files, '/app/.yarnrc.yml': 'catalog:\n  a: 2.0.0\n' }).find('/app', manifest, []);
    assert.deepEqual(resolvedIn(found, ''), [['a', 'a@npm:2.0.0']]);
    assert.deepEqual(resolvedIn(await readerOf(files).find('/app', manifest, []), ''), []);
  });
});
