import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Advisory } from '../../../server/src/model/index.js';
import { readBulkAdvisories } from '../../../server/src/sources/support/bulk-advisories.js';

const entry = {
  id: 1106913,
  url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
  title: 'Command Injection in lodash',
  severity: 'high',
  vulnerable_versions: '<4.17.21',
  cwe: ['CWE-77'],
  cvss: { score: 1, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' },
};

function read(entries: readonly unknown[]): readonly Advisory[] {
  const advisories = readBulkAdvisories({ x: entries })?.get('x');
  assert.ok(advisories !== undefined && advisories !== 'unreadable');
  return advisories;
}

describe("the answer of a registry's advisories endpoint", () => {
  it('is read by name, with the id that everybody knows', () => {
    assert.deepEqual(
      readBulkAdvisories({ lodash: [entry] }),
      new Map([
        [
          'lodash',
          [
            {
              id: 'GHSA-35jh-r3h4-6jhm',
              aliases: [],
              summary: 'Command Injection in lodash',
              severity: 'high',
              // Worked out: whoever gives the vector has no say in what follows from it.
              cvss: { score: 7.2, vector: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' },
              cwes: ['CWE-77'],
              url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
              semverRange: '<4.17.21',
            },
          ],
        ],
      ]),
    );
  });

  it('lists one advisory once, with all of its ranges', () => {
    const both = read([entry, { ...entry, id: 7, vulnerable_versions: '>=5.0.0 <5.1.0' }]);
    assert.deepEqual(
      both.map(({ semverRange }) => semverRange),
      ['<4.17.21 || >=5.0.0 <5.1.0'],
    );
  });

  it('is read leniently: a missing range means every version, a missing severity is not known', () => {
    const [advisory] = read([{ id: 7, url: 'https://r.invalid/7' }]);
    assert.deepEqual(advisory, {
      id: 'npm-7',
      aliases: [],
      summary: 'npm-7',
      severity: undefined,
      url: 'https://r.invalid/7',
      semverRange: '*',
    });
  });

  it('is not taken for less than it says where an entry, or its rating, cannot be read', () => {
    for (const strange of [null, 7, {}, { id: 'a' }])
      assert.equal(readBulkAdvisories({ x: [strange] })?.get('x'), 'unreadable');
    const partial = (entries: readonly unknown[]) => read(entries).map((advisory) => [advisory.id, advisory.partial]);
    assert.deepEqual(partial([null, entry]), [['GHSA-35jh-r3h4-6jhm', true]]);
    assert.deepEqual(partial([{ ...entry, severity: 5 }]), [['GHSA-35jh-r3h4-6jhm', true]]);
    assert.deepEqual(partial([{ ...entry, severity: null }]), [['GHSA-35jh-r3h4-6jhm', undefined]]);
    assert.deepEqual(readBulkAdvisories({ x: [] })?.get('x'), []);
  });

  it('is none where it is anything but lists by name', () => {
    for (const json of [null, [], 'x', { error: 'not found' }, { x: {} }])
      assert.equal(readBulkAdvisories(json), undefined);
    fc.assert(fc.property(fc.jsonValue() as fc.Arbitrary<unknown>, (json) => void readBulkAdvisories(json)));
  });
});
