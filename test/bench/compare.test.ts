import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { compare, comparisonText, readRun } from './compare.js';
import type { Row } from './row.js';

const row = (id: string, value: number, unit: Row['unit'] = 'ratio'): Row => ({
  id,
  what: id,
  unit,
  value,
  budget: 3,
  pass: true,
  samples: 1,
  details: {},
});
const run = (...rows: readonly Row[]) => readRun(JSON.stringify({ schemaVersion: 1, machine: {}, rows }));

describe('npm run bench -- --compare', () => {
  it('tells a ratio that is worse by more than a quarter', () => {
    const comparisons = compare(run(row('read-bun', 2), row('read-vlt', 2)), [
      row('read-bun', 2.5),
      row('read-vlt', 2.6),
    ]);
    assert.deepEqual(
      comparisons.map(({ id, isLoss }) => [id, isLoss]),
      [
        ['read-bun', false],
        ['read-vlt', true],
      ],
    );
    assert.equal(
      comparisonText(comparisons),
      '1 of 2 ratios are worse by more than 25 %:\n  read-vlt: 2.6 ×, 2 × before (30 % more)',
    );
  });

  it('leaves out what another machine makes faster or slower, and what only one run has', () => {
    const before = run(row('hover', 1, 'ms'), row('gone', 1));
    assert.deepEqual(compare(before, [row('hover', 9, 'ms'), row('new', 9)]), []);
    assert.equal(comparisonText([]), '0 ratios compared, none of them worse by more than 25 %');
  });

  it('reads the run that the documentation tells of', async () => {
    const text = await readFile(new URL('../../../test/bench/results.json', import.meta.url), 'utf8');
    assert.ok(readRun(text).rows.some(({ unit }) => unit === 'ratio'));
  });

  it('refuses what is no run', () => {
    assert.throws(() => readRun('{"rows": []}'), /no output/);
  });
});
