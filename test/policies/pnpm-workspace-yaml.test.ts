import assert from 'node:assert/strict';
import { pnpmWorkspaceYaml } from '../../server/src/policies/pnpm-workspace-yaml.js';
import { DAY, HOUR } from '../support/subjects.js';

const read = (text: string) => pnpmWorkspaceYaml.read(text, 'pnpm');

describe('pnpm-workspace.yaml, as pnpm is told by it', () => {
  it('tells in minutes how long pnpm waits, and for what it does not', () => {
    const text = ['minimumReleaseAge: 10080', 'minimumReleaseAgeExclude:', '  - "@acme/*"', '  - nx@21.6.5 || 21.6.6'];
    assert.deepEqual(read(text.join('\n')), {
      wait: { age: 7 * DAY, setting: 'minimumReleaseAge' },
      exempt: ['@acme/*', 'nx@21.6.5 || 21.6.6'],
    });
  });

  it('tells what pnpm refuses', () => {
    const text = [
      'blockExoticSubdeps: true',
      'trustPolicy: no-downgrade',
      'trustPolicyExclude: [chokidar@4.0.3]',
      'trustPolicyIgnoreAfter: 60',
    ];
    assert.deepEqual(read(text.join('\n')), {
      refusesExotic: true,
      refusesTrustLoss: true,
      trustExempt: ['chokidar@4.0.3'],
      trustIgnoreAfter: HOUR,
    });
    assert.deepEqual(read('trustPolicy: off'), { refusesTrustLoss: false });
  });

  it('tells whose scripts run, by today’s map and by the lists before it', () => {
    assert.deepEqual(read('allowBuilds: {esbuild: true, core-js: false}'), {
      allowed: ['esbuild'],
      denied: ['core-js'],
      list: 'allowBuilds',
    });
    // What pnpm 12 calls permissions goes before the map.
    assert.deepEqual(read('allowBuilds: {a: true, b: true}\npermissions: {a: {build: false}, c: {skills: true}}'), {
      allowed: ['b'],
      denied: ['a'],
      list: 'permissions',
    });
    const lists = 'onlyBuiltDependencies: [a]\nneverBuiltDependencies: [b]\nignoredBuiltDependencies: [c]';
    assert.deepEqual(read(lists), { allowed: ['a'], denied: ['b', 'c'], list: 'onlyBuiltDependencies' });
    assert.deepEqual(read('ignoreScripts: true'), { scripts: 'none' });
    assert.deepEqual(read('dangerouslyAllowAllBuilds: true'), { scripts: 'all' });
  });

  it('tells which advisories are left aside, however that is written', () => {
    assert.deepEqual(read('audit:\n  ignore: [GHSA-a]').ignored, [{ id: 'GHSA-a' }]);
    const config = 'auditConfig:\n  ignoreGhsas: [GHSA-a, GHSA-a]\n  ignoreCves: [CVE-1]';
    assert.deepEqual(read(config).ignored, [{ id: 'GHSA-a' }, { id: 'CVE-1' }]);
  });

  for (const text of ['', '- a', 'a: [', 'minimumReleaseAge: soon', 'audit: 7', '&a [*a, *a]', '{'.repeat(10_000)]) {
    it(`tells nothing by ${JSON.stringify(text.slice(0, 30))}`, () => {
      assert.deepEqual(read(text), {});
    });
  }
});
