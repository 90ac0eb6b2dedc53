import assert from 'node:assert/strict';
import { MANAGER_SETTINGS_FORMATS } from '../../../server/src/policies/index.js';
import type { TeamPlace } from '../../../server/src/policies/policy.js';
import { createTeamSettingsReader } from '../../../server/src/policies/support/team-settings.js';
import { fakeFiles } from '../../support/fake-engine-parts.js';
import { DAY } from '../../support/subjects.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { inEnglish } from '../../../server/src/model/index.js';
import { printed } from '../../support/said.js';

function readerOf(
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
  globalNpmrc?: string,
) {
  return createTeamSettingsReader({
    globalNpmrc: () => Promise.resolve(globalNpmrc),
    ...{ files: fakeFiles(files), variables, formats: MANAGER_SETTINGS_FORMATS },
    ...{ homeFolder: '/home/ann', platform: 'linux' },
  });
}

const NPM: TeamPlace = { folder: '/shop', manager: 'npm', trusted: true };
const PNPM: TeamPlace = { folder: '/shop', manager: 'pnpm', trusted: true };
const YARN: TeamPlace = { folder: '/shop', manager: 'yarn', trusted: true };

describe('what a team has told its package manager', () => {
  it('is what the project says before what the user says', async () => {
    const read = readerOf({ '/shop/.npmrc': 'min-release-age=7', '/home/ann/.npmrc': 'min-release-age=1' });
    assert.deepEqual((await read(NPM)).manager?.wait, { age: 7 * DAY, setting: 'min-release-age', file: '.npmrc' });
  });

  it('is what the user says where the project says nothing', async () => {
    const read = readerOf({ '/shop/.npmrc': 'registry=https://r.invalid', '/home/ann/.npmrc': 'min-release-age=1' });
    assert.deepEqual((await read(NPM)).manager?.wait, { age: DAY, setting: 'min-release-age', file: '~/.npmrc' });
  });

  it('is only what the user says where the project is not trusted, and that is said', async () => {
    const read = readerOf({
      '/shop/.npmrc': 'min-release-age=0',
      '/shop/osv-scanner.toml': '[[IgnoredVulns]]\nid = "GHSA-a"',
      '/home/ann/.npmrc': 'min-release-age=7',
    });
    const { manager, ignored, notes } = await read({ ...NPM, trusted: false });
    assert.deepEqual(manager?.wait, { age: 7 * DAY, setting: 'min-release-age', file: '~/.npmrc' });
    assert.deepEqual(ignored, []);
    assert.deepEqual(notes.map(inEnglish), [
      'What .npmrc says of what may be installed is not used, because this project is not trusted.',
      'What osv-scanner.toml says of what may be installed is not used, because this project is not trusted.',
    ]);
  });

  it('says nothing of files of an untrusted project that decide nothing of this kind', async () => {
    const read = readerOf({ '/shop/.npmrc': 'registry=https://r.invalid', '/shop/package.json': '{}' });
    assert.deepEqual((await read({ ...NPM, trusted: false })).notes, []);
  });

  it('is no other manager’s business', async () => {
    const files = {
      '/shop/pnpm-workspace.yaml': 'minimumReleaseAge: 10',
      '/shop/bunfig.toml': '[install]\nminimumReleaseAge = 7',
    };
    assert.equal((await readerOf(files)(NPM)).manager?.wait, undefined);
    assert.equal((await readerOf(files)(PNPM)).manager?.wait?.age, 10 * 60_000);
  });

  it('takes the project that lies in the home folder for the user’s own', async () => {
    const read = readerOf({ '/home/ann/.npmrc': 'min-release-age=7' });
    const { manager, notes } = await read({ folder: '/home/ann', manager: 'npm', trusted: false });
    assert.equal(manager?.wait?.file, '~/.npmrc');
    assert.deepEqual(notes, []);
  });

  it('reads the user’s file where the environment says that it lies, and pnpm’s own', async () => {
    const files = { '/etc/ann/npmrc': 'min-release-age=2', '/cfg/pnpm/config.yaml': 'minimumReleaseAge: 1440' };
    const read = readerOf(files, { npm_config_userconfig: '/etc/ann/npmrc', XDG_CONFIG_HOME: '/cfg' });
    assert.equal((await read(NPM)).manager?.wait?.age, 2 * DAY);
    assert.equal((await read(PNPM)).manager?.wait?.age, DAY);
  });

  it('is what variables say before any file, and names them', async () => {
    const files = {
      '/shop/.npmrc': 'min-release-age=7\nmin-release-age-exclude=kit',
      '/home/ann/.npmrc': 'min-release-age=1',
    };
    const { manager } = await readerOf(files, { NPM_CONFIG_MIN_RELEASE_AGE: '30' })(NPM);
    assert.deepEqual(manager?.wait, { age: 30 * DAY, setting: 'min-release-age', file: 'the environment' });
    assert.deepEqual(manager.exempt, ['kit']);
  });

  it('is not what an untrusted project’s file has put into variables, as npm hands them to what it starts', async () => {
    const folder = await temporaryFolder();
    await folder.write('.npmrc', 'min-release-age=0\n');
    const variables = { npm_config_local_prefix: folder.path, npm_config_min_release_age: '0' };
    const read = readerOf({ '/home/ann/.npmrc': 'min-release-age=7' }, variables);
    assert.equal((await read({ ...NPM, trusted: false })).manager?.wait?.age, 7 * DAY);
    assert.equal((await read(NPM)).manager?.wait?.age, 0);
    await folder.remove();
  });

  it('is what the whole machine is told where nobody else says anything', async () => {
    const files = { '/usr/etc/npmrc': 'min-release-age=3', '/home/ann/.npmrc': 'ignore-scripts=true' };
    const read = readerOf(files, {}, '/usr/etc/npmrc');
    assert.deepEqual((await read(NPM)).manager?.wait, {
      ...{ age: 3 * DAY, setting: 'min-release-age', file: '/usr/etc/npmrc' },
    });
  });

  it('is in either of the two places that bun knows, the configured one first', async () => {
    const files = {
      '/home/ann/.bunfig.toml': '[install]\nminimumReleaseAge = 60',
      '/cfg/.bunfig.toml': '[install]\nminimumReleaseAge = 120',
    };
    const bun: TeamPlace = { ...NPM, manager: 'bun' };
    assert.equal((await readerOf(files)(bun)).manager?.wait?.age, 60_000);
    assert.equal((await readerOf(files, { XDG_CONFIG_HOME: '/cfg' })(bun)).manager?.wait?.age, 120_000);
  });

  it('knows what managers do by themselves from some version on', async () => {
    const read = readerOf({});
    const waitOf = async (place: TeamPlace) => (await read(place)).manager?.wait;
    assert.deepEqual(await waitOf({ ...PNPM, managerVersion: '11.0.0' }), { age: DAY, setting: 'minimumReleaseAge' });
    assert.equal(await waitOf({ ...PNPM, managerVersion: '10.33.0' }), undefined);
    assert.equal(await waitOf(PNPM), undefined);
    assert.deepEqual(await waitOf({ ...YARN, managerVersion: '4.15.0' }), { age: DAY, setting: 'npmMinimalAgeGate' });
  });

  it('tells whose scripts run as each manager does', async () => {
    const read = readerOf({ '/shop/pnpm-workspace.yaml': 'allowBuilds: {esbuild: true}' });
    const others = async (place: TeamPlace) => (await read(place)).manager?.scripts.others;
    assert.equal(await others({ ...PNPM, managerVersion: '10.1.0' }), 'blocked');
    assert.equal(await others({ ...PNPM, managerVersion: '9.15.0' }), 'run');
    assert.equal(await others(PNPM), 'blocked');
    assert.equal(await readerOf({})(PNPM).then(({ manager }) => manager?.scripts.others), 'unknown');
    assert.equal(await others({ ...YARN, managerVersion: '4.14.0' }), 'blocked');
    assert.equal(await others({ ...YARN, managerVersion: '4.13.0' }), 'run');
    assert.equal(await others({ ...PNPM, manager: 'bun' }), 'unknown');
    assert.equal(await others({ ...PNPM, manager: 'yarn-classic' }), 'run');
    assert.deepEqual((await read(PNPM)).manager?.scripts.allowed, ['esbuild']);
    const off = readerOf({ '/shop/.npmrc': 'ignore-scripts=true', '/shop/package.json': '{"allowScripts": ["a"]}' });
    assert.deepEqual(printed((await off(NPM)).manager?.scripts), {
      ...{ others: 'blocked', allowed: [], denied: [] },
      because: 'ignore-scripts in .npmrc',
    });
  });

  it('tells which list it is that names whose scripts run, and npm only one of them', async () => {
    const read = readerOf({
      '/shop/.npmrc': 'allow-scripts=kit',
      '/shop/package.json': '{"allowScripts": {"esbuild@0.21.5": true, "evil": false}}',
    });
    assert.deepEqual((await read(NPM)).manager?.scripts, {
      ...{ others: 'unknown', allowed: ['esbuild@0.21.5'], denied: ['evil'] },
      list: { setting: 'allowScripts', file: 'package.json' },
    });
  });

  it('knows that yarn runs what is named although scripts are off', async () => {
    const read = readerOf({
      '/shop/.yarnrc.yml': 'enableScripts: false',
      '/shop/package.json': '{"dependenciesMeta": {"esbuild": {"built": true}}}',
    });
    assert.deepEqual(printed((await read(YARN)).manager?.scripts), {
      ...{ others: 'blocked', allowed: ['esbuild'], denied: [], because: 'enableScripts in .yarnrc.yml' },
      list: { setting: 'dependenciesMeta', file: 'package.json' },
    });
  });

  it('names the file of each advisory that is left aside', async () => {
    const read = readerOf({
      '/shop/osv-scanner.toml': '[[IgnoredVulns]]\nid = "GHSA-a"',
      '/shop/pnpm-workspace.yaml': 'audit: {ignore: [GHSA-b]}',
    });
    assert.deepEqual((await read(PNPM)).ignored, [
      { id: 'GHSA-b', file: 'pnpm-workspace.yaml' },
      { id: 'GHSA-a', file: 'osv-scanner.toml' },
    ]);
  });

  it('reads a file anew when it has changed', async () => {
    const files: Record<string, string> = { '/shop/.npmrc': 'min-release-age=7' };
    const read = readerOf(files);
    assert.equal((await read(NPM)).manager?.wait?.age, 7 * DAY);
    files['/shop/.npmrc'] = 'min-release-age=1';
    assert.equal((await read(NPM)).manager?.wait?.age, DAY);
    delete files['/shop/.npmrc'];
    assert.equal((await read(NPM)).manager?.wait, undefined);
  });
});
