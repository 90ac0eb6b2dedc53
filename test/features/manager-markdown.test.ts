import assert from 'node:assert/strict';
import { managerMarkdown } from '../../server/src/features/manager-markdown.js';
import type { ManagerPolicy } from '../../server/src/model/index.js';
import { assessment, DAY, facts, packument, subject } from '../support/subjects.js';
import { ESCAPES } from './support/manifest-document.js';

function told(policy: Partial<ManagerPolicy>) {
  const manager: ManagerPolicy = {
    ...{ manager: 'npm', exempt: [], scripts: { others: 'run', allowed: [], denied: [] } },
    ...policy,
  };
  const document = packument({ name: 'esbuild', versions: ['1.0.0'] });
  const given = { subject: subject({ name: 'esbuild', version: '1.0.0' }), facts: facts({ packument: document }) };
  return managerMarkdown(assessment({ ...given, manager }), ESCAPES);
}

const WEEK = { age: 7 * DAY, setting: 'min-release-age', file: '.npmrc' };

describe('what the package manager is told, in the hover', () => {
  const cases: readonly (readonly [string | undefined, Partial<ManagerPolicy>])[] = [
    ['Your npm waits 7 days (`min-release-age` in `.npmrc`)', { wait: WEEK }],
    ['Your npm waits 36 hours (`min-release-age` in `.npmrc`)', { wait: { ...WEEK, age: 1.5 * DAY } }],
    [
      'Your npm takes nothing newer than 2026-11-01 (`before` in `.npmrc`)',
      { wait: { until: Date.UTC(2026, 10, 1), setting: 'before', file: '.npmrc' } },
    ],
    ['Your pnpm waits 1 day (by itself)', { manager: 'pnpm', wait: { age: DAY, setting: 'minimumReleaseAge' } }],
    [
      'Your npm does not wait for this package (`min-release-age` in `.npmrc` has exceptions)',
      { wait: WEEK, exempt: ['es*'] },
    ],
    [undefined, { wait: { ...WEEK, age: 0 } }],
    [undefined, {}],
  ];
  for (const [text, policy] of cases) {
    it(text ?? `is nothing for ${JSON.stringify(policy)}`, () => {
      assert.equal(told(policy), text);
    });
  }

  it('is nothing where no manager governs', () => {
    assert.equal(managerMarkdown(assessment(), ESCAPES), undefined);
  });
});
