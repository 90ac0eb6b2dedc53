import assert from 'node:assert/strict';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { LOCKFILE_FORMATS } from '../../server/src/formats/index.js';
import { ok } from '../../server/src/model/index.js';
import { fakeParts } from '../support/fake-engine-parts.js';
import { pnpmLockfile } from '../support/pnpm-lockfile.js';
import { NOW, packument } from '../support/subjects.js';

const SIGNAL = new AbortController().signal;
type Files = Readonly<Record<string, string>>;

const OWN = '@acme/core';
const CORE = '{ "name": "@acme/core", "version": "2.0.0" }';
const PRIVATE_CORE = '{ "name": "@acme/core", "version": "2.0.0", "private": true }';

/** What a member asks for, and with it a package of the registry. */
function member(range: string): string {
  return JSON.stringify({ name: '@acme/web', dependencies: { [OWN]: range, 'from-registry': '1.0.0' } });
}

/** Judges a member; a look-up of the workspace's own name fails the test. */
async function because(files: Files, manifest = '/ws/packages/web/package.json'): Promise<readonly string[]> {
  const packages = (name: string): ReturnType<typeof ok<ReturnType<typeof packument>>> =>
    ok(packument({ name, versions: ['1.0.0', '2.0.0'] }), NOW);
  const { parts, asked } = fakeParts({
    files,
    answers: { packument: ({ name }) => packages(name) },
    parts: { lockfileFormats: LOCKFILE_FORMATS },
  });
  const engine = new JudgingEngine(parts);
  const project = await engine.open({ manifestPath: manifest, trusted: true });
  assert.ok(project !== undefined);
  const { assessments } = await engine.judge(project, { signal: SIGNAL, scope: 'all' });
  const own = assessments.filter(({ subject }) => subject.name === OWN);
  const isLocal = own.every(({ subject: { resolution } }) => resolution.from === 'nowhere');
  if (isLocal)
    assert.deepEqual(
      asked.filter((question) => question.includes(OWN)),
      [],
    );
  assert.ok(asked.includes('packument from-registry'));
  return own.map(({ subject: { resolution } }) =>
    resolution.from === 'nowhere' ? resolution.because : resolution.from,
  );
}

const NPM_ROOT = { '/ws/package.json': '{ "name": "ws", "workspaces": ["packages/*"] }' };
const PNPM_ROOT = { '/ws/package.json': '{ "name": "ws" }', '/ws/pnpm-workspace.yaml': 'packages:\n  - packages/*\n' };

describe("a workspace's own package", () => {
  const ranges = ['^2.0.0', '*', '>=1', '2.0.0'] as const;
  for (const range of ranges) {
    it(`is looked up nowhere when it is asked for as ${range} and there is no lockfile yet`, async () => {
      const files = {
        ...NPM_ROOT,
        '/ws/packages/core/package.json': CORE,
        '/ws/packages/web/package.json': member(range),
      };
      assert.deepEqual(await because(files), ['workspace-package']);
    });
  }

  for (const range of ['workspace:*', 'workspace:^2.0.0', 'link:../core', 'file:../core']) {
    it(`is looked up nowhere as ${range}`, async () => {
      for (const root of [NPM_ROOT, PNPM_ROOT]) {
        const files = {
          ...root,
          '/ws/packages/core/package.json': CORE,
          '/ws/packages/web/package.json': member(range),
        };
        assert.deepEqual(await because(files), ['not-from-registry']);
      }
    });
  }

  it("is the registry's where its version will not do, unless it is never published", async () => {
    const asked = { ...NPM_ROOT, '/ws/packages/web/package.json': member('^1.0.0') };
    assert.deepEqual(await because({ ...asked, '/ws/packages/core/package.json': CORE }), ['registry']);
    const files = { ...asked, '/ws/packages/core/package.json': PRIVATE_CORE };
    assert.deepEqual(await because(files), ['workspace-package']);
  });

  it('is what the lockfile links, also where its manifest cannot be found', async () => {
    const lock = JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { workspaces: ['packages/*'] },
        'packages/web': { name: '@acme/web', dependencies: { [OWN]: '^2.0.0', 'from-registry': '1.0.0' } },
        'packages/core': { name: OWN, version: '2.0.0' },
        'node_modules/@acme/core': { resolved: 'packages/core', link: true },
        'node_modules/from-registry': { version: '1.0.0' },
      },
    });
    const files = { ...NPM_ROOT, '/ws/package-lock.json': lock, '/ws/packages/web/package.json': member('^2.0.0') };
    assert.deepEqual(await because(files), ['workspace-package']);
  });

  it('is looked up by pnpm 9 for a range, so it is judged', async () => {
    const files = {
      ...PNPM_ROOT,
      '/ws/packages/core/package.json': CORE,
      '/ws/packages/web/package.json': member('^2.0.0'),
    };
    assert.deepEqual(await because(files), ['registry']);
  });

  it('is not looked up where it is never published', async () => {
    const files = {
      ...PNPM_ROOT,
      '/ws/packages/core/package.json': PRIVATE_CORE,
      '/ws/packages/web/package.json': member('^2.0.0'),
    };
    assert.deepEqual(await because(files), ['workspace-package']);
  });

  const linking: readonly (readonly [string, Files])[] = [
    ['pnpm-workspace.yaml', { '/ws/pnpm-workspace.yaml': 'packages:\n  - packages/*\nlinkWorkspacePackages: true\n' }],
    ['.npmrc', { '/ws/.npmrc': 'link-workspace-packages = deep\n' }],
    [
      "the lockfile's version",
      { '/ws/pnpm-lock.yaml': "lockfileVersion: '6.0'\n\nimporters:\n\n  .: {}\n\n  packages/web: {}\n" },
    ],
  ];
  for (const [where, own] of linking) {
    it(`is linked by pnpm for a range where ${where} says so`, async () => {
      const files = {
        ...PNPM_ROOT,
        ...own,
        '/ws/packages/core/package.json': CORE,
        '/ws/packages/web/package.json': member('^2.0.0'),
      };
      assert.deepEqual(await because(files), ['workspace-package']);
    });
  }

  it('is no package of another workspace beside it', async () => {
    const files = {
      '/ws/package.json': '{ "workspaces": ["packages/*"] }',
      '/ws/packages/core/package.json': CORE,
      '/ws/elsewhere/web/package.json': member('^2.0.0'),
    };
    assert.deepEqual(await because(files, '/ws/elsewhere/web/package.json'), ['registry']);
  });
});

