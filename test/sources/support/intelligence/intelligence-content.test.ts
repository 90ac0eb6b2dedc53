import assert from 'node:assert/strict';
import {
  gatherIntelligence,
  type IntelligenceLists,
} from '../../../../server/src/sources/support/intelligence/intelligence-content.js';

const ORIGIN = {
  id: 'one',
  title: 'One',
  url: 'https://lists.invalid/one',
  revision: '1',
  date: '2026-01-31',
  licence: 'MIT',
};

function gather(lists: Partial<IntelligenceLists>) {
  const { records, popular, origins } = gatherIntelligence({
    osvRecords: '',
    derivedAdvisories: '',
    workingGroupAdvisories: '',
    malwareRows: '',
    popularNames: '',
    origins: '[]',
    ...lists,
  });
  return { records, popular, origins };
}

function osv(id: string, name: string, more: object = {}): string {
  const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }];
  return JSON.stringify({ id, affected: [{ package: { ecosystem: 'npm', name }, ranges }], ...more });
}

describe('gatherIntelligence', () => {
  it('joins what the lists say of a name', () => {
    const { records } = gather({
      osvRecords: [osv('GHSA-a', 'lodash', { aliases: ['CVE-1'] }), osv('MAL-2024-1', 'lodash')].join('\n'),
      workingGroupAdvisories: JSON.stringify({
        id: 'NSWG-ECO-1',
        aliases: ['CVE-1'],
        name: 'lodash',
        vulnerable_versions: '<1.0.0',
      }),
      malwareRows: 'name,version,source\nlodash,9.9.9,one',
      origins: JSON.stringify([ORIGIN]),
    });
    assert.deepEqual(
      records.get('lodash')?.advisories.map(({ id, aliases }) => [id, ...aliases]),
      [['GHSA-a', 'CVE-1', 'NSWG-ECO-1']],
    );
    assert.deepEqual(records.get('lodash')?.malware, [
      {
        id: 'MAL-2024-1',
        affects: { range: '<2.0.0' },
        sources: ['ossf-malicious-packages'],
        url: 'https://osv.dev/vulnerability/MAL-2024-1',
      },
      { id: 'one', affects: ['9.9.9'], sources: ['one'], url: 'https://lists.invalid/one' },
    ]);
  });

  it('skips what its publisher has taken back', () => {
    const { records } = gather({ osvRecords: osv('MAL-2024-2929', 'react', { withdrawn: '2024-06-26T00:00:00Z' }) });
    assert.equal(records.size, 0);
  });

  it('does not guess the name that a record of another ecosystem might mean', () => {
    const affected = [{ package: { ecosystem: 'GitHub Actions', name: 'word-wrap' }, versions: ['1.0.0'] }];
    const { records } = gather({ osvRecords: JSON.stringify({ id: 'GHSA-a', affected }) });
    assert.equal(records.size, 0);
  });

  it('trusts the derived list more than the older whole records', () => {
    const narrow = osv('GHSA-a', 'jquery', {
      affected: [{ package: { ecosystem: 'npm', name: 'jquery' }, versions: ['3.0.0-rc.1'] }],
    });
    const { records } = gather({ osvRecords: osv('GHSA-a', 'jquery'), derivedAdvisories: narrow });
    assert.deepEqual(
      records.get('jquery')?.advisories.map(({ versions, ranges }) => ({ versions, ranges })),
      [{ versions: ['3.0.0-rc.1'], ranges: undefined }],
    );
  });

  it('loses no good line to a bad one', () => {
    const { records, popular, origins } = gather({
      osvRecords: ['{', 'null', '{"id":7}', osv('GHSA-a', 'lodash')].join('\n'),
      popularNames: 'chalk\nlodash\nchalk',
      origins: JSON.stringify([null, {}, { ...ORIGIN, date: 'soon' }, ORIGIN]),
    });
    assert.deepEqual([...records.keys()], ['lodash']);
    assert.deepEqual(popular, ['chalk', 'lodash']);
    assert.deepEqual(origins, [ORIGIN]);
  });
});
