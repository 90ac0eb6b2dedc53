import assert from 'node:assert/strict';
import type { Evidence } from '../../../server/src/model/index.js';
import {
  ageText,
  count,
  dateText,
  evidenceText,
  isoTime,
  pathText,
} from '../../../server/src/report/support/wording.js';

describe('A path through the lockfile', () => {
  const cases: readonly (readonly [path: readonly string[], shown: string])[] = [
    [['.', 'express@4.17.1', 'qs@6.7.0'], 'express > qs'],
    [['.', '@babel/core@7.0.0', '@babel/types@7.0.0'], '@babel/core > @babel/types'],
    [['packages/web', 'express@4.17.1'], 'packages/web: express'],
    [['.', 'old=@acme/ui@1.0.0', 'linked', '@acme/local'], 'old=@acme/ui > linked > @acme/local'],
    [['.', 'a=@acme/local'], 'a=@acme/local'],
    [['.', 'a\u001b[31m@1.0.0'], 'a'],
    [['.'], ''],
    [[], ''],
  ];
  for (const [path, shown] of cases) {
    it(`is shown as "${shown}"`, () => assert.equal(pathText(path), shown));
  }
});

describe('Evidence', () => {
  const message = 'It runs node x.js (GHSA-2).';
  const cases: readonly (readonly [evidence: Evidence, shown: string])[] = [
    [{ kind: 'lockfile', file: 'package-lock.json', line: 12, column: 7 }, 'package-lock.json:12:7'],
    [{ kind: 'metadata', field: 'scripts.preinstall', value: 'node y.js' }, 'scripts.preinstall: node y.js'],
    [{ kind: 'metadata', field: 'time' }, 'time'],
    [{ kind: 'file', file: 'a.js', line: 1, snippet: 'eval(x)' }, 'a.js:1 · eval(x)'],
    [{ kind: 'advisory', value: 'GHSA-1', url: 'https://x.invalid/GHSA-1' }, 'GHSA-1 · https://x.invalid/GHSA-1'],
    [{ kind: 'metadata', field: 'readme', value: 'x'.repeat(300) }, `readme: ${'x'.repeat(119)}…`],
    [{ kind: 'metadata' }, ''],
    // What the message says already.
    [{ kind: 'metadata', field: 'bio', value: `It runs node x.js (GHSA-2).` }, ''],
    [{ kind: 'metadata', field: 'scripts.postinstall', value: 'node x.js' }, ''],
    [{ kind: 'file', file: 'package.json', line: 3, field: 'scripts', value: 'node x.js' }, 'package.json:3'],
    [{ kind: 'advisory', field: 'GHSA-2', url: 'https://x.invalid/GHSA-2' }, 'https://x.invalid/GHSA-2'],
  ];
  for (const [evidence, shown] of cases) {
    it(`is shown as "${shown.slice(0, 40)}"`, () => assert.equal(evidenceText(evidence, message), shown));
  }
});

describe('Times', () => {
  const now = Date.UTC(2026, 7, 22, 12);
  for (const [time, age] of [
    [Date.UTC(2026, 7, 22, 11, 30), 'less than an hour ago'],
    [Date.UTC(2026, 7, 22, 10, 59), '1 hour ago'],
    [Date.UTC(2026, 7, 20, 13), '47 hours ago'],
    [Date.UTC(2026, 7, 20, 12), '2 days ago'],
    [Date.UTC(2026, 5, 22, 12), '2 months ago'],
    [Date.UTC(2024, 7, 22), '2 years ago'],
    [Date.UTC(2027, 0, 1), 'in the future'],
  ] as const) {
    it(`${dateText(time)} is ${age}`, () => assert.equal(ageText(time, now), age));
  }

  it('are ISO 8601 and survive nonsense from outside', () => {
    assert.equal(isoTime(now), '2026-08-22T12:00:00.000Z');
    assert.deepEqual([NaN, Infinity, 1e20, undefined].map(isoTime), [undefined, undefined, undefined, undefined]);
    assert.equal(dateText(NaN), 'at an unknown time');
  });
});

describe('A count', () => {
  it('is plural for all but one', () => {
    assert.deepEqual(
      [0, 1, 2].map((amount) => count(amount, 'package')),
      ['0 packages', '1 package', '2 packages'],
    );
  });
});
