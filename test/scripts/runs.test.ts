import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { RUN_PLANS, unplannedSuites } from '../e2e/harness/runs.js';

const E2E = path.resolve(import.meta.dirname, '..', '..', '..', 'test', 'e2e');

describe('the runs in real editors', () => {
  const suites = readdirSync(path.join(E2E, 'suite')).map((name) => name.replace(/\.test\.ts$/, ''));

  it('leave no suite out', () => {
    assert.deepEqual(unplannedSuites(suites, RUN_PLANS), []);
  });

  it('name suites and fixtures that are there', () => {
    for (const plan of RUN_PLANS) {
      for (const suite of plan.suites) assert.ok(suites.includes(suite), suite);
      assert.ok(existsSync(path.join(E2E, 'fixtures', plan.fixture, plan.window ?? 'package.json')), plan.fixture);
    }
  });

  it('notice a suite that no run names', () => {
    assert.deepEqual(unplannedSuites(['hover', 'forgotten'], RUN_PLANS), ['forgotten']);
  });
});
