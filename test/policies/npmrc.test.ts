import assert from 'node:assert/strict';
import type { PackageManager } from '../../server/src/model/index.js';
import { npmrc } from '../../server/src/policies/npmrc.js';
import type { ManagerSettings } from '../../server/src/policies/policy.js';
import { DAY } from '../support/subjects.js';

describe('.npmrc, as package managers are told by it', () => {
  const cases: readonly (readonly [string, PackageManager, ManagerSettings])[] = [
    ['min-release-age=7', 'npm', { wait: { age: 7 * DAY, setting: 'min-release-age' } }],
    ['min-release-age = "0.5"', 'npm', { wait: { age: DAY / 2, setting: 'min-release-age' } }],
    ['before=2026-11-01', 'npm', { wait: { until: Date.UTC(2026, 10, 1), setting: 'before' } }],
    ['min-release-age=7\nbefore=2026-11-01', 'npm', { wait: { until: Date.UTC(2026, 10, 1), setting: 'before' } }],
    ['min-release-age=7\nmin-release-age=1', 'npm', { wait: { age: DAY, setting: 'min-release-age' } }],
    ['min-release-age-exclude[]=@acme/*\nmin-release-age-exclude[]=b, c', 'npm', { exempt: ['@acme/*', 'b', 'c'] }],
    ['ignore-scripts=true', 'npm', { scripts: 'none' }],
    ['ignore-scripts=false', 'npm', {}],
    ['allow-scripts=esbuild, @acme/kit', 'npm', { allowed: ['esbuild', '@acme/kit'], list: 'allow-scripts' }],
    ['dangerously-allow-all-scripts=true', 'npm', { scripts: 'all' }],
    ['dangerously-allow-all-scripts=true\nignore-scripts=true', 'npm', { scripts: 'none' }],
    ['ignore-scripts=true', 'yarn-classic', { scripts: 'none' }],
    ['min-release-age=7', 'pnpm', {}],
    ['minimum-release-age=1440', 'npm', {}],
    ['minimum-release-age=1440', 'pnpm', { wait: { age: DAY, setting: 'minimum-release-age' } }],
    ['minimum-release-age-exclude[]=a', 'pnpm', { exempt: ['a'] }],
    ['# min-release-age=7\n;before=2026-11-01', 'npm', {}],
    ['min-release-age=soon', 'npm', {}],
    ['min-release-age=-1', 'npm', {}],
    ['min-release-age=${DAYS}', 'npm', {}],
    ['', 'npm', {}],
  ];
  for (const [text, manager, expected] of cases) {
    it(`${manager}: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(npmrc.read(text, manager), expected);
    });
  }
});
