import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonReport } from '../../server/src/report/json.js';
import { MANIFEST, openShop, type Shop } from '../mcp/shop.js';
import type { Ended } from './program.js';

const json = (value: unknown): string => JSON.stringify(value, null, 2);

describe('check --changed-since', function () {
  // Each test starts git and the command line several times.
  this.timeout(60_000);

  let shop: Shop;
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@mail.example', ...args], {
      cwd: shop.user.project,
      env: { PATH: process.env.PATH, HOME: shop.user.project, GIT_CONFIG_NOSYSTEM: '1' },
      encoding: 'utf8',
    });
  const check = (...argv: readonly string[]): Promise<Ended> =>
    shop.user.run(['check', '--changed-since', 'main', ...argv], { PATH: process.env.PATH ?? '' });
  const report = async (...argv: readonly string[]): Promise<JsonReport & { readonly code: number | null }> => {
    const { code, stdout, stderr } = await check('--json', ...argv);
    assert.ok(stdout !== '', stderr);
    return { ...(JSON.parse(stdout) as JsonReport), code };
  };
  const lock = (packages: Readonly<Record<string, string>>): string =>
    json({
      ...{ name: 'shop', version: '1.0.0', lockfileVersion: 3 },
      packages: {
        '': { dependencies: MANIFEST.dependencies },
        ...Object.fromEntries(Object.entries(packages).map(([name, version]) => [`node_modules/${name}`, { version }])),
      },
    });
  const write = (file: string, text: string): Promise<unknown> => shop.user.folder.write(`home/shop/${file}`, text);

  before(async () => {
    shop = await openShop();
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    git('commit', '--quiet', '--message', 'First');
    git('checkout', '--quiet', '-b', 'branch');
  });
  beforeEach(() => git('checkout', '--quiet', 'main', '--', '.'));
  after(() => shop.close());

  it('finds nothing where nothing has changed, whatever was wrong before', async () => {
    const { code, changes, summary } = await report();
    assert.deepEqual([code, summary.level, changes], [0, 'none', { since: 'main', packages: [] }]);
    assert.equal(summary.known, 5);
  });

  it('tells what a new lockfile brings, with what no line names', async () => {
    const lockfile = JSON.parse(readFileSync(path.join(shop.user.project, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, object>;
    };
    lockfile.packages['node_modules/qs'] = { version: '6.7.3', dependencies: { fallen: '1.0.0' } };
    lockfile.packages['node_modules/fallen'] = { version: '1.0.0', resolved: 'http://evil.invalid/fallen.tgz' };
    await write('package-lock.json', json(lockfile));
    const { code, changes } = await report();
    assert.equal(code, 1);
    assert.deepEqual(
      changes?.packages.map(({ name, kind, before, after, resolved }) => [
        name,
        kind,
        before.map(({ version }) => version),
        after.map(({ version }) => version),
        resolved.map(({ rule }) => rule),
      ]),
      [
        ['fallen', 'added', [], ['1.0.0'], []],
        ['qs', 'changed', ['6.7.0'], ['6.7.3'], ['known-vulnerability']],
      ],
    );
    const { stdout } = await check('--format', 'markdown');
    assert.match(stdout, /### What changes since main\n\n\| \| package \| before \| after \| why \|\n/);
    assert.match(stdout, /\| ⛔ new \| fallen<br>by express \\> qs \\> fallen \|/);
    assert.match(
      stdout,
      /\| ⚠️ changed \| qs<br>by express \\> qs \| 6\\\.7\.0 \(high\) \| 6\\\.7\.3 \(low\) \|.*no longer: known-vulnerability \|\n/,
    );
    assert.doesNotMatch(stdout, /not trusted/);
    const text = (await check()).stdout.replace(/\s+/g, ' ');
    assert.match(text, /qs 6\.7\.0 \(high\) → 6\.7\.3 \(low\): low lockfile-missing-integrity, no longer known-vuln/);
  });

  it('judges by the policy of the revision: what the branch decides does not count', async () => {
    const allow = MANIFEST.dependencies;
    await write(
      'package.json',
      json({ ...MANIFEST, dependencies: { ...allow, 'express-js-pro-2': 'http://evil.invalid/x.tgz' } }),
    );
    const before = await report();
    assert.equal(before.code, 1);
    const rules = Object.fromEntries(
      before.packages.flatMap(({ findings }) => findings.map(({ rule }) => [rule, 'off'] as const)),
    );
    await write('package-risk.json', json({ rules }));
    assert.equal((await report('--trust-project-config')).code, 1);
  });

  it('finds what the branch makes laxer of the policy and of the baseline, and nothing where it is made stricter', async () => {
    const decisions = async (...argv: readonly string[]): Promise<readonly unknown[]> =>
      (await report(...argv)).packages
        .filter(({ name }) => name === 'package-risk.json')
        .flatMap(({ findings }) => findings.map(({ rule, level, message }) => [rule, level, message]));
    const before = JSON.parse(readFileSync(path.join(shop.user.project, 'package-risk.json'), 'utf8')) as object;
    await write('package-risk.json', json({ ...before, rules: { typosquat: 'critical' } }));
    assert.deepEqual(await decisions(), []);
    await write('package-risk.json', json({ ...before, rules: { 'known-malware': 'critical', typosquat: 'off' } }));
    await shop.user.run(['check', '--write-baseline', 'known.json'], { PATH: process.env.PATH ?? '' });
    const held = (
      JSON.parse(readFileSync(path.join(shop.user.project, 'known.json'), 'utf8')) as { findings: object[] }
    ).findings;
    assert.deepEqual(await decisions('--baseline', 'known.json'), [
      [
        'weakened-policy',
        'high',
        'package-risk.json takes findings of typosquat less seriously than before: nothing at all instead of what the rule itself says',
      ],
      ['weakened-policy', 'high', `known.json holds findings that it did not hold before: ${held.length}`],
    ]);
    assert.equal((await check()).code, 1);
  });

  it('takes a baseline as the revision has it', async () => {
    const allow = MANIFEST.dependencies;
    await write('package.json', json({ ...MANIFEST, dependencies: { ...allow, other: 'http://evil.invalid/x.tgz' } }));
    const variables = { PATH: process.env.PATH ?? '' };
    await shop.user.run(['check', '--write-baseline', 'known.json'], variables);
    assert.equal((await report('--baseline', 'known.json')).code, 1);
  });

  it('counts what the branch brings, not what has come to the revision since', async () => {
    git('stash', '--quiet');
    git('checkout', '--quiet', 'main');
    await write('package-lock.json', lock({ calm: '1.0.0' }));
    git('commit', '--quiet', '--all', '--message', 'Second');
    git('checkout', '--quiet', 'branch');
    const { code, changes } = await report();
    assert.deepEqual([code, changes?.packages], [0, []]);
    git('branch', '--quiet', '--force', 'main', 'branch');
  });

  it('runs nothing that the repository names', async () => {
    const names = [
      'core.fsmonitor',
      'diff.external',
      'core.pager',
      'core.editor',
      'filter.x.smudge',
      'diff.x.textconv',
    ];
    for (const name of names) git('config', name, `touch ${shop.user.project}/was-run`);
    await write('.gitattributes', '* filter=x diff=x\n');
    assert.equal((await report()).code, 0);
    assert.equal(existsSync(path.join(shop.user.project, 'was-run')), false);
    // Git itself would run them from here on.
    await write('.git/config', '[core]\n\trepositoryformatversion = 0\n');
  });

  for (const revision of ['--help', '-p', 'nowhere', 'main; touch x', ':/First', '$(id)', 'main:package.json']) {
    it(`exits with 2 and says why where there is no commit ${revision}`, async () => {
      const { code, stdout, stderr } = await shop.user.run(['check', `--changed-since=${revision}`], {
        PATH: process.env.PATH ?? '',
      });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^package-risk: --changed-since: /);
    });
  }
});
