import assert from 'node:assert/strict';
import { lineAssessments, type LineAssessment } from '../../../server/src/features/support/judged-manifest.js';
import { combinedFixes, safeFixOf } from '../../../server/src/features/support/safe-fix.js';
import type { JsonChange, Remedy } from '../../../server/src/model/index.js';
import { judged, marked } from './manifest-document.js';

const [LINE] = lineAssessments(judged(marked('{ "dependencies": { "a": "1.0.0" } }').document).assessments);

const set = (name: string, value: string): JsonChange => ({ op: 'set', path: ['dependencies', name], value });

function remedy(given: Partial<Remedy> = {}): Remedy {
  return { kind: 'upgrade', title: 'Upgrade', rules: [], preferred: true, changes: [set('a', '1.0.1')], ...given };
}

function line(): LineAssessment {
  assert.ok(LINE);
  return LINE;
}

describe('a safe fix', () => {
  it('is the preferred one', () => {
    const preferred = remedy();
    assert.deepEqual(safeFixOf(line(), [remedy({ preferred: false }), preferred])?.remedy, preferred);
  });

  const others: readonly (readonly [what: string, given: Partial<Remedy>])[] = [
    ['another major', { preferred: false }],
    ['what is not known yet', { pending: true }],
    ['what changes another file', { elsewhere: [{ file: '/project/pnpm-workspace.yaml', changes: [] }] }],
    ['what changes nothing', { changes: [] }],
  ];
  for (const [what, given] of others) {
    it(`is not ${what}`, () => assert.equal(safeFixOf(line(), [remedy(given)]), undefined));
  }
});

describe('several safe fixes as one', () => {
  const fix = (...changes: readonly JsonChange[]) => ({ line: line(), remedy: remedy({ changes }) });

  it('have all their changes, each once', () => {
    const fixes = [fix(set('react', '1'), set('react-dom', '1')), fix(set('react-dom', '1'), set('react', '1'))];
    const { changes, made } = combinedFixes(fixes);
    assert.deepEqual(changes, [set('react', '1'), set('react-dom', '1')]);
    assert.deepEqual(made, fixes);
  });

  it('leave out what would change a place in two ways: the first is the more urgent', () => {
    const urgent = fix(set('react', '1'), set('react-dom', '1'));
    const other = fix(set('react-dom', '2'), set('other', '1'));
    const third = fix(set('third', '1'));
    const { changes, made } = combinedFixes([urgent, other, third]);
    assert.deepEqual(changes, [set('react', '1'), set('react-dom', '1'), set('third', '1')]);
    assert.deepEqual(made, [urgent, third]);
  });
});
