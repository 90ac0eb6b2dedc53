import assert from 'node:assert/strict';
import path from 'node:path';
import { remediesOfEntry } from '../../server/src/engine/catalog-remedies.js';
import type { Engine, Project } from '../../server/src/engine/engine.js';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { LOCKFILE_FORMATS } from '../../server/src/formats/index.js';
import { absent, ok, type Assessment, type Remedy } from '../../server/src/model/index.js';
import { changeText, offerRemedies } from '../../server/src/remedies/index.js';
import { fakeParts, type FakeWorld } from '../support/fake-engine-parts.js';
import { pnpmLockfile } from '../support/pnpm-lockfile.js';
import { NOW, packument } from '../support/subjects.js';

const SIGNAL = new AbortController().signal;

const MEMBERS = {
  '/ws/packages/api/package.json': '{ "name": "@ws/api", "dependencies": { "form": "catalog:", "lo": "catalog:old" } }',
  '/ws/packages/web/package.json': '{ "name": "@ws/web", "devDependencies": { "form": "catalog:default" } }',
};

const PNPM = {
  ...MEMBERS,
  '/ws/package.json': '{ "name": "ws", "private": true }',
  '/ws/pnpm-workspace.yaml': `packages:
  - packages/*

catalog:
  # what all use
  form: ^1.0.0
  spare: 1.0.0

catalogs:
  old:
    lo: npm:other@1.1.0
`,
  '/ws/pnpm-lock.yaml': pnpmLockfile(
    {
      'packages/api': { dependencies: { form: ['catalog:', '1.0.0'], lo: ['catalog:old', 'other@1.1.0'] } },
      'packages/web': { devDependencies: { form: ['catalog:default', '1.0.0'] } },
    },
    { 'form@1.0.0': {}, 'other@1.1.0': {} },
  ),
};

function withoutLockfile(files: typeof PNPM): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).filter(([file]) => !file.endsWith('-lock.yaml')));
}

const YARN = {
  ...MEMBERS,
  '/ws/package.json': '{ "name": "ws", "workspaces": ["packages/*"] }',
  '/ws/.yarnrc.yml': 'catalog:\n  form: ^1.0.0\ncatalogs:\n  old:\n    lo: "npm:other@1.1.0"\n',
};

const BUN = {
  ...MEMBERS,
  '/ws/package.json': `{
  "name": "ws",
  "workspaces": {
    "packages": ["packages/*"],
    "catalog": { "form": "^1.0.0" },
    "catalogs": { "old": { "lo": "npm:other@1.1.0" } }
  }
}`,
};

const registry: FakeWorld['answers'] = {
  packument: ({ name }) => {
    if (!['form', 'other', 'spare'].includes(name)) return absent(NOW);
    return ok(packument({ name, versions: { '1.0.0': { deprecated: 'Old.' }, '1.1.0': {} } }), NOW);
  },
};

interface Opened {
  readonly engine: Engine;
  readonly project: Project;
  readonly asked: readonly string[];
  readonly assessments: readonly Assessment[];
}

async function judged(files: Readonly<Record<string, string>>, manifest: string): Promise<Opened> {
  const parts = { lockfileFormats: LOCKFILE_FORMATS, offerRemedies, changeText };
  const { parts: all, asked } = fakeParts({ files, answers: registry, parts });
  const engine = new JudgingEngine(all);
  const project = await engine.open({ manifestPath: manifest, trusted: true });
  assert.ok(project !== undefined);
  const { assessments } = await engine.judge(project, { signal: SIGNAL, scope: 'direct' });
  return { engine, project, asked, assessments };
}

function summary({ subject, level }: Assessment): readonly unknown[] {
  const { name, resolution, dependency, catalog } = subject;
  const version = resolution.from === 'nowhere' ? resolution.because : `${resolution.version} (${resolution.from})`;
  return [name, dependency?.raw, catalog && path.basename(catalog.file), version, level];
}

