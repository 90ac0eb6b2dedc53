import assert from 'node:assert/strict';
import fc from 'fast-check';
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
    const both = readBulkAdvisories({ x: [entry, { ...entry, id: 7, vulnerable_versions: '>=5.0.0 <5.1.0' }] })?.get(
      'x',
    );
    assert.deepEqual(
      both?.map(({ semverRange }) => semverRange),
      ['<4.17.21 || >=5.0.0 <5.1.0'],
    );
  });

  it('is read leniently: a missing range means every version, a missing severity is not known', () => {
    const [advisory] = readBulkAdvisories({ x: [{ id: 7, url: 'https://r.invalid/7' }] })?.get('x') ?? [];
    assert.deepEqual(advisory, {
      id: 'npm-7',
      aliases: [],
      summary: 'npm-7',
      severity: undefined,
      url: 'https://r.invalid/7',
      semverRange: '*',
    });
    assert.deepEqual(readBulkAdvisories({ x: [null, 7, {}, { id: 'a' }] })?.get('x'), []);
  });

  it('is none where it is anything but lists by name', () => {
    for (const json of [null, [], 'x', { error: 'not found' }, { x: {} }])
      assert.equal(readBulkAdvisories(json), undefined);
    fc.assert(fc.property(fc.jsonValue() as fc.Arbitrary<unknown>, (json) => void readBulkAdvisories(json)));
  });
});