describe('what a member brings along', () => {
  const files = {
    ...PNPM_ROOT,
    '/ws/packages/web/package.json': '{ "dependencies": { "a": "1.0.0" } }',
    '/ws/packages/api/package.json': '{ "dependencies": { "b": "1.0.0" } }',
    '/ws/pnpm-lock.yaml': pnpmLockfile(
      {
        'packages/api': { dependencies: { b: ['1.0.0', '1.0.0'] } },
        'packages/web': { dependencies: { a: ['1.0.0', '1.0.0'] } },
      },
      { 'a@1.0.0': { below: '1.0.0' }, 'b@1.0.0': {}, 'below@1.0.0': {} },
    ),
  };

  async function pathsOf(manifestPath: string): Promise<readonly unknown[]> {
    const { parts } = fakeParts({ files, parts: { lockfileFormats: LOCKFILE_FORMATS } });
    const engine = new JudgingEngine(parts);
    const project = await engine.open({ manifestPath, trusted: true });
    assert.ok(project !== undefined);
    const { assessments } = await engine.judge(project, { signal: SIGNAL, scope: 'all' });
    return assessments.map(({ subject }) => subject.paths);
  }

  it('is judged with it, and nothing of the other members', async () => {
    assert.deepEqual(await pathsOf('/ws/packages/web/package.json'), [
      [['packages/web', 'a@1.0.0']],
      [['packages/web', 'a@1.0.0', 'below@1.0.0']],
    ]);
  });

  it('is all judged for the root', async () => {
    assert.deepEqual(await pathsOf('/ws/package.json'), [
      [['packages/web', 'a@1.0.0']],
      [['packages/api', 'b@1.0.0']],
      [['packages/web', 'a@1.0.0', 'below@1.0.0']],
    ]);
  });
});

describe('the manifests of a workspace', () => {
  async function manifestsOf(files: Files, manifest: string): Promise<readonly string[]> {
    const { parts } = fakeParts({ files, parts: { lockfileFormats: LOCKFILE_FORMATS } });
    const engine = new JudgingEngine(parts);
    const project = await engine.open({ manifestPath: manifest, trusted: true });
    assert.ok(project !== undefined);
    return engine.workspaceManifests(project);
  }

  const files = {
    '/ws/package.json': '{ "name": "ws" }',
    '/ws/pnpm-workspace.yaml': 'packages:\n  - packages/*\ncatalog:\n  a: 1.0.0\n',
    '/ws/packages/core/package.json': CORE,
    '/ws/packages/empty/readme.md': '',
    '/ws/packages/web/package.json': member('workspace:*'),
  };

  it('are those of its members and what holds catalogs', async () => {
    assert.deepEqual(await manifestsOf(files, '/ws/package.json'), [
      '/ws/pnpm-workspace.yaml',
      '/ws/packages/core/package.json',
      '/ws/packages/web/package.json',
    ]);
  });

  it('are none for a member, which is checked for itself', async () => {
    assert.deepEqual(await manifestsOf(files, '/ws/packages/web/package.json'), []);
  });
});
