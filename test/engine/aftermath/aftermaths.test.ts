import assert from 'node:assert/strict';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Project } from '../../../server/src/engine/engine.js';
import { JudgingEngine } from '../../../server/src/engine/judging-engine.js';
import { LOCKFILE_FORMATS } from '../../../server/src/formats/index.js';
import {
  inEnglish,
  ok,
  type Aftermath,
  type ArtifactFacts,
  type VersionFacts,
} from '../../../server/src/model/index.js';
import { createLocalFiles } from '../../../server/src/platform/local-files.js';
import { MANAGER_SETTINGS_FORMATS } from '../../../server/src/policies/index.js';
import { createTeamSettingsReader } from '../../../server/src/policies/support/team-settings.js';
import { knownMalware } from '../../../server/src/rules/known-malware.js';
import { createScorer } from '../../../server/src/scoring/weighted-scorer.js';
import { artifactFacts, behaviour, flow } from '../../support/artifacts.js';
import { fakeParts } from '../../support/fake-engine-parts.js';
import { NOW, packument } from '../../support/subjects.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';

const MANIFEST = '{ "dependencies": { "evil": "^1.0.0" } }';
const EVIL = { name: 'evil', version: '1.0.1', scripts: { postinstall: 'node steal.js' } };
const SINCE = Date.UTC(2026, 10, 20);

