import assert from 'node:assert/strict';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { LOCKFILE_FORMATS } from '../../server/src/formats/index.js';
import { ok } from '../../server/src/model/index.js';
import { fakeParts } from '../support/fake-engine-parts.js';
import { NOW, packument } from '../support/subjects.js';

type Texts = Readonly<Record<string, string>>;

const MEMBERS: Texts = {
  '/app/package.json': '{"name": "app", "workspaces": ["packages/*"]}',
  '/app/packages/core/package.json': '{"name": "@acme/core", "version": "1.2.0"}',
  '/app/packages/bare/package.json': '{"name": "bare"}',
  '/app/other/package.json': '{"name": "other", "version": "1.0.0"}',
};

/** Whoever is asked of the registry for a manifest in a folder, and what becomes of each of its lines. */
async function judged(folder: string, manifest: unknown, files: Texts) {
  const manifestPath = `${folder}/package.json`;
  const { parts, asked } = fakeParts({
    files: { ...files, [manifestPath]: JSON.stringify(manifest) },
    answers: { packument: ({ name }) => ok(packument({ name, versions: { '1.0.0': {}, '2.0.0': {} } }), NOW) },
    parts: { lockfileFormats: LOCKFILE_FORMATS },
  });
  const engine = new JudgingEngine(parts);
  const project = await engine.open({ manifestPath, trusted: true });
  assert.ok(project !== undefined);
  const { assessments } = await engine.judge(project, { signal: new AbortController().signal, scope: 'all' });
  return {
    names: [...new Set(asked.flatMap((one) => /^packument (.*)/.exec(one)?.[1] ?? []))].sort(),
    resolved: assessments.map(({ subject: { name, resolution } }) => [
      name,
      resolution.from === 'nowhere' ? resolution.because : resolution.version,
    ]),
  };
}

describe('members of the own workspace', () => {
  it('are asked of no registry, whatever range names them, also without a lockfile', async () => {
    const dependencies = { '@acme/core': '*', bare: '>=0', public: '^1.0.0' };
    for (const folder of ['/app', '/app/packages/web']) {
      const workspaces = folder === '/app' ? { workspaces: ['packages/*'] } : {};
      const { names, resolved } = await judged(folder, { name: 'x', ...workspaces, dependencies }, MEMBERS);
      assert.deepEqual(names, ['public']);
      assert.deepEqual(resolved, [
        ['@acme/core', 'workspace-package'],
        ['bare', 'workspace-package'],
        ['public', '1.0.0'],
      ]);
    }
  });

  it('are not meant where their version will not do, or the manifest is no member', async () => {
    const outside = await judged('/app/other/x', { dependencies: { '@acme/core': '*' } }, MEMBERS);
    assert.deepEqual(outside.names, ['@acme/core']);
    const newer = await judged('/app/packages/web', { dependencies: { '@acme/core': '^2.0.0' } }, MEMBERS);
    assert.deepEqual(newer.resolved, [['@acme/core', '2.0.0']]);
  });

  it('are those of the lockfile, however their name is written', async () => {
    const lockfile = {
      lockfileVersion: 3,
      packages: {
        '': { workspaces: ['packages/*'], dependencies: { '@acme/core': '*' } },
        'node_modules/@acme/core': { resolved: 'packages/core', link: true },
        'packages/core': { name: '@acme/core', version: '1.2.0' },
        'node_modules/linked': { resolved: 'vendor/linked', link: true },
        'vendor/linked': { name: 'linked', version: '0.1.0' },
      },
    };
    const manifest = {
      workspaces: ['packages/*'],
      dependencies: { '@acme/core': '1.x', linked: '^1.0.0' },
      devDependencies: { other: 'file:other' },
    };
    const files = { ...MEMBERS, '/app/package-lock.json': JSON.stringify(lockfile) };
    const { names, resolved } = await judged('/app', manifest, files);
    // A folder that was linked before, and whose version will not do for what stands there now, is no answer.
    assert.deepEqual(names, ['linked']);
    assert.deepEqual(resolved, [
      ['@acme/core', 'workspace-package'],
      ['linked', '1.0.0'],
      ['other', 'not-from-registry'],
    ]);
  });

  it('are those of a pnpm workspace whose lockfile is of a pnpm that links them', async () => {
    const lockfile = `lockfileVersion: '6.0'

importers:

  .: {}

  packages/core: {}

  packages/web: {}
`;
    const files = { ...MEMBERS, '/app/pnpm-lock.yaml': lockfile };
    const { names } = await judged('/app/packages/web', { dependencies: { '@acme/core': '^1.0.0' } }, files);
    assert.deepEqual(names, []);
  });
});
