import assert from 'node:assert/strict';
import { JudgingEngine } from '../../../server/src/engine/judging-engine.js';
import { LOCKFILE_FORMATS } from '../../../server/src/formats/index.js';
import { absent, ok, readDeclared, type Remedy, type VersionFacts } from '../../../server/src/model/index.js';
import { changeText, offerRemedies, offerTransitiveRemedies } from '../../../server/src/remedies/index.js';
import { fakeParts } from '../../support/fake-engine-parts.js';
import { pnpmLockfile } from '../../support/pnpm-lockfile.js';
import { NOW, packument } from '../../support/subjects.js';

const SIGNAL = new AbortController().signal;
const CATALOG = '/ws/pnpm-workspace.yaml';
const API = '/ws/packages/api/package.json';

/** Two members that refer to one entry, which brings in a package that its publisher warns of. */
const FILES = {
  '/ws/package.json': '{ "name": "ws", "private": true }',
  [CATALOG]: 'packages:\n  - packages/*\n\ncatalog:\n  form: ^1.0.0\n',
  [API]: '{ "name": "@ws/api", "dependencies": { "form": "catalog:" } }',
  '/ws/packages/web/package.json': '{ "name": "@ws/web", "dependencies": { "form": "catalog:" } }',
  '/ws/pnpm-lock.yaml': pnpmLockfile(
    {
      'packages/api': { dependencies: { form: ['catalog:', '1.0.0'] } },
      'packages/web': { dependencies: { form: ['catalog:', '1.0.0'] } },
    },
    { 'form@1.0.0': { deep: '1.0.0' }, 'deep@1.0.0': {} },
  ),
};

const PUBLISHED: Readonly<Record<string, Readonly<Record<string, Partial<VersionFacts>>>>> = {
  form: { '1.0.0': asking({ deep: '1.0.0' }), '1.1.0': asking({ deep: '1.1.0' }) },
  deep: { '1.0.0': { ...asking({}), deprecated: 'Old.' }, '1.1.0': asking({}) },
};

function asking(dependencies: Readonly<Record<string, string>>): Partial<VersionFacts> {
  return { declares: JSON.stringify(readDeclared({ dependencies })) };
}

async function fixesIn(manifestPath: string, files: Readonly<Record<string, string>> = FILES) {
  const { parts } = fakeParts({
    files,
    answers: {
      packument: ({ name }) => {
        const versions = PUBLISHED[name];
        return versions === undefined ? absent(NOW) : ok(packument({ name, versions }), NOW);
      },
    },
    parts: { lockfileFormats: LOCKFILE_FORMATS, offerRemedies, offerTransitiveRemedies, changeText },
  });
  const engine = new JudgingEngine(parts);
  const project = await engine.open({ manifestPath, trusted: true });
  assert.ok(project !== undefined);
  const { assessments } = await engine.judge(project, { signal: SIGNAL, scope: 'brought-in' });
  const deep = assessments.find(({ subject }) => subject.name === 'deep');
  assert.ok(deep?.subject.broughtInBy === 'form');
  return { engine, project, remedies: await engine.remedies(project, deep, SIGNAL) };
}

function upgradeIn(remedies: readonly Remedy[]): Remedy {
  const found = remedies.find(({ kind }) => kind === 'upgrade');
  assert.ok(found !== undefined, remedies.map(({ title }) => title).join(', '));
  return found;
}

describe('fixes of a package that a line brings in through a catalog', () => {
  it('raise the entry in the file that declares it, for all members that refer to it', async () => {
    const { engine, project, remedies } = await fixesIn(API);
    const upgrade = upgradeIn(remedies);
    assert.equal(
      upgrade.title,
      'Upgrade form to 1.1.0 (lowest safe version without deep 1.0.0) in pnpm-workspace.yaml',
    );
    assert.equal(upgrade.outlook, 'After the install nothing brings in deep 1.0.0 any more.');
    assert.deepEqual(upgrade.changes, []);
    const edits = await engine.remedyEdits(project, upgrade);
    assert.deepEqual(
      edits?.map(({ file, edits: own }) => [file, own.map(({ newText }) => newText)]),
      [[CATALOG, ['^1.1.0']]],
    );
  });

  it('raise the entry where the catalog itself is looked at', async () => {
    const upgrade = upgradeIn((await fixesIn(CATALOG)).remedies);
    assert.equal(upgrade.title, 'Upgrade form to 1.1.0 (lowest safe version without deep 1.0.0)');
    assert.equal(upgrade.outlook, 'After the install nothing brings in deep 1.0.0 any more.');
    assert.deepEqual(upgrade.changes, [{ op: 'set', path: ['catalog', 'form'], expected: '^1.0.0', value: '^1.1.0' }]);
  });

  it('say that a member which does not refer to the entry still brings it in', async () => {
    const web = '{ "name": "@ws/web", "dependencies": { "form": "1.0.0" } }';
    const upgrade = upgradeIn((await fixesIn(API, { ...FILES, '/ws/packages/web/package.json': web })).remedies);
    assert.match(upgrade.title, / in pnpm-workspace\.yaml – form still brings in deep 1\.0\.0$/);
  });
});
