import assert from 'node:assert/strict';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { judgeWholeProject, type WholeProject } from '../../server/src/engine/whole-project.js';
import { LOCKFILE_FORMATS } from '../../server/src/formats/index.js';
import { inEnglish } from '../../server/src/model/index.js';
import { lockfileInjected } from '../../server/src/rules/lockfile-injected.js';
import { fakeParts } from '../support/fake-engine-parts.js';

const REF = { manifestPath: '/shop/package.json', trusted: true };

const NPM = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { a: '1.0.0' } },
    'node_modules/a': { version: '1.0.0', dependencies: { deep: '1' } },
    'node_modules/deep': { version: '1.0.0' },
  },
});
const OLD_NPM = JSON.stringify({
  lockfileVersion: 1,
  dependencies: { a: { version: '1.0.0' }, b: { version: '2.0.0' } },
});
const YARN =
  '# yarn lockfile v1\n\n\na@^1.0.0:\n  version "1.0.0"\n  resolved "https://registry.npm.example/a/-/a-1.0.0.tgz#00"\n';
const PNPM = `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      a:
        specifier: 1.0.0
        version: 1.0.0

packages:

  a@1.0.0:
    resolution: {integrity: sha512-AAAA}

snapshots:

  a@1.0.0: {}
`;

function engineOn(files: Readonly<Record<string, string>>): JudgingEngine {
  const { parts } = fakeParts({ files, parts: { lockfileFormats: LOCKFILE_FORMATS, rules: [lockfileInjected] } });
  return new JudgingEngine(parts);
}

async function judged(files: Readonly<Record<string, string>>): Promise<WholeProject | undefined> {
  const engine = engineOn(files);
  const project = await engine.open({ ...REF, orLockfile: true });
  const signal = new AbortController().signal;
  return project && judgeWholeProject(project, { engine, signal, shownPath: (file) => file });
}

describe('a lockfile without a manifest', () => {
  const cases: readonly (readonly [file: string, text: string, names: readonly string[], direct: readonly string[]])[] =
    [
      ['package-lock.json', NPM, ['a', 'deep'], ['a']],
      ['package-lock.json', OLD_NPM, ['a', 'b'], []],
      ['yarn.lock', YARN, ['a'], []],
      ['pnpm-lock.yaml', PNPM, ['a'], ['a']],
    ];
  for (const [file, text, names, direct] of cases) {
    it(`is judged for what it holds: ${file} with ${names.join(', ')}`, async () => {
      const project = await judged({ [`/shop/${file}`]: text });
      const subjects = project?.judged.map(({ assessment }) => assessment.subject) ?? [];
      assert.deepEqual(
        subjects.map(({ name }) => name),
        names,
      );
      assert.deepEqual(
        subjects.filter((one) => one.direct).map(({ name }) => name),
        direct,
      );
      assert.equal(project?.path, `/shop/${file}`);
      assert.equal(inEnglish(project.notes[0] ?? ''), `There is no package.json: ${file} is judged for what it holds.`);
      // Who asks for it is not known; that is no reason to call it injected.
      assert.deepEqual(
        project.judged.flatMap(({ assessment }) => assessment.findings),
        [],
      );
    });
  }

  it('stands in for no manifest that is there, and for none where nobody asks for that', async () => {
    const both = await judged({ '/shop/package.json': '{ "dependencies": {} }', '/shop/package-lock.json': NPM });
    assert.equal(both?.path, '/shop/package.json');
    assert.equal(await engineOn({ '/shop/package-lock.json': NPM }).open(REF), undefined);
  });

  it('is the one that is meant, where there are several and a manifest', async () => {
    const files = { '/shop/package.json': '{ "dependencies": { "a": "1" } }', '/shop/package-lock.json': NPM };
    const engine = engineOn({ ...files, '/shop/yarn.lock': YARN });
    const locked = async (file: string): Promise<readonly string[] | undefined> => {
      const project = await engine.open({ ...engine.meant(file), trusted: true, orLockfile: true });
      return project && [project.manifestPath, project.lockfilePath ?? '', project.graph?.format ?? ''];
    };
    assert.deepEqual(await locked('/shop/package-lock.json'), [
      ...['/shop/package.json', '/shop/package-lock.json', 'package-lock.json'],
    ]);
    assert.deepEqual(await locked('/shop/yarn.lock'), ['/shop/package.json', '/shop/yarn.lock', 'yarn.lock']);
    // What is meant and cannot be read is no reason to judge something else.
    assert.equal(await locked('/shop/pnpm-lock.yaml'), undefined);
    assert.equal(await locked('/nowhere/yarn.lock'), undefined);
  });

  it('is not looked for elsewhere', async () => {
    assert.equal(await judged({ '/package-lock.json': NPM }), undefined);
    assert.equal(await judged({}), undefined);
  });
});
