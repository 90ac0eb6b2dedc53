import assert from 'node:assert/strict';
import { LockfileReader } from '../../server/src/engine/lockfile-reader.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { packageLock } from '../../server/src/formats/package-lock.js';
import { yarnLock } from '../../server/src/formats/yarn-lock.js';
import { fakeParts } from '../support/fake-engine-parts.js';

describe('lockfiles that were parsed', () => {
  const root = packageJson.read('{"workspaces": ["pkgs/*"], "dependencies": {"a": "^1.0.0"}}');
  const web = packageJson.read('{"name": "web", "dependencies": {"a": "^1.0.0"}}');
  const FILES = {
    '/app/package.json': '{"workspaces": ["pkgs/*"], "dependencies": {"a": "^1.0.0"}}',
    '/app/pkgs/web/package.json': '{"name": "web", "dependencies": {"a": "^1.0.0"}}',
    '/app/pkgs/api/package.json': '{"name": "api", "dependencies": {"a": "^1.0.0"}}',
  };
  const NPM = JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { workspaces: ['pkgs/*'], dependencies: { a: '^1.0.0' } },
      'pkgs/web': { name: 'web', dependencies: { a: '^1.0.0' } },
      'node_modules/web': { resolved: 'pkgs/web', link: true },
      'node_modules/a': { version: '1.0.0' },
    },
  });
  const YARN = `__metadata:
  version: 8

"a@npm:^1.0.0":
  version: 1.0.0
  resolution: "a@npm:1.0.0"
  languageName: node
  linkType: hard

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
  dependencies:
    a: "npm:^1.0.0"
  languageName: unknown
  linkType: soft

"web@workspace:pkgs/web":
  version: 0.0.0-use.local
  resolution: "web@workspace:pkgs/web"
  dependencies:
    a: "npm:^1.0.0"
  languageName: unknown
  linkType: soft
`;
  const kinds = [
    ['package-lock.json', NPM],
    ['yarn.lock', YARN],
  ] as const;
  for (const [name, text] of kinds) {
    it(`gives one graph to all members of a project: ${name}`, async () => {
      const fake = fakeParts({
        files: { ...FILES, [`/app/${name}`]: text },
        parts: { lockfileFormats: [packageLock, yarnLock] },
      });
      const reader = new LockfileReader({
        ...fake.parts,
        files: { ...fake.parts.files, folders: () => Promise.resolve(['web', 'api']) },
      });
      const ofWeb = await reader.find('/app/pkgs/web', web, []);
      const ofRoot = await reader.find('/app', root, []);
      assert.ok(ofWeb !== undefined);
      assert.equal(ofWeb.graph.importers.length, 2);
      // The first may have been read without the other's manifest; from then on all are known.
      assert.equal((await reader.find('/app/pkgs/web', web, []))?.graph, ofRoot?.graph);
      assert.equal((await reader.find('/app', root, []))?.graph, ofRoot?.graph);
      const edited = packageJson.read('{"name": "web", "dependencies": {"a": "^1.0.0", "b": "1"}}');
      assert.notEqual((await reader.find('/app/pkgs/web', edited, []))?.graph, ofRoot?.graph);
    });
  }
});
