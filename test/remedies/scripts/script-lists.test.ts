import assert from 'node:assert/strict';
import { inEnglish, type PackageManager, type Words } from '../../../server/src/model/index.js';
import type { ScriptSite } from '../../../server/src/remedies/remedy.js';
import { changeText } from '../../../server/src/remedies/index.js';
import { scriptListChanges } from '../../../server/src/remedies/scripts/script-lists.js';
import type { ScriptWish } from '../../../server/src/remedies/scripts/script-site.js';
import { applyEdits } from '../support/marked-edits.js';

interface Given {
  readonly manager: PackageManager;
  readonly version?: string;
  readonly root?: object;
  /** Of `pnpm-workspace.yaml` or `.yarnrc.yml`; absent: there is no such file. */
  readonly settings?: string;
}

const SETTINGS: Readonly<Partial<Record<PackageManager, string>>> = {
  pnpm: '/p/pnpm-workspace.yaml',
  yarn: '/p/.yarnrc.yml',
};

/** `esbuild@0.21.5` allows this version, `!esbuild` denies. What the files hold then; undefined where there is no list. */
function after({ manager, version, root = {}, settings }: Given, ...wishes: readonly string[]) {
  const file = SETTINGS[manager];
  const text = JSON.stringify(root, undefined, 2);
  const site: ScriptSite = {
    ...{ manager, root: { text } },
    ...(version !== undefined && { version }),
    ...(file !== undefined && { settings: { file, ...(settings !== undefined && { text: settings }) } }),
  };
  const made = scriptListChanges(site, wishes.map(wishFor));
  if (made === undefined) return undefined;
  const inRoot = changeText('/p/package.json', text, made.root);
  const inSettings = changeText(file ?? '/p/none.yaml', settings ?? '', made.settings);
  assert.ok(inRoot !== undefined && inSettings !== undefined);
  return {
    root: JSON.parse(applyEdits(text, inRoot)) as object,
    settings: applyEdits(settings ?? '', inSettings),
    where: inEnglish(made.where),
    caveat: said(made.caveat),
  };
}

function said(words: Words | undefined): string | undefined {
  return words && inEnglish(words);
}

function wishFor(wish: string): ScriptWish {
  const [name = '', of] = wish.replace(/^!/, '').split('@');
  return { name, allow: !wish.startsWith('!'), versions: of === undefined ? [] : of.split('+') };
}