describe('malware that is part of a project already', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
    await folder.write('package.json', MANIFEST);
  });
  afterEach(() => folder.remove());

  /** Every version of `evil` is malware. */
  async function judged(
    artifact?: ArtifactFacts,
    published: Partial<VersionFacts> = {},
  ): Promise<{ engine: JudgingEngine; project: Project; aftermath: Aftermath }> {
    const files = createLocalFiles(() => NOW);
    const { parts } = fakeParts({
      files: {},
      answers: {
        packument: ({ name }) => ok(packument({ name, versions: { '1.0.0': {}, '1.0.1': published } }), NOW),
        intelligence: ({ name }) =>
          ok(
            {
              malware: name === 'evil' ? [{ id: 'MAL-2026-1', affects: ['1.0.1'], sources: [] }] : [],
              advisories: [],
              origin: '',
            },
            NOW,
          ),
        ...(artifact !== undefined && { artifact: () => ok(artifact, NOW) }),
      },
      parts: {
        ...{ files, rules: [knownMalware], scorer: createScorer(), lockfileFormats: LOCKFILE_FORMATS },
        readTeamSettings: createTeamSettingsReader({
          ...{ files, variables: {}, formats: MANAGER_SETTINGS_FORMATS },
          ...{ homeFolder: path.join(folder.path, 'home'), platform: 'linux' },
        }),
      },
    });
    const engine = new JudgingEngine(parts);
    const project = await engine.open({ manifestPath: path.join(folder.path, 'package.json'), trusted: true });
    assert.ok(project !== undefined);
    const { assessments } = await engine.judge(project, { signal: new AbortController().signal, scope: 'all' });
    const aftermath = assessments.find(({ subject }) => subject.name === 'evil')?.aftermath;
    assert.ok(aftermath !== undefined);
    return { engine, project, aftermath };
  }

  async function install(place: string, manifest: object = EVIL): Promise<void> {
    const at = path.join(folder.path, place);
    await mkdir(at, { recursive: true });
    await writeFile(path.join(at, 'package.json'), JSON.stringify(manifest));
    await utimes(at, SINCE / 1000, SINCE / 1000);
  }

  describe('is found where it is installed, with the day', () => {
    const lock = (key: string) =>
      JSON.stringify({
        lockfileVersion: 3,
        packages: { '': { dependencies: { evil: '^1.0.0' } }, [key]: { name: 'evil', version: '1.0.1' } },
      });
    const places: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
      ['beside the manifest', 'node_modules/evil', {}],
      [
        'where npm’s lockfile says',
        'node_modules/a/node_modules/b/node_modules/evil',
        { 'package-lock.json': lock('node_modules/a/node_modules/b/node_modules/evil') },
      ],
      ['below another package', 'node_modules/@scope/parent/node_modules/evil', {}],
      ['in pnpm’s store of the project', 'node_modules/.pnpm/evil@1.0.1/node_modules/evil', {}],
      ['there, with peers', 'node_modules/.pnpm/evil@1.0.1_react@19.0.0/node_modules/evil', {}],
    ];
    for (const [where, place, files] of places) {
      it(where, async () => {
        for (const [name, text] of Object.entries(files)) await folder.write(name, text);
        await install(place);
        assert.deepEqual((await judged()).aftermath.installed, [{ place, since: SINCE }]);
      });
    }

    it('as an archive of yarn’s', async () => {
      await folder.write('.yarn/cache/evil-npm-1.0.1-0123456789-8.zip', '');
      await folder.write('.yarn/cache/evil-npm-1.0.10-0123456789-8.zip', '');
      assert.deepEqual(
        (await judged()).aftermath.installed.map(({ place }) => place),
        ['.yarn/cache/evil-npm-1.0.1-0123456789-8.zip'],
      );
    });

    it('as an archive in the cache that yarn’s projects share, where the project is run from there', async () => {
      const home = await temporaryFolder();
      const shared = await home.write('berry/cache/evil-npm-1.0.1-0123456789-10c0.zip', '');
      await home.write('berry/cache/evil-npm-1.0.2-0123456789-10c0.zip', '');
      await utimes(shared, SINCE / 1000, SINCE / 1000);
      const place = path.relative(folder.path, shared).split(path.sep).join('/');
      const location = (at: string): string => `"packageLocation": "${at}/node_modules/evil/",\\\n`;
      const gone = place.replace('0123456789', '9876543210');
      await folder.write('.pnp.cjs', `const RAW_RUNTIME_STATE =\n'{\\\n${location(place)}${location(gone)}}';`);
      assert.deepEqual((await judged()).aftermath.installed, [{ place, since: SINCE }]);
      await home.remove();
    });
  });

  it('is not taken for installed where another version or package lies there', async () => {
    await install('node_modules/evil', { ...EVIL, version: '1.0.0' });
    await install('node_modules/.pnpm/evil@1.0.10/node_modules/evil', { ...EVIL, version: '1.0.10' });
    await folder.write('node_modules/parent/node_modules/evil/package.json', 'no JSON');
    assert.deepEqual((await judged()).aftermath.installed, []);
  });

  describe('could have run at install', () => {
    const cases: readonly (readonly [string, object, string, RegExp])[] = [
      [
        'where its scripts are run',
        EVIL,
        'registry=https://r.invalid',
        /^It has scripts that run at install \(postinstall\)\. They could have run when npm installed it, which depends on its version\.$/,
      ],
      [
        'not as things are set up, where no script runs',
        EVIL,
        'ignore-scripts=true',
        /npm would not run them as it is set up now \(ignore-scripts in \.npmrc\); by another set-up they could have run\.$/,
      ],
      ['not at all, where it has no scripts', { ...EVIL, scripts: { test: 'x' } }, '', /^It has no install scripts/],
    ];
    for (const [what, manifest, npmrc, expected] of cases) {
      it(what, async () => {
        await folder.write('.npmrc', npmrc);
        await install('node_modules/evil', manifest);
        assert.match(inEnglish((await judged()).aftermath.scripts), expected);
      });
    }

    it('by what was published, whatever a copy says that may have been rewritten', async () => {
      await install('node_modules/evil', { ...EVIL, scripts: {} });
      const told = async (published: Partial<VersionFacts>) =>
        inEnglish((await judged(undefined, published)).aftermath.scripts);
      assert.match(
        await told({ installScripts: { preinstall: 'node a.js' } }),
        /run at install \(preinstall\)\. They could have run/,
      );
      assert.match(
        await told({ installScripts: undefined, hasInstallScript: true }),
        /run at install \(install\)\. They could have run/,
      );
      assert.match(
        await told({ installScripts: undefined }),
        /^Whether it was published with install scripts is not known/,
      );
    });

    it('by what npm builds of itself', async () => {
      await install('node_modules/evil', { ...EVIL, scripts: {} });
      await folder.write('node_modules/evil/binding.gyp', '{}');
      assert.match(inEnglish((await judged()).aftermath.scripts), /run at install \(install\)\. They could have run/);
    });
  });

  describe('could have run by an import', () => {
    const texts: readonly (readonly [string, string, boolean])[] = [
      ['src/a.js', "const x = 1;\nconst { y } = require('evil');", true],
      ['src/a.ts', "import type { X } from 'evil/part';", true],
      ['src/deep/a.mjs', "import 'evil';", true],
      ['src/a.vue', "<script>const lazy = () => import('evil')</script>", true],
      ['src/a.js', "import 'evil-twin'; import './evil'; // require evil", false],
      ['node_modules/other/a.js', "require('evil')", false],
      ['dist/a.js', "require('evil')", false],
      ['notes.txt', "require('evil')", false],
    ];
    for (const [file, text, isImported] of texts) {
      it(`${isImported ? 'is told for' : 'is not claimed for'} ${file}: ${text}`, async () => {
        await folder.write(file, text);
        const { imports } = (await judged()).aftermath;
        assert.match(
          inEnglish(imports),
          isImported
            ? new RegExp(`^It is imported in ${file}:\\d+: its code would run`)
            : /^No import of evil was seen/,
        );
      });
    }

    it('with the line, and in the past tense where it is installed', async () => {
      await folder.write('src/a.js', "const x = 1;\nrequire('evil');");
      await install('node_modules/evil');
      assert.match(
        inEnglish((await judged()).aftermath.imports),
        /^It is imported in src\/a\.js:2: its code could have run/,
      );
    });

    it('of what brings it along', async () => {
      await folder.write('package.json', '{ "dependencies": { "kit": "1.0.0" } }');
      const packages = {
        '': { dependencies: { kit: '1.0.0' } },
        'node_modules/kit': { version: '1.0.0', dependencies: { evil: '1' } },
        'node_modules/evil': { version: '1.0.1' },
      };
      await folder.write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages }));
      assert.equal(
        inEnglish((await judged()).aftermath.imports),
        'It comes with kit@1.0.0: its code could have run wherever that is used.',
      );
    });
  });

  it('is told of at once from memory afterwards', async () => {
    const { engine, project, aftermath } = await judged();
    const [line] = engine.judgeNow(project, 'direct').assessments;
    assert.deepEqual(line?.aftermath, aftermath);
    engine.forget();
    assert.equal(engine.judgeNow(project, 'direct').assessments[0]?.aftermath, undefined);
  });

  it('comes with what to do, by what is known of it', async () => {
    const known = artifactFacts({
      flows: [flow('environment', 'network')],
      behaviours: [behaviour('publishes-packages'), behaviour('autostart')],
    });
    const { steps } = (await judged(known)).aftermath;
    assert.match(inEnglish(steps[0] ?? ''), /^Do not start, build or install this project again/);
    assert.equal(steps.length, 4);
    assert.match(steps.map(inEnglish).join(' '), /secrets of CI.*npm account has published.*cron/);
    assert.match((await judged()).aftermath.steps.map(inEnglish).join(' '), /Replace every token and key/);
  });
});
