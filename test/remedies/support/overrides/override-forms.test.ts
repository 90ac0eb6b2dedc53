import assert from 'node:assert/strict';
import { packageJson } from '../../../../server/src/formats/package-json.js';
import { pnpmWorkspace } from '../../../../server/src/formats/pnpm-workspace.js';
import type { PackageManager } from '../../../../server/src/model/index.js';
import { overrideChanges } from '../../../../server/src/remedies/support/overrides/override-forms.js';
import type { OverrideWish } from '../../../../server/src/remedies/support/overrides/override-wish.js';
import { toTextEdits } from '../../../../server/src/remedies/support/text-edit.js';
import { toYamlEdits } from '../../../../server/src/remedies/support/yaml-edit.js';
import { applyEdits } from '../marked-edits.js';

interface Given {
  readonly manager: PackageManager;
  readonly root: string;
  /** The text of `pnpm-workspace.yaml`; null: there is no such file; undefined: this pnpm reads none. */
  readonly settings?: string | null;
}

const QS: OverrideWish = { name: 'qs', version: '6.7.3', replaced: '6.7.0', below: [], lines: [] };
const BELOW = { ...QS, below: ['body-parser'] };

/** The text of the file that an override changes, afterwards; undefined where none is offered. */
function after({ manager, root, settings }: Given, wish: OverrideWish): string | undefined {
  const site = {
    manager,
    lockfileVersion: '',
    root: { manifest: packageJson.read(root) },
    ...(settings === undefined
      ? {}
      : {
          settings: {
            file: 'pnpm-workspace.yaml',
            manifest: settings === null ? undefined : pnpmWorkspace.read(settings),
          },
        }),
  };
  const made = overrideChanges(site, wish);
  if (made === undefined) return undefined;
  const text = made.where === 'root' ? root : (settings ?? '');
  const edits = made.where === 'root' ? toTextEdits(text, made.changes) : toYamlEdits(text, made.changes);
  assert.ok(edits, `refused: ${JSON.stringify(made)}`);
  return applyEdits(text, edits);
}

const PLAIN = `{
  "name": "shop",
  // what we sell with
  "dependencies": {
    "express": "4.17.1"
  }
}
`;

/** `PLAIN` with one more property at its end. */
function plainWith(property: string): string {
  return PLAIN.replace('"4.17.1"\n  }\n', `"4.17.1"\n  },\n${property}\n`);
}

