import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupAdvisories } from '../../../server/src/rules/support/advisory-groups.js';
import { advisory } from '../../support/subjects.js';

const ids = (groups: ReturnType<typeof groupAdvisories>) =>
  groups.map((group) => group.records.map((record) => record.id));

describe('advisories of several origins', () => {
  it('are one vulnerability where an alias joins them, in whatever order they come', () => {
    const ghsa = advisory({ id: 'GHSA-p6mc-m468-83gw', aliases: ['CVE-2020-8203'] });
    const old = advisory({ id: 'NSWG-ECO-516', aliases: ['CVE-2020-8203'] });
    const other = advisory({ id: 'GHSA-35jh-r3h4-6jhm', aliases: ['CVE-2021-23337'] });
    for (const given of [
      [ghsa, other, old],
      [old, ghsa, other],
      [other, old, ghsa],
    ]) {
      assert.deepEqual(ids(groupAdvisories(given)), [['GHSA-35jh-r3h4-6jhm'], ['GHSA-p6mc-m468-83gw', 'NSWG-ECO-516']]);
    }
  });

  it('are joined by a later record that names both', () => {
    const a = advisory({ id: 'CVE-2020-1' });
    const b = advisory({ id: 'NSWG-ECO-1' });
    const both = advisory({ id: 'GHSA-aaaa-aaaa-aaaa', aliases: ['CVE-2020-1', 'NSWG-ECO-1'] });
    assert.equal(groupAdvisories([a, b, both]).length, 1);
  });

  it('go by the id that most people know, GHSA before CVE before others', () => {
    const [group] = groupAdvisories([advisory({ id: 'NSWG-ECO-1', aliases: ['CVE-2014-7205'] })]);
    assert.equal(group?.id, 'CVE-2014-7205');
  });

  it('go by the worst severity that is known', () => {
    const [group] = groupAdvisories([
      advisory({ id: 'GHSA-1', aliases: ['CVE-1'], severity: 'low' }),
      advisory({ id: 'CVE-1', severity: 'critical' }),
      advisory({ id: 'NSWG-1', aliases: ['CVE-1'] }),
    ]);
    assert.equal(group?.severity, 'critical');
    assert.equal(group.records[0].id, 'CVE-1');
  });

  it('are all kept, each in one vulnerability that shares no id with another', () => {
    const id = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F');
    const record = fc.record({ id, aliases: fc.array(id, { maxLength: 2 }) }).map(advisory);
    fc.assert(
      fc.property(fc.array(record, { maxLength: 8 }), (records) => {
        const groups = groupAdvisories(records);
        assert.equal(groups.flatMap((group) => group.records).length, records.length);
        const idsOf = groups.map((group) => new Set(group.records.flatMap((one) => [one.id, ...one.aliases])));
        assert.equal(
          idsOf.reduce((sum, set) => sum + set.size, 0),
          new Set(idsOf.flatMap((set) => [...set])).size,
        );
      }),
    );
  });
});
