import assert from 'node:assert/strict';
import type { InstallWait, ManagerPolicy, PackageManager } from '../../server/src/model/index.js';
import { youngerThanPolicy } from '../../server/src/rules/younger-than-policy.js';
import { DAY, EXAMPLE_REGISTRY, HOUR, NOW, packument, subject } from '../support/subjects.js';
import { COOLDOWN_HOURS, draftsOf, onlyDraft } from './support/drafts-of.js';

const axios = subject({ name: 'axios', version: '1.14.1' });

const publishedBefore = (age: number | undefined, name = 'axios') => ({
  packument: packument({
    name,
    versions: { '1.14.1': { publishedAt: age === undefined ? undefined : NOW - age } },
  }),
});

function told(wait: InstallWait | undefined, exempt: readonly string[] = [], manager: PackageManager = 'npm') {
  const policy: ManagerPolicy = { manager, wait, exempt, scripts: { others: 'run', allowed: [], denied: [] } };
  return (age: number | undefined, line = axios) =>
    draftsOf(youngerThanPolicy, line, publishedBefore(age, line.name), COOLDOWN_HOURS, EXAMPLE_REGISTRY, policy);
}

const WEEK: InstallWait = { age: 7 * DAY, setting: 'min-release-age', file: '.npmrc' };

describe('younger-than-policy', () => {
  it('says how young the version is, who is told to wait, for how long and where', () => {
    const draft = onlyDraft(told(WEEK)(5 * HOUR));
    assert.equal(
      draft.message,
      'axios 1.14.1 was published 5 hours ago, and npm is told to wait 7 days (min-release-age in .npmrc)',
    );
    assert.equal(draft.target, 'specifier');
    assert.deepEqual(draft.evidence, [
      { kind: 'metadata', field: 'time.1.14.1', value: '2026-11-22T07:00:00.000Z' },
      { kind: 'file', file: '.npmrc', field: 'min-release-age' },
    ]);
  });

  it('is silent from the very age on that the manager takes', () => {
    assert.equal(told(WEEK)(7 * DAY - 1).length, 1);
    assert.deepEqual(told(WEEK)(7 * DAY), []);
  });

  it('goes by a date where that is set', () => {
    const before = told({ until: Date.UTC(2026, 10, 1), setting: 'before', file: '.npmrc' });
    assert.equal(
      onlyDraft(before(5 * DAY)).message,
      'axios 1.14.1 was published 5 days ago, and npm takes nothing newer than 2026-11-01 (before in .npmrc)',
    );
    assert.deepEqual(before(30 * DAY), []);
  });

  it('goes by what is set for a scope, which may be nothing', () => {
    const wait = {
      age: DAY,
      scopes: { '@acme': 0, '@slow': 3 * DAY },
      setting: 'npmMinimalAgeGate',
      file: '.yarnrc.yml',
    };
    const named = (name: string) => subject({ name, version: '1.14.1' });
    const yarn = told(wait, [], 'yarn');
    assert.deepEqual(yarn(HOUR, named('@acme/tools')), []);
    assert.match(onlyDraft(yarn(2 * DAY, named('@slow/tools'))).message, /yarn is told to wait 3 days/);
    assert.deepEqual(yarn(2 * DAY), []);
  });

  const exempt: readonly (readonly [string, boolean])[] = [
    ['axios', true],
    ['ax*', true],
    ['*', true],
    ['axios@1.14.1', true],
    ['axios@1.14.0 || 1.14.1', true],
    ['axios@1.14.0', false],
    ['axios@^1.14.0', true],
    ['axio', false],
    ['@acme/*', false],
  ];
  for (const [pattern, isExempt] of exempt) {
    it(`${isExempt ? 'leaves out' : 'does not leave out'} axios 1.14.1 where ${pattern} is exempt`, () => {
      assert.equal(told(WEEK, [pattern])(HOUR).length, isExempt ? 0 : 1);
    });
  }

  it('does not take for exempt what is taken out of the exceptions again', () => {
    assert.equal(told(WEEK, ['a*', '!axios'])(HOUR).length, 1);
  });

  it('does not hold a version against a wait that nobody has asked for', () => {
    assert.deepEqual(told({ age: DAY, setting: 'minimumReleaseAge' })(HOUR), []);
    assert.deepEqual(told({ age: 0, setting: 'minimumReleaseAge', file: 'pnpm-workspace.yaml' })(0), []);
    assert.deepEqual(told(undefined)(HOUR), []);
  });

  it('does not guess where the registry gives no date, or nothing governs', () => {
    assert.deepEqual(told(WEEK)(undefined), []);
    assert.deepEqual(draftsOf(youngerThanPolicy, axios, publishedBefore(HOUR)), []);
  });
});