describe('scriptListChanges', () => {
  describe('writes what npm reads', () => {
    const cases: readonly (readonly [string, object | undefined, readonly string[], object])[] = [
      ['a version in a new list', undefined, ['esbuild@0.21.5'], { 'esbuild@0.21.5': true }],
      ['several versions under one key', undefined, ['esbuild@0.21.5+0.25.0'], { 'esbuild@0.21.5 || 0.25.0': true }],
      ['a name where the lockfile tells no version', undefined, ['esbuild'], { esbuild: true }],
      ['a denial of every version', { 'esbuild@0.21.4': true }, ['!esbuild'], { esbuild: false }],
      [
        'another version in the place of one',
        { 'esbuild@0.21.4': true, a: true },
        ['esbuild@0.21.5'],
        { 'esbuild@0.21.5': true, a: true },
      ],
      ['a version in the place of a name', { esbuild: true }, ['esbuild@0.21.5'], { 'esbuild@0.21.5': true }],
      ['what was denied before', { esbuild: false }, ['esbuild@0.21.5'], { 'esbuild@0.21.5': true }],
      [
        'one entry for what had several',
        { 'esbuild@1.0.0': true, 'esbuild@2.0.0': false },
        ['esbuild@0.21.5'],
        { 'esbuild@0.21.5': true },
      ],
      ['nothing that is there already', { 'esbuild@0.21.5': true }, ['esbuild@0.21.5'], { 'esbuild@0.21.5': true }],
      ['several at once', undefined, ['esbuild@0.21.5', '!evil'], { 'esbuild@0.21.5': true, evil: false }],
    ];
    for (const [what, allowScripts, wishes, expected] of cases) {
      it(what, () => {
        const root = { name: 'shop', ...(allowScripts !== undefined && { allowScripts }) };
        assert.deepEqual(after({ manager: 'npm', version: '12.2.2', root }, ...wishes)?.root, {
          name: 'shop',
          allowScripts: expected,
        });
      });
    }

    it('and says from which version on, and which still run what is not named', () => {
      assert.equal(after({ manager: 'npm', version: '11.15.0' }, 'a@1.0.0'), undefined);
      assert.match(after({ manager: 'npm', version: '11.21.2' }, 'a@1.0.0')?.caveat ?? '', /before 12 it also runs/);
      assert.match(after({ manager: 'npm' }, 'a@1.0.0')?.caveat ?? '', /from 11\.16 on; before 12/);
      assert.equal(after({ manager: 'npm' }, '!a')?.caveat, 'npm reads this from 11.16 on.');
      assert.equal(after({ manager: 'npm', version: '12.0.0' }, 'a@1.0.0')?.caveat, undefined);
    });
  });

  describe('writes what pnpm reads', () => {
    const cases: readonly (readonly [string, Omit<Given, 'manager'>, readonly string[], object | undefined, string])[] =
      [
        [
          'a map in a new file',
          {},
          ['esbuild@0.21.5', '!evil'],
          undefined,
          'allowBuilds:\n  esbuild@0.21.5: true\n  evil: false\n',
        ],
        [
          'a map beside other settings',
          { version: '11.28.11', settings: 'packages:\n  - packages/*\n' },
          ['esbuild@0.21.5+0.25.0'],
          undefined,
          'packages:\n  - packages/*\nallowBuilds:\n  esbuild@0.21.5 || 0.25.0: true\n',
        ],
        [
          'a decision where pnpm has left the question',
          { settings: 'allowBuilds:\n  esbuild: set this to true or false # ?\n' },
          ['!esbuild'],
          undefined,
          'allowBuilds:\n  esbuild: false # ?\n',
        ],
        [
          'permissions, where the project has them',
          { version: '12.21.0', settings: 'permissions:\n  esbuild:\n    build: true\n' },
          ['!esbuild', 'sharp@1.0.0'],
          undefined,
          'permissions:\n  esbuild:\n    build: false\n  sharp@1.0.0:\n    build: true\n',
        ],
        [
          'a list of names, before 10.26',
          { version: '10.18.3', settings: 'onlyBuiltDependencies:\n  - esbuild\n' },
          ['sharp@1.0.0', '!esbuild'],
          undefined,
          'onlyBuiltDependencies:\n  - sharp\nignoredBuiltDependencies:\n  - esbuild\n',
        ],
        [
          'a list of versions, from 10.19 on',
          { version: '10.20.0', settings: 'onlyBuiltDependencies: [esbuild]\n' },
          ['esbuild@0.21.5'],
          undefined,
          'onlyBuiltDependencies: [esbuild@0.21.5]\n',
        ],
        [
          'a list in package.json, before 10.5',
          { version: '9.15.9' },
          ['esbuild@0.21.5'],
          { pnpm: { onlyBuiltDependencies: ['esbuild'] } },
          '',
        ],
        [
          'one list or the other, before 10',
          { version: '9.15.9' },
          ['!evil'],
          { pnpm: { neverBuiltDependencies: ['evil'] } },
          '',
        ],
        [
          'the list in package.json that is there',
          { root: { pnpm: { onlyBuiltDependencies: ['esbuild', 'evil'] } } },
          ['!evil'],
          { pnpm: { onlyBuiltDependencies: ['esbuild'], ignoredBuiltDependencies: ['evil'] } },
          '',
        ],
      ];
    for (const [what, given, wishes, root, settings] of cases) {
      it(what, () => {
        const made = after({ manager: 'pnpm', ...given }, ...wishes);
        assert.equal(made?.settings, settings);
        assert.deepEqual(made.root, root ?? given.root ?? {});
      });
    }
  });

  describe('writes what yarn reads', () => {
    it('and switches the others off, where yarn would run them', () => {
      const made = after({ manager: 'yarn', settings: 'nodeLinker: pnp\n' }, 'esbuild@0.21.5+0.25.0');
      const built = { built: true };
      assert.deepEqual(made?.root, { dependenciesMeta: { 'esbuild@0.21.5': built, 'esbuild@0.25.0': built } });
      assert.equal(made.settings, 'nodeLinker: pnp\nenableScripts: false\n');
      assert.equal(made.where, 'dependenciesMeta in package.json, enableScripts in .yarnrc.yml');
    });

    it('and nothing in settings that say so already, or for a denial', () => {
      assert.equal(
        after({ manager: 'yarn', settings: 'enableScripts: true\n' }, 'a@1.0.0')?.settings,
        'enableScripts: false\n',
      );
      assert.equal(
        after({ manager: 'yarn', settings: 'enableScripts: false\n' }, 'a@1.0.0')?.settings,
        'enableScripts: false\n',
      );
      assert.equal(after({ manager: 'yarn', version: '4.14.0' }, 'a@1.0.0')?.settings, '');
      assert.equal(after({ manager: 'yarn' }, '!a')?.settings, '');
    });

    it('and keeps what else it is told of the package', () => {
      const root = { dependenciesMeta: { esbuild: { built: true, unplugged: true } } };
      assert.deepEqual(after({ manager: 'yarn', version: '4.18.1', root }, 'esbuild@0.21.5')?.root, {
        dependenciesMeta: { esbuild: { unplugged: true }, 'esbuild@0.21.5': { built: true } },
      });
      assert.deepEqual(after({ manager: 'yarn', root }, '!esbuild')?.root, {
        dependenciesMeta: { esbuild: { built: false, unplugged: true } },
      });
    });
  });

  describe('writes what bun reads', () => {
    it('names, without versions', () => {
      const root = { trustedDependencies: ['sharp'] };
      const made = after({ manager: 'bun', root }, 'esbuild');
      assert.deepEqual(made?.root, { trustedDependencies: ['sharp', 'esbuild'] });
      assert.equal(made.caveat, undefined);
      assert.deepEqual(after({ manager: 'bun', root }, '!sharp')?.root, { trustedDependencies: [] });
    });

    it('an empty list, as bun trusts some by itself', () => {
      const made = after({ manager: 'bun' }, '!esbuild');
      assert.deepEqual(made?.root, { trustedDependencies: [] });
      assert.match(made.caveat ?? '', /ends the one of packages that bun trusts by itself/);
    });
  });

  it('knows no list of other managers', () => {
    for (const manager of ['yarn-classic', 'vlt', 'deno'] as const)
      assert.equal(after({ manager }, 'a@1.0.0'), undefined);
  });
});
