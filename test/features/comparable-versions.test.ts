import assert from 'node:assert/strict';
import { comparableVersions, isComparable } from '../../server/src/features/comparable-versions.js';
import { assessment, DAY, facts, NOW, packument, subject } from '../support/subjects.js';
import { ESCAPES } from './support/manifest-document.js';

const judgedAs = (
  version: string,
  versions: NonNullable<Parameters<typeof packument>[0]>['versions'],
  latest?: string,
) =>
  assessment({
    subject: subject({ version }),
    facts: facts({ packument: packument({ versions, ...(latest !== undefined && { distTags: { latest } }) }) }),
  });

describe('what a version can be compared with', () => {
  it('is the version before first, then the latest, then the others, the newest first', () => {
    const days = { '1.0.0': 500, '1.1.0': 400, '1.2.0': 300, '2.0.0': 30, '3.0.0-rc': 3 };
    const versions = Object.fromEntries(
      Object.entries(days).map(([version, age]) => [version, { publishedAt: NOW - age * DAY }]),
    );
    const found = comparableVersions(judgedAs('1.2.0', versions, '2.0.0'), NOW, ESCAPES);
    assert.deepEqual(found, [
      { version: '1.1.0', what: 'the version before', age: '13 months ago' },
      { version: '2.0.0', what: 'latest', age: '4 weeks ago' },
      { version: '3.0.0-rc', age: '3 days ago' },
      { version: '1.0.0', age: '16 months ago' },
    ]);
  });

  it('is nothing where there is one version only, or nobody knows any', () => {
    const alone = judgedAs('1.0.0', { '1.0.0': {} }, '1.0.0');
    assert.deepEqual(comparableVersions(alone, NOW, ESCAPES), []);
    assert.equal(isComparable(alone), false);
    assert.equal(isComparable(judgedAs('1.0.0', { '1.0.0': {}, '1.1.0': {} })), true);
    assert.equal(isComparable(assessment()), false);
  });
});
