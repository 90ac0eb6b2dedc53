import assert from 'node:assert/strict';
import type { PackageManager } from '../../server/src/model/index.js';
import { packageJsonSettings } from '../../server/src/policies/package-json-settings.js';
import type { ManagerSettings } from '../../server/src/policies/policy.js';

describe('package.json, as package managers are told by it', () => {
  const cases: readonly (readonly [PackageManager, object, ManagerSettings])[] = [
    [
      'npm',
      { allowScripts: { esbuild: true, 'core-js@3.1.0': false } },
      { allowed: ['esbuild'], denied: ['core-js@3.1.0'], list: 'allowScripts' },
    ],
    ['npm', { allowScripts: ['esbuild'] }, {}],
    ['npm', { trustedDependencies: ['esbuild'] }, {}],
    ['bun', { trustedDependencies: ['esbuild'] }, { allowed: ['esbuild'], list: 'trustedDependencies' }],
    ['bun', { trustedDependencies: [] }, { allowed: [], list: 'trustedDependencies' }],
    [
      'yarn',
      { dependenciesMeta: { esbuild: { built: true }, 'core-js': { built: false } } },
      { allowed: ['esbuild'], denied: ['core-js'], list: 'dependenciesMeta' },
    ],
    ['pnpm', { pnpm: { onlyBuiltDependencies: ['esbuild'] } }, { allowed: ['esbuild'], list: 'onlyBuiltDependencies' }],
    ['pnpm', { pnpm: { auditConfig: { ignoreGhsas: ['GHSA-a'] } } }, { ignored: [{ id: 'GHSA-a' }] }],
    ['pnpm', {}, {}],
    ['vlt', { allowScripts: ['a'] }, {}],
  ];
  for (const [manager, manifest, expected] of cases) {
    it(`${manager}: ${JSON.stringify(manifest)}`, () => {
      assert.deepEqual(packageJsonSettings.read(JSON.stringify(manifest), manager), expected);
    });
  }

  it('tells what it can while it is being written', () => {
    assert.deepEqual(packageJsonSettings.read('{ "trustedDependencies": ["a",], ', 'bun'), {
      allowed: ['a'],
      list: 'trustedDependencies',
    });
    assert.deepEqual(packageJsonSettings.read('{', 'bun'), {});
  });
});
