import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { ListedEntry } from '../../server/src/model/index.js';
import type { JsonReport } from '../../server/src/report/json.js';
import { packageOf } from '../artifacts/make-tarball.js';
import { lockedProject } from '../bench/lockfiles/locked-project.js';
import { packageLockText } from '../bench/lockfiles/package-lock.js';
import { integrityOf, packument } from '../support/packuments.js';
import { startRegistry, type RegistryServer } from '../support/registry-server.js';
import { CHECKOUT, ended, machine, type Machine } from './program.js';

const json = (value: unknown): string => JSON.stringify(value, null, 2);

const MANIFEST = json({ name: 'shop', version: '1.0.0', dependencies: { express: '^4.17.1', left: '^1.0.0' } });

const LOCKFILE = json({
  name: 'shop',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: {
    '': { name: 'shop', version: '1.0.0', dependencies: { express: '^4.17.1', left: '^1.0.0' } },
    'node_modules/express': { version: '4.17.1', dependencies: { qs: '6.7.0' } },
    'node_modules/left': { version: '1.0.0', dev: true },
    'node_modules/qs': { version: '6.7.0', integrity: integrityOf('qs@6.7.0') },
  },
});

const ADVISORY = {
  id: 1,
  url: 'https://github.com/advisories/GHSA-hrpp-h998-j3pp',
  title: 'A crafted query string changes the prototype of every object',
  severity: 'high',
  vulnerable_versions: '<6.7.3',
};