describe('an override', () => {
  describe('stands where each package manager looks for it:', () => {
    const flat = (list: string) => plainWith(`  "${list}": {\n    "qs": "6.7.3"\n  }`);
    const nested = (list: string, key: string) => plainWith(`  "${list}": {\n    "${key}": "6.7.3"\n  }`);
    const inPnpm = (key: string) => plainWith(`  "pnpm": {\n    "overrides": {\n      "${key}": "6.7.3"\n    }\n  }`);
    const cases: readonly (readonly [string, Given, OverrideWish, string | undefined])[] = [
      ['npm', { manager: 'npm', root: PLAIN }, QS, flat('overrides')],
      [
        'npm, below one package',
        { manager: 'npm', root: PLAIN },
        BELOW,
        plainWith('  "overrides": {\n    "body-parser": {\n      "qs": "6.7.3"\n    }\n  }'),
      ],
      ['yarn', { manager: 'yarn', root: PLAIN }, QS, flat('resolutions')],
      ['yarn, below one package', { manager: 'yarn', root: PLAIN }, BELOW, nested('resolutions', 'body-parser/qs')],
      ['yarn 1', { manager: 'yarn-classic', root: PLAIN }, QS, flat('resolutions')],
      [
        'yarn 1, below a package anywhere',
        { manager: 'yarn-classic', root: PLAIN },
        BELOW,
        nested('resolutions', '**/body-parser/qs'),
      ],
      [
        "yarn 1, below the manifest's own package",
        { manager: 'yarn-classic', root: PLAIN },
        { ...QS, below: ['express'], lines: ['express'] },
        nested('resolutions', 'express/qs'),
      ],
      ['bun', { manager: 'bun', root: PLAIN }, QS, flat('overrides')],
      ['bun, which cannot nest', { manager: 'bun', root: PLAIN }, BELOW, undefined],
      ['pnpm without a settings file of its own', { manager: 'pnpm', root: PLAIN }, QS, inPnpm('qs')],
      ['the same, below one package', { manager: 'pnpm', root: PLAIN }, BELOW, inPnpm('body-parser>qs')],
      [
        'pnpm, in a settings file yet to be made',
        { manager: 'pnpm', root: PLAIN, settings: null },
        QS,
        'overrides:\n  qs: 6.7.3\n',
      ],
      [
        'pnpm, in the settings file that is there',
        { manager: 'pnpm', root: PLAIN, settings: '# ours\npackages:\n  - apps/*\n' },
        BELOW,
        '# ours\npackages:\n  - apps/*\noverrides:\n  body-parser>qs: 6.7.3\n',
      ],
      ['vlt', { manager: 'vlt', root: PLAIN }, QS, undefined],
      ['deno', { manager: 'deno', root: PLAIN }, QS, undefined],
    ];
    for (const [name, given, wish, expected] of cases) it(name, () => assert.equal(after(given, wish), expected));

    it('two parents, two entries', () => {
      const text = after({ manager: 'yarn', root: PLAIN }, { ...QS, below: ['body-parser', '@acme/router'] });
      const { resolutions } = JSON.parse(text?.replace('// what we sell with', '') ?? '') as { resolutions: unknown };
      assert.deepEqual(resolutions, { 'body-parser/qs': '6.7.3', '@acme/router/qs': '6.7.3' });
    });
  });

  describe('of pnpm stands where its version looks:', () => {
    const named = (version: string) => `{ "packageManager": "pnpm@${version}" }\n`;
    const own = `{ "pnpm": { "overrides": { "ms": "2.1.3" } } }\n`;
    const settings = 'overrides:\n  ms: 2.1.3\n';
    const cases: readonly (readonly [string, Given, 'package.json' | 'pnpm-workspace.yaml'])[] = [
      ['9 in the manifest', { manager: 'pnpm', root: named('9.15.0'), settings: null }, 'package.json'],
      ['10.4 in the manifest', { manager: 'pnpm', root: named('10.4.1'), settings: null }, 'package.json'],
      [
        '10.6 in its settings',
        { manager: 'pnpm', root: named('10.6.0+sha512.abc'), settings: null },
        'pnpm-workspace.yaml',
      ],
      [
        '10.6 in the manifest, where others stand there',
        { manager: 'pnpm', root: own.replace('{ ', '{ "packageManager": "pnpm@10.6.0", '), settings: null },
        'package.json',
      ],
      [
        '11 in its settings, whatever the manifest holds',
        { manager: 'pnpm', root: own.replace('{ ', '{ "packageManager": "pnpm@11.2.0", '), settings: null },
        'pnpm-workspace.yaml',
      ],
      ['where others stand', { manager: 'pnpm', root: '{}\n', settings }, 'pnpm-workspace.yaml'],
      [
        'where others stand, in the manifest',
        { manager: 'pnpm', root: own, settings: 'packages: []\n' },
        'package.json',
      ],
      ['where others stand in both, in the settings', { manager: 'pnpm', root: own, settings }, 'pnpm-workspace.yaml'],
    ];
    for (const [name, given, expected] of cases) {
      it(name, () => {
        const text = after(given, QS) ?? '';
        assert.equal(text.startsWith('{') ? 'package.json' : 'pnpm-workspace.yaml', expected);
        assert.match(text, /qs"?: "?6\.7\.3/);
      });
    }
  });

  describe('that is there is changed where it stands:', () => {
    const cases: readonly (readonly [string, PackageManager, string, OverrideWish, string | undefined])[] = [
      [
        'npm',
        'npm',
        '{ "overrides": { "qs": "6.7.1" /* for now */ } }',
        QS,
        '{ "overrides": { "qs": "6.7.3" /* for now */ } }',
      ],
      [
        'npm, with a range',
        'npm',
        '{ "overrides": { "qs@^6": "6.7.1" } }',
        QS,
        '{ "overrides": { "qs@^6": "6.7.3" } }',
      ],
      [
        'npm, with a range of other versions beside it',
        'npm',
        '{ "overrides": { "qs@^5": "5.2.1" } }',
        QS,
        '{ "overrides": { "qs@^5": "5.2.1", "qs": "6.7.3" } }',
      ],
      [
        'npm, with what lies below it',
        'npm',
        '{ "overrides": { "qs": { ".": "6.7.1", "x": "1.0.0" } } }',
        QS,
        '{ "overrides": { "qs": { ".": "6.7.3", "x": "1.0.0" } } }',
      ],
      [
        'npm, where only what lies below it is overridden',
        'npm',
        '{ "overrides": { "qs": { "x": "1.0.0" } } }',
        QS,
        '{ "overrides": { "qs": { "x": "1.0.0", ".": "6.7.3" } } }',
      ],
      [
        'npm, below one package',
        'npm',
        '{ "overrides": { "body-parser": { "qs": "6.7.1" } } }',
        BELOW,
        '{ "overrides": { "body-parser": { "qs": "6.7.3" } } }',
      ],
      [
        'npm, below a package that is overridden itself',
        'npm',
        '{\n  "overrides": {\n    "body-parser": "1.19.0"\n  }\n}\n',
        BELOW,
        '{\n  "overrides": {\n    "body-parser": {\n      ".": "1.19.0",\n      "qs": "6.7.3"\n    }\n  }\n}\n',
      ],
      ['yarn', 'yarn', '{ "resolutions": { "qs": "6.7.1" } }', QS, '{ "resolutions": { "qs": "6.7.3" } }'],
      [
        'yarn, with a range',
        'yarn',
        '{ "resolutions": { "qs@npm:6.7.0": "6.7.1" } }',
        QS,
        '{ "resolutions": { "qs@npm:6.7.0": "6.7.3" } }',
      ],
      [
        'yarn 1, with stars',
        'yarn-classic',
        '{ "resolutions": { "**/qs": "6.7.1" } }',
        QS,
        '{ "resolutions": { "**/qs": "6.7.3" } }',
      ],
      [
        'bun, in the list of yarn',
        'bun',
        '{ "resolutions": { "qs": "6.7.1" } }',
        QS,
        '{ "resolutions": { "qs": "6.7.3" } }',
      ],
      [
        'pnpm',
        'pnpm',
        '{ "pnpm": { "overrides": { "qs@<6.7.1": "6.7.1" } } }',
        QS,
        '{ "pnpm": { "overrides": { "qs@<6.7.1": "6.7.3" } } }',
      ],
      [
        'pnpm, below one version of a package',
        'pnpm',
        '{ "pnpm": { "overrides": { "body-parser>qs": "6.7.1" } } }',
        BELOW,
        '{ "pnpm": { "overrides": { "body-parser>qs": "6.7.3" } } }',
      ],
    ];
    for (const [name, manager, root, wish, expected] of cases) {
      it(name, () => assert.equal(after({ manager, root }, wish), expected));
    }

    it('pnpm, in its settings, with its comment and the quotes that stand there', () => {
      const given: Given = {
        manager: 'pnpm',
        root: '{}',
        settings: "overrides:\n  'qs': '6.7.1' # until express is done\n",
      };
      assert.equal(after(given, QS), "overrides:\n  'qs': '6.7.3' # until express is done\n");
    });
  });

  describe("is no other than the manifest's own line:", () => {
    const line = (spec: string, rest = '') => `{\n  "dependencies": {\n    "qs": "${spec}"\n  }${rest}\n}\n`;
    const overrides = (value: string) => `,\n  "overrides": {\n    "qs": "${value}"\n  }`;
    const cases: readonly (readonly [string, PackageManager, string, string | undefined])[] = [
      [
        'npm refuses any other, so the line changes and is referred to',
        line('^6.5.0'),
        line('^6.7.3', overrides('$qs')),
      ],
      ['a reference that is there stays', line('6.7.0', overrides('$qs')), line('6.7.3', overrides('$qs'))],
      [
        'an override that is there becomes a reference',
        line('~6.7.0', overrides('6.7.1')),
        line('~6.7.3', overrides('$qs')),
      ],
      ['nothing is written for a line from elsewhere', line('github:ljharb/qs'), undefined],
    ].map(([name = '', root = '', expected]) => [name, 'npm', root, expected] as const);
    for (const [name, manager, root, expected] of cases) {
      it(name, () => assert.equal(after({ manager, root }, QS), expected));
    }

    it('a reference of pnpm leads to the line, wherever the reference stands', () => {
      const given: Given = { manager: 'pnpm', root: line('^6.5.0'), settings: 'overrides:\n  qs: $qs\n' };
      assert.equal(after(given, QS), line('^6.7.3'));
    });
  });
});
