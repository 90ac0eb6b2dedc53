import assert from 'node:assert/strict';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { inEnglish, ok } from '../../server/src/model/index.js';
import { MANAGER_SETTINGS_FORMATS } from '../../server/src/policies/index.js';
import type { TeamPlace } from '../../server/src/policies/policy.js';
import { createTeamSettingsReader } from '../../server/src/policies/support/team-settings.js';
import { offerRemedies } from '../../server/src/remedies/index.js';
import { youngerThanPolicy } from '../../server/src/rules/younger-than-policy.js';
import { createScorer } from '../../server/src/scoring/weighted-scorer.js';
import { fakeFiles, fakeParts } from '../support/fake-engine-parts.js';
import { DAY, NOW, packument } from '../support/subjects.js';

/** Where settings are looked for when a project's manifest is opened. */
async function placeOf(
  files: Readonly<Record<string, string>>,
  manifestPath = '/shop/package.json',
  trusted = true,
): Promise<TeamPlace | undefined> {
  let place: TeamPlace | undefined;
  const { parts } = fakeParts({
    files: { [manifestPath]: '{}', ...files },
    parts: {
      readTeamSettings: (given) => {
        place = given;
        return Promise.resolve({ ignored: [], notes: [] });
      },
    },
  });
  await new JudgingEngine(parts).open({ manifestPath, trusted });
  return place;
}

describe('the package manager that governs a project', () => {
  const npm = { folder: '/shop', manager: 'npm', trusted: true };

  it('is the lockfile’s', async () => {
    const files = { '/shop/package-lock.json': '{"lockfileVersion": 3}', '/shop/pnpm-workspace.yaml': '' };
    assert.deepEqual(await placeOf(files), npm);
  });

  it('is the one that package.json names, with its version, where there is no lockfile', async () => {
    const named = (name: string) => placeOf({ '/shop/package.json': JSON.stringify({ packageManager: name }) });
    assert.deepEqual(await named('pnpm@11.2.0'), { ...npm, manager: 'pnpm', managerVersion: '11.2.0' });
    assert.deepEqual(await named('yarn@1.22.22'), { ...npm, manager: 'yarn-classic', managerVersion: '1.22.22' });
    assert.deepEqual(await named('yarn@4.18.0'), { ...npm, manager: 'yarn', managerVersion: '4.18.0' });
    assert.deepEqual(await named('constructor@1.0.0'), npm);
  });

  it('is the one whose settings lie there, and npm where none do', async () => {
    assert.equal((await placeOf({ '/shop/pnpm-workspace.yaml': '' }))?.manager, 'pnpm');
    assert.equal((await placeOf({ '/shop/.yarnrc.yml': '' }))?.manager, 'yarn');
    assert.equal((await placeOf({ '/shop/bunfig.toml': '' }))?.manager, 'bun');
    assert.deepEqual(await placeOf({}), npm);
  });

  it('is looked for at the lockfile of the workspace', async () => {
    const lock = { lockfileVersion: 3, packages: { '': {}, 'packages/web': {} } };
    const files = {
      '/shop/package.json': '{"workspaces": ["packages/*"], "packageManager": "npm@11.18.0"}',
      '/shop/package-lock.json': JSON.stringify(lock),
    };
    const place = await placeOf(files, '/shop/packages/web/package.json', false);
    assert.deepEqual(place, { ...npm, managerVersion: '11.18.0', trusted: false });
  });
});

describe('a project whose package manager is told to wait', () => {
  const files = {
    '/shop/package.json': '{ "dependencies": { "exact": "1.1.0", "ranged": "^1.0.0" } }',
    '/shop/.npmrc': 'min-release-age=7',
  };

  async function judged(trusted: boolean) {
    const document = (name: string) =>
      packument({ name, versions: { '1.0.0': {}, '1.1.0': { publishedAt: NOW - 5 * DAY } } });
    const { parts } = fakeParts({
      files,
      answers: { packument: ({ name }) => ok(document(name), NOW) },
      parts: {
        ...{ rules: [youngerThanPolicy], scorer: createScorer(), offerRemedies },
        readTeamSettings: createTeamSettingsReader({
          ...{ files: fakeFiles(files), variables: {}, formats: MANAGER_SETTINGS_FORMATS },
          ...{ homeFolder: '/home/ann', platform: 'linux' },
        }),
      },
    });
    const engine = new JudgingEngine(parts);
    const project = await engine.open({ manifestPath: '/shop/package.json', trusted });
    assert.ok(project !== undefined);
    const { signal } = new AbortController();
    const { assessments, notes } = await engine.judge(project, { signal, scope: 'direct' });
    return { engine, project, assessments, notes, signal };
  }

  it('is told where a version is younger, and what a range comes to then', async () => {
    const { assessments } = await judged(true);
    assert.deepEqual(
      assessments.map(({ subject, findings }) => [
        subject.resolution.from === 'nowhere' ? undefined : subject.resolution.version,
        findings.map(({ rule, level }) => `${rule} ${level}`),
      ]),
      [
        ['1.1.0', ['younger-than-policy medium']],
        ['1.0.0', []],
      ],
    );
  });

  it('is offered the newest version that is old enough, without a second look', async () => {
    const { engine, project, assessments, signal } = await judged(true);
    const [exact] = assessments;
    assert.ok(exact !== undefined);
    const [best] = await engine.remedies(project, exact, signal);
    assert.equal(best?.title, 'Go back to exact 1.0.0 (the newest that is old enough)');
    assert.equal(best.preferred, true);
    assert.deepEqual(best.changes, [{ op: 'set', path: ['dependencies', 'exact'], expected: '1.1.0', value: '1.0.0' }]);
  });

  it('is not believed where it is not trusted', async () => {
    const { assessments, notes } = await judged(false);
    assert.ok(assessments.every(({ findings }) => findings.length === 0));
    assert.match(
      notes.map(inEnglish).join(),
      /^What \.npmrc says .* is not used, because this project is not trusted\.$/,
    );
  });
});