describe('The command line as it is shipped', () => {
  let registry: RegistryServer;
  let user: Machine;
  const others: RegistryServer[] = [];

  beforeEach(async () => {
    registry = await startRegistry({
      packages: [
        packument('express', { '4.17.1': {} }),
        packument('left', { '1.0.0': {} }),
        packument('qs', { '6.7.0': {}, '6.7.3': {} }),
      ],
      advisories: { qs: [ADVISORY] },
      tarballs: {
        'express@4.17.1': packageOf({ name: 'express', version: '4.17.1' }),
        'left@1.0.0': packageOf({ name: 'left', version: '1.0.0' }),
      },
    });
    user = await machine(`registry=${registry.url}/\n`);
    await user.folder.write('home/shop/package.json', MANIFEST);
    await user.folder.write('home/shop/package-lock.json', LOCKFILE);
  });

  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
    await registry.close();
    await user.folder.remove();
  });

  it('judges a project, says which way a bad package comes in, and exits with 1', async () => {
    const { code, stdout, stderr } = await user.run(['check']);
    assert.equal(stderr, '');
    assert.match(stdout, /^package\.json\n3 packages judged, 2 of them named by the manifest\n/);
    assert.match(stdout, /^high ─+ 1 package\n\n {2}qs@6\.7\.0\n(?: {4}.*\n)+ {4}path {2}express > qs\n/m);
    assert.equal(code, 1);
  });

  it('looks into the files of what the manifest names, and remembers what it saw', async () => {
    const evil = `module.exports = 1;${' '.repeat(1000)}require('fs').rmSync('.');`;
    const files = { 'index.js': evil };
    const tarballs = { 'left@1.0.0': packageOf({ name: 'left', version: '1.0.0' }, files) };
    const theirs = await startRegistry({ packages: [packument('left', { '1.0.0': {} })], tarballs, advisories: {} });
    await user.folder.write('home/shop/package.json', json({ name: 'shop', dependencies: { left: '1.0.0' } }));
    const first = await user.run(['check', '--json', '--registry', theirs.url]);
    const { packages } = JSON.parse(first.stdout) as JsonReport;
    const left = packages.find(({ name }) => name === 'left');
    assert.ok(
      left?.findings.some(({ rule, level }) => rule === 'hidden-code' && level === 'high'),
      first.stdout,
    );
    const fetched = theirs.requests.length;
    await user.run(['check', '--offline', '--registry', theirs.url]);
    assert.equal(theirs.requests.length, fetched);
    const again = await user.run(['check', '--json', '--registry', theirs.url]);
    assert.equal(again.code, 1);
    assert.ok(!theirs.requests.slice(fetched).some(({ path }) => path.endsWith('.tgz')));
    await theirs.close();
  });

  it('asks the public registry about names of another one only where it is told to', async () => {
    const company = await startRegistry({ packages: [packument('@acme/kit', { '1.2.0': {} })], advisories: {} });
    others.push(company);
    await user.folder.write('home/.npmrc', `registry=${registry.url}/\n@acme:registry=${company.url}/\n`);
    await user.folder.write('home/shop/package-lock.json', json({ name: 'shop', lockfileVersion: 3, packages: {} }));
    await user.folder.write('home/shop/package.json', json({ name: 'shop', dependencies: { '@acme/kit': '1.2.0' } }));
    registry.publish(packument('@acme/kit', { '99.9.9': { published: new Date().toISOString() } }));
    const rulesAfter = async (argv: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await user.run(['check', '--json', ...argv]);
      const { packages } = JSON.parse(stdout) as JsonReport;
      return packages.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    };
    assert.ok(!(await rulesAfter([])).includes('dependency-confusion'));
    assert.deepEqual(
      registry.requests.filter(({ path }) => path.includes('acme')),
      [],
    );
    assert.ok((await rulesAfter(['--public-registry', registry.url])).includes('dependency-confusion'));
    assert.deepEqual(
      registry.requests.filter(({ path }) => path.includes('acme')).map(({ path }) => path),
      ['/@acme%2fkit'],
    );
  });

  it('prints the same for programs', async () => {
    const { code, stdout } = await user.run(['check', '--format', 'json']);
    const { schemaVersion, packages, summary } = JSON.parse(stdout) as JsonReport;
    assert.deepEqual([code, schemaVersion, summary.levels.high], [1, 1, 1]);
    const [worst] = packages.map(({ name, version, direct, paths, findings, coverage }) => ({
      ...{ name, version, direct, paths, rules: findings.map(({ rule }) => rule) },
      advisories: coverage.find(({ question }) => question === 'registryAdvisories')?.status,
    }));
    assert.deepEqual(worst, {
      name: 'qs',
      version: '6.7.0',
      direct: false,
      paths: [['.', 'express@4.17.1', 'qs@6.7.0']],
      rules: ['known-vulnerability'],
      advisories: 'answered',
    });
  });

  it('exits with 0 below --fail-on, and with 3 when it is strict and OSV could not be asked', async () => {
    assert.equal((await user.run(['check', '--fail-on', 'critical'])).code, 0);
    const { code, stdout } = await user.run(['check', '--fail-on', 'critical', '--strict']);
    assert.match(
      stdout,
      /not checked ─+ 1 question\n {2}OSV advisories and malware records: 3 packages\n {4}NAME comes from/,
    );
    assert.equal(code, 3);
  });

  it('exits with 2 where nothing can be read', async () => {
    await user.folder.write('home/shop/package.json', '{ "dependencies": {');
    const { code, stdout, stderr } = await user.run(['check']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^package-risk: package\.json: .+\n$/);
    assert.equal((await user.run(['check', 'nowhere'])).code, 2);
    assert.equal((await user.run(['check', '--frobnicate'])).code, 2);
  });

  it('judges offline by what it has learned, and asks nobody', async () => {
    await user.run(['check']);
    const asked = registry.requests.length;
    const { code, stdout } = await user.run(['check', '--offline']);
    assert.equal(registry.requests.length, asked);
    assert.match(stdout, /3 packages judged/);
    assert.match(stdout, /^ {2}qs@6\.7\.0$/m);
    assert.equal(code, 1);
  });

  it('asks only the registry of --registry', async () => {
    const other = await startRegistry({ packages: [packument('express', { '4.17.1': {} })], advisories: {} });
    await user.run(['check', '--registry', other.url]);
    assert.deepEqual([registry.requests.length, other.requests.length > 0], [0, true]);
    await other.close();
  });

  it("does not use a project's own registry unless it is trusted", async () => {
    const theirs = await startRegistry({ packages: [] });
    await user.folder.write('home/shop/.npmrc', `registry=${theirs.url}/\n`);
    await user.run(['check']);
    const asked = (): readonly string[] => theirs.requests.map((request) => request.path);
    assert.deepEqual(asked(), []);
    await user.run(['check', '--trust-project-config']);
    assert.ok(asked().includes('/express'));
    await theirs.close();
  });

  it('accepts a finding by the policy of a trusted project only', async () => {
    const acceptance = {
      package: 'qs@6.7.0',
      rule: 'known-vulnerability',
      reason: 'not reached',
      expires: '2999-01-01',
    };
    await user.folder.write('home/shop/package-risk.json', json({ accept: [acceptance] }));
    const untrusted = await user.run(['check']);
    assert.equal(untrusted.code, 1);
    assert.match(untrusted.stdout, /package-risk\.json is not used/);
    const trusted = await user.run(['check', '--trust-project-config']);
    assert.equal(trusted.code, 0);
    assert.match(trusted.stdout, /qs@6\.7\.0 known-vulnerability until 2999-01-01: not reached/);
  });

  it('prints no colours and no progress into a pipe, unless colours are forced', async () => {
    const plain = await user.run(['check']);
    assert.ok(!plain.stdout.includes('\u001b') && plain.stderr === '');
    assert.ok((await user.run(['check'], { FORCE_COLOR: '1' })).stdout.includes('\u001b['));
  });

  it('judges a project by its lockfile, from wherever it is called', async () => {
    const asked = await user.run(['check']);
    assert.deepEqual(await user.run(['check', 'package-lock.json']), asked);
    assert.deepEqual(await user.run(['check', '../shop/package-lock.json', 'package.json']), asked);
    assert.equal((await user.run(['check', 'yarn.lock'])).code, 2);
  });

  it('lists a lockfile', async () => {
    const { code, stdout } = await user.run(['list', 'package-lock.json', '--json']);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), [
      { id: 'node_modules/express', name: 'express', version: '4.17.1', direct: true, path: ['.', 'express@4.17.1'] },
      { id: 'node_modules/left', name: 'left', version: '1.0.0', direct: true, path: ['.', 'left@1.0.0'] },
      {
        id: 'node_modules/qs',
        name: 'qs',
        version: '6.7.0',
        integrity: integrityOf('qs@6.7.0'),
        path: ['.', 'express@4.17.1', 'qs@6.7.0'],
      },
    ]);
    assert.equal((await user.run(['list', '.', '--json'])).stdout, stdout);
    assert.equal((await user.run(['list', 'nowhere'])).code, 2);
  });

  it('prints long lists whole into a pipe', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `package-${index}`);
    const lockfile = packageLockText(lockedProject(names, { packages: 3000, direct: 10 }), 3);
    await user.folder.write('home/shop/package-lock.json', lockfile);
    const { code, stdout } = await user.run(['list', '--json']);
    assert.deepEqual([code, (JSON.parse(stdout) as ListedEntry[]).length], [0, 3000]);
  });

  it('ends without a complaint when nobody reads to the end', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `package-${index}`);
    const lockfile = packageLockText(lockedProject(names, { packages: 3000, direct: 10 }), 3);
    await user.folder.write('home/shop/package-lock.json', lockfile);
    const child = user.start(['list', '--json']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { stderr } = await ended(child);
    assert.equal(stderr, '');
  });

  it('explains one package', async () => {
    const { code, stdout } = await user.run(['explain', 'qs@6.7.0']);
    assert.equal(code, 0);
    assert.match(stdout, /^qs@6\.7\.0 {2}high\nasked for 6\.7\.0 · resolves to 6\.7\.0 · latest is 6\.7\.3\n/);
    assert.match((await user.run(['explain', 'nobody-has-this'])).stdout, /^nobody-has-this {2}high\n/);
  });

  it('scans packages: a folder, a package file and one from the registry', async () => {
    await user.folder.write('home/shop/evil/package.json', json({ name: 'evil', version: '1.0.0' }));
    await user.folder.write(
      'home/shop/evil/index.js',
      `module.exports = 1;${' '.repeat(1000)}require('fs').rmSync('.');`,
    );
    await user.folder.write('home/shop/quiet.tgz', packageOf({ name: 'quiet', version: '2.0.0' }));
    const { code, stdout, stderr } = await user.run(['scan', '--json', 'evil', 'quiet.tgz', 'left@1.0.0', 'no@1.0.0']);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      lines.map(({ target, name, version, level }) => [target, name, version, level]),
      [
        ['evil', 'evil', '1.0.0', 'high'],
        ['quiet.tgz', 'quiet', '2.0.0', 'none'],
        ['left@1.0.0', 'left', '1.0.0', 'none'],
        ['no@1.0.0', undefined, undefined, undefined],
      ],
    );
    assert.match(String(lines[3]?.error), /^The package file of no@1\.0\.0 could not be read/);
    assert.equal(stderr, '');
    assert.equal(code, 2);
  });

  it('tells of its cache and empties it', async () => {
    const info = async (): Promise<{ folder: string; entries: number }> =>
      JSON.parse((await user.run(['cache', 'info', '--json'])).stdout) as { folder: string; entries: number };
    await user.run(['check']);
    const before = await info();
    assert.ok(before.entries > 0);
    assert.ok(before.folder.startsWith(user.folder.path));
    const cleared = JSON.parse((await user.run(['cache', 'clear', '--json'])).stdout) as { entries: number };
    assert.equal(cleared.entries, before.entries);
    assert.equal((await info()).entries, 0);
  });

  it('begins paths where the user stands when npm runs it from a checkout', async () => {
    const script = path.join(CHECKOUT, 'scripts', 'package-risk.mjs');
    const env = { HOME: path.join(user.folder.path, 'home'), INIT_CWD: user.project };
    const child = spawn(process.execPath, [script, 'list', 'package-lock.json', '--json'], { cwd: CHECKOUT, env });
    const { code, stdout } = await ended(child);
    assert.deepEqual([code, (JSON.parse(stdout) as ListedEntry[]).length], [0, 3]);
  });
});
