import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import { placePath, projectAt, shownBelow } from '../../server/src/agents/place-path.js';
import { isProblem, type ToolProblem } from '../../server/src/agents/tool.js';
import type { MeantProject } from '../../server/src/engine/engine.js';
import { meantProject } from '../../server/src/engine/meant-project.js';
import { LOCKFILE_FORMATS, SETTINGS_FORMATS } from '../../server/src/formats/index.js';

const FOLDERS = ['/work/shop', '/work/other'];
const FORMATS = { lockfileFormats: LOCKFILE_FORMATS, settingsFormats: SETTINGS_FORMATS };

/** The project that a path means, and the opened folder that it lies in. */
function meant(
  folders: readonly string[],
  given: string | undefined,
): ToolProblem | (MeantProject & { readonly folder: string }) {
  const found = placePath(folders, given);
  if (isProblem(found)) return found;
  const project = projectAt(found, { meant: (file) => meantProject(file, FORMATS) });
  return isProblem(project) ? project : { ...project, folder: found.folder };
}

describe("an agent's path", () => {
  const CASES: readonly (readonly [given: string | undefined, manifestPath: string, folder: string])[] = [
    [undefined, '/work/shop/package.json', '/work/shop'],
    ['.', '/work/shop/package.json', '/work/shop'],
    ['packages/web', '/work/shop/packages/web/package.json', '/work/shop'],
    ['packages/web/package.json', '/work/shop/packages/web/package.json', '/work/shop'],
    ['/work/other', '/work/other/package.json', '/work/other'],
    ['../other', '/work/other/package.json', '/work/other'],
    ['..dots', '/work/shop/..dots/package.json', '/work/shop'],
    ['pnpm-workspace.yaml', '/work/shop/package.json', '/work/shop'],
    ['web/.yarnrc.yml', '/work/shop/web/package.json', '/work/shop'],
  ];

  for (const [given, manifestPath, folder] of CASES) {
    it(`${String(given)} means ${manifestPath}`, () => {
      assert.deepEqual(meant(FOLDERS, given), { manifestPath, folder });
    });
  }

  for (const given of ['..', '/', '/work', '/work/shopping', '/etc/passwd', 'a/../../..', '/work/shop/../secret']) {
    it(`${given} leads nowhere`, () => assert.ok(isProblem(meant(FOLDERS, given))));
  }

  for (const [given, manifestPath] of [
    ['yarn.lock', '/work/shop/package.json'],
    ['web/pnpm-lock.yaml', '/work/shop/web/package.json'],
    ['node_modules/.package-lock.json', '/work/shop/package.json'],
  ] as const) {
    it(`${given} means that lockfile of ${manifestPath}`, () => {
      const lockfile = `/work/shop/${given}`;
      assert.deepEqual(meant(FOLDERS, given), { manifestPath, lockfile, folder: '/work/shop' });
    });
  }

  it('leads out of an opened folder by no lockfile, whatever the folder is called', () => {
    assert.ok(isProblem(meant(['/work/shop/node_modules'], '.package-lock.json')));
    for (const folder of ['/work/yarn.lock', '/work/package.json', '/work/pnpm-workspace.yaml']) {
      assert.deepEqual(meant([folder], undefined), { manifestPath: `${folder}/package.json`, folder });
    }
  });

  it('leads nowhere where nothing is opened', () => assert.ok(isProblem(meant([], undefined))));

  it('never leads out of what is opened', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '/',
      'a',
      'package.json',
      'yarn.lock',
      'node_modules',
      '.package-lock.json',
      '',
      '\\',
      'work',
      'shop',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('/')),
        (given) => {
          const found = meant(FOLDERS, given);
          if (isProblem(found)) return;
          assert.ok(found.manifestPath.startsWith(found.folder + path.sep));
          assert.equal(path.basename(found.manifestPath), 'package.json');
        },
      ),
    );
  });

  it('is told as the reader knows it', () => {
    assert.deepEqual(
      ['/work/shop/a/package.json', '/work/shop', '/home/ada/x.json'].map((file) => shownBelow('/work/shop', file)),
      ['a/package.json', '.', 'x.json'],
    );
  });
});