describe('a line that refers to a catalog', () => {
  it('is judged as what the catalog asks for, in the version that is locked', async () => {
    const { assessments } = await judged(PNPM, '/ws/packages/api/package.json');
    assert.deepEqual(assessments.map(summary), [
      ['form', '^1.0.0', 'pnpm-workspace.yaml', '1.0.0 (lockfile)', 'medium'],
      ['other', 'npm:other@1.1.0', 'pnpm-workspace.yaml', '1.1.0 (lockfile)', 'none'],
    ]);
    assert.deepEqual(
      assessments.map(({ subject }) => subject.catalog?.reference),
      ['catalog:', 'catalog:old'],
    );
  });

  for (const [manager, files, file] of [
    ['yarn', YARN, '.yarnrc.yml'],
    ['bun', BUN, 'package.json'],
  ] as const) {
    it(`finds the catalog of ${manager} above the member, also without a lockfile`, async () => {
      const { assessments } = await judged(files, '/ws/packages/api/package.json');
      assert.deepEqual(assessments.map(summary), [
        ['form', '^1.0.0', file, '1.1.0 (registry)', 'none'],
        ['other', 'npm:other@1.1.0', file, '1.1.0 (registry)', 'none'],
      ]);
    });
  }

  it("finds pnpm's catalogs without a lockfile, links what is linked, and asks nobody about members", async () => {
    const files = {
      ...withoutLockfile(PNPM),
      '/ws/packages/web/package.json': JSON.stringify({
        name: '@ws/web',
        dependencies: { form: 'catalog:', '@ws/api': 'workspace:*', other: 'link:../other', spare: '1.0.0' },
      }),
    };
    const { assessments, asked } = await judged(files, '/ws/packages/web/package.json');
    assert.deepEqual(assessments.map(summary), [
      ['form', '^1.0.0', 'pnpm-workspace.yaml', '1.1.0 (registry)', 'none'],
      ['@ws/api', 'workspace:*', undefined, 'not-from-registry', 'none'],
      ['other', 'link:../other', undefined, 'not-from-registry', 'none'],
      ['spare', '1.0.0', undefined, '1.0.0 (registry)', 'medium'],
    ]);
    assert.deepEqual(
      asked.filter((question) => /@ws|other/.test(question)),
      [],
    );
    const { assessments: entries } = await judged(files, '/ws/pnpm-workspace.yaml');
    assert.deepEqual(entries.map(summary), [
      ['form', '^1.0.0', undefined, '1.1.0 (registry)', 'none'],
      ['spare', '1.0.0', undefined, '1.0.0 (registry)', 'medium'],
      ['other', 'npm:other@1.1.0', undefined, '1.1.0 (registry)', 'none'],
    ]);
  });

  it('is not judged where the catalog has no such entry', async () => {
    const files = { ...PNPM, '/ws/packages/web/package.json': '{ "dependencies": { "form": "catalog:none" } }' };
    const { assessments, asked } = await judged(files, '/ws/packages/web/package.json');
    assert.deepEqual(assessments.map(summary), [['form', 'catalog:none', undefined, 'not-from-registry', 'none']]);
    assert.deepEqual(asked, []);
  });

  it('is fixed in the catalog, whose comments stay', async () => {
    const { engine, project, assessments } = await judged(PNPM, '/ws/packages/api/package.json');
    assert.ok(assessments[0] !== undefined);
    const [upgrade] = await engine.remedies(project, assessments[0], SIGNAL);
    assert.ok(upgrade !== undefined);
    assert.equal(upgrade.title, 'Upgrade form to 1.1.0 (lowest safe version) in pnpm-workspace.yaml');
    const edits = await engine.remedyEdits(project, upgrade);
    const before = PNPM['/ws/pnpm-workspace.yaml'];
    const start = before.indexOf('^1.0.0');
    assert.deepEqual(edits, [
      {
        file: '/ws/pnpm-workspace.yaml',
        before,
        edits: [{ span: { start, end: start + '^1.0.0'.length }, newText: '^1.1.0' }],
      },
    ]);
  });
});

describe("a catalog's entry", () => {
  it('is judged where it stands, in the version that the members have locked, else as what it resolves to', async () => {
    const { assessments } = await judged(PNPM, '/ws/pnpm-workspace.yaml');
    assert.deepEqual(assessments.map(summary), [
      ['form', '^1.0.0', undefined, '1.0.0 (lockfile)', 'medium'],
      ['spare', '1.0.0', undefined, '1.0.0 (registry)', 'medium'],
      ['other', 'npm:other@1.1.0', undefined, '1.1.0 (lockfile)', 'none'],
    ]);
  });

  it('says which members use it', async () => {
    const { assessments } = await judged(PNPM, '/ws/pnpm-workspace.yaml');
    assert.deepEqual(
      assessments.map(({ subject }) => subject.paths),
      [
        [
          ['packages/api', 'form@1.0.0'],
          ['packages/web', 'form@1.0.0'],
        ],
        [],
        [['packages/api', 'other@1.1.0']],
      ],
    );
  });

  it('of yarn and bun is judged in its own file', async () => {
    const yarn = await judged(YARN, '/ws/.yarnrc.yml');
    const bun = await judged(BUN, '/ws/package.json');
    for (const { assessments } of [yarn, bun]) {
      assert.deepEqual(
        assessments.map(({ subject }) => [subject.name, subject.dependency?.catalog]),
        [
          ['form', 'default'],
          ['other', 'old'],
        ],
      );
    }
  });

  it('keeps its name, and stays where anybody uses it', async () => {
    const { assessments } = await judged(PNPM, '/ws/pnpm-workspace.yaml');
    const fixes = (['rename', 'remove', 'set'] as const).map((op): Remedy => {
      const change = { path: ['catalog', 'form'], name: 'x', value: '1.1.0' };
      return { kind: 'upgrade', title: op, rules: [], changes: [{ op, ...change }], preferred: false };
    });
    const kept = assessments.slice(0, 2).map((assessment) => {
      const { dependency } = assessment.subject;
      assert.ok(dependency !== undefined);
      return remediesOfEntry({ assessment, dependency, substitutes: [] }, () => fixes).map(({ title }) => title);
    });
    assert.deepEqual(kept, [['set'], ['remove', 'set']]);
  });
});
