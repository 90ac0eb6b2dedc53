import assert from 'node:assert/strict';
import type { Advisory } from '../../../../server/src/model/index.js';
import { malwareOf, mergeAdvisories } from '../../../../server/src/sources/support/intelligence/intelligence-merge.js';
import { readOsvRecord, type OsvRecord } from '../../../../server/src/sources/support/osv/osv-record.js';

function advisory(id: string, aliases: readonly string[] = [], more: Partial<Advisory> = {}): Advisory {
  return { id, aliases, summary: `what ${id} says`, url: `https://advisories.invalid/${id}`, ...more };
}

function idsOf(advisories: readonly Advisory[]): readonly string[] {
  return advisories.map(({ id, aliases }) => [id, ...aliases].join(' = '));
}

describe('mergeAdvisories', () => {
  it('joins an old id to the GHSA id that has the same CVE', () => {
    const merged = mergeAdvisories([[advisory('GHSA-a', ['CVE-1'])], [advisory('NSWG-ECO-1', ['CVE-1', 'CVE-2'])]]);
    assert.deepEqual(idsOf(merged), ['GHSA-a = CVE-1 = NSWG-ECO-1 = CVE-2']);
  });

  it('keeps the affected versions of the better list', () => {
    const better = advisory('GHSA-a', [], { ranges: [{ introduced: '4.0.0', fixed: '4.17.21' }] });
    const [merged] = mergeAdvisories([[better], [advisory('GHSA-a', ['CVE-1'], { ranges: [{ introduced: '0' }] })]]);
    assert.deepEqual(merged, { ...better, aliases: ['CVE-1'] });
  });

  it('fills in what the better list leaves open', () => {
    const better = advisory('GHSA-a', [], { summary: 'GHSA-a' });
    const [merged] = mergeAdvisories([[better], [advisory('GHSA-a', [], { summary: 'XSS', severity: 'high' })]]);
    assert.deepEqual([merged?.summary, merged?.severity], ['XSS', 'high']);
  });

  it('keeps two GHSA ids apart although they share a CVE, because their versions differ', () => {
    const lists = [[advisory('GHSA-a', ['CVE-1'])], [advisory('GHSA-b', ['CVE-1', 'CVE-2'])]];
    assert.deepEqual(idsOf(mergeAdvisories(lists)), ['GHSA-a = CVE-1', 'GHSA-b = CVE-1 = CVE-2']);
  });

  it('keeps two advisories of one list apart', () => {
    const list = [advisory('NSWG-ECO-1', ['CVE-1']), advisory('NSWG-ECO-2', ['CVE-1'])];
    assert.equal(mergeAdvisories([[], list]).length, 2);
  });
});

describe('malwareOf', () => {
  const read = (affected: object, more: object = {}): readonly unknown[] => {
    const osv = readOsvRecord({
      id: 'MAL-2024-1',
      affected: [{ package: { ecosystem: 'npm', name: 'evil' }, ...affected }],
      ...more,
    });
    return malwareOf(osv as OsvRecord, 'evil', 'a-list').map(({ affects }) => affects);
  };
  const events = (...list: readonly object[]): object => ({ ranges: [{ type: 'SEMVER', events: list }] });

  const cases: readonly (readonly [string, object, readonly unknown[]])[] = [
    ['every version', events({ introduced: '0' }), ['*']],
    ['every version, although some are named too', { ...events({ introduced: '0' }), versions: ['1.0.0'] }, ['*']],
    ['a range', events({ introduced: '1.0.0' }, { fixed: '1.2.11' }), [{ range: '>=1.0.0 <1.2.11' }]],
    ['a range from the start', events({ introduced: '0' }, { last_affected: '2.0.0' }), [{ range: '<=2.0.0' }]],
    [
      'two ranges',
      events({ introduced: '1.0.0' }, { fixed: '1.1.0' }, { introduced: '2.0.0' }),
      [{ range: '>=1.0.0 <1.1.0 || >=2.0.0' }],
    ],
    ['exact versions only', { versions: ['5.6.1', '5.6.2'] }, [['5.6.1', '5.6.2']]],
    [
      'a range and versions beside it',
      { ...events({ introduced: '2.0.0' }), versions: ['1.0.0'] },
      [{ range: '>=2.0.0' }, ['1.0.0']],
    ],
    ['nothing where neither is given', {}, []],
    ['nothing for a range that is none', events({ introduced: 'soon' }), []],
  ];
  for (const [what, affected, expected] of cases) {
    it(`reads ${what}`, () => assert.deepEqual(read(affected), expected));
  }

  it('says nothing of a name that the record does not list', () => {
    const osv = readOsvRecord({ id: 'MAL-2024-1', affected: [] });
    assert.deepEqual(malwareOf(osv as OsvRecord, 'react', 'a-list'), []);
  });
});
