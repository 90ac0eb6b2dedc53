import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Advisory, AffectedRange } from '../../../../server/src/model/index.js';
import { readOsvRecord } from '../../../../server/src/sources/support/osv/osv-record.js';
import type { OsvRecord } from '../../../../server/src/sources/support/osv/osv-record.js';

function affected(name: string, more: object = {}, ecosystem = 'npm'): object {
  return { package: { ecosystem, name }, ...more };
}
function events(...list: readonly object[]): object {
  return { type: 'SEMVER', events: list };
}
function read(json: object): OsvRecord {
  const record = readOsvRecord({ id: 'GHSA-29mw-wpgm-hmr9', ...json });
  assert.ok(record !== undefined && record !== 'withdrawn');
  return record;
}
function one(json: object, name = 'x'): Advisory {
  const advisory = read(json).packages.get(name);
  assert.ok(advisory !== undefined);
  return advisory;
}

describe('an OSV record', () => {
  it('is read as GitHub writes it', () => {
    const record = readOsvRecord({
      schema_version: '1.4.0',
      id: 'GHSA-29mw-wpgm-hmr9',
      modified: '2023-09-05T22:58:25Z',
      aliases: ['CVE-2020-28500'],
      summary: 'Regular Expression Denial of Service (ReDoS) in lodash',
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L' }],
      affected: [
        affected('lodash', { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '4.17.21' }] }] }),
        affected('lodash.trim', { ranges: [events({ introduced: '0' }, { last_affected: '4.5.1' })] }),
      ],
      database_specific: { severity: 'MODERATE', cwe_ids: ['CWE-1333', 'CWE-400', 'none', 7], github_reviewed: true },
    });
    const shared = {
      id: 'GHSA-29mw-wpgm-hmr9',
      aliases: ['CVE-2020-28500'],
      summary: 'Regular Expression Denial of Service (ReDoS) in lodash',
      severity: 'moderate',
      cvss: { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L', score: 5.3 },
      cwes: ['CWE-1333', 'CWE-400'],
      url: 'https://github.com/advisories/GHSA-29mw-wpgm-hmr9',
    };
    assert.deepEqual(record, {
      id: 'GHSA-29mw-wpgm-hmr9',
      modified: '2023-09-05T22:58:25Z',
      malware: false,
      packages: new Map([
        ['lodash', { ...shared, ranges: [{ introduced: '0', fixed: '4.17.21' }] }],
        ['lodash.trim', { ...shared, ranges: [{ introduced: '0', lastAffected: '4.5.1' }] }],
      ]),
    });
  });

  it('of malware says so, with exact versions as OSSF writes them', () => {
    const record = read({
      id: 'MAL-2023-1088',
      summary: 'Malicious code in x (npm)',
      affected: [affected('x', { versions: ['9.999.8'] })],
    });
    assert.equal(record.malware, true);
    assert.deepEqual(record.packages.get('x'), {
      id: 'MAL-2023-1088',
      aliases: [],
      summary: 'Malicious code in x (npm)',
      severity: undefined,
      url: 'https://osv.dev/vulnerability/MAL-2023-1088',
      malware: true,
      versions: ['9.999.8'],
    });
  });

  it('that was withdrawn is not used', () => {
    assert.equal(
      readOsvRecord({ id: 'MAL-2024-2929', withdrawn: '2024-07-01T03:32:00Z', affected: [affected('react')] }),
      'withdrawn',
    );
  });

  describe('has stretches', () => {
    const table: readonly (readonly [string, readonly object[], readonly AffectedRange[]])[] = [
      ['without an end', [{ introduced: '0' }], [{ introduced: '0' }]],
      [
        'from events in any order (GHSA-fhjf-83wg-r2j9)',
        [{ introduced: '0' }, { introduced: '2.0.0' }, { fixed: '2.0.1' }, { fixed: '1.3.2' }],
        [
          { introduced: '0', fixed: '1.3.2' },
          { introduced: '2.0.0', fixed: '2.0.1' },
        ],
      ],
      [
        'that meet at one version',
        [{ introduced: '1.0.0' }, { introduced: '2.0.0' }, { fixed: '2.0.0' }],
        [{ introduced: '1.0.0', fixed: '2.0.0' }, { introduced: '2.0.0' }],
      ],
      [
        'of one version',
        [{ last_affected: '1.0.0' }, { introduced: '1.0.0' }],
        [{ introduced: '1.0.0', lastAffected: '1.0.0' }],
      ],
      [
        'in semver order, not in that of text',
        [{ fixed: '10.0.0' }, { introduced: '9.0.0' }],
        [{ introduced: '9.0.0', fixed: '10.0.0' }],
      ],
      ['with both ends in one event', [{ introduced: '0', fixed: '1.0.0' }], [{ introduced: '0', fixed: '1.0.0' }]],
      ['only where something was introduced', [{ fixed: '1.0.0' }], []],
      ['up to a limit', [{ introduced: '0' }, { limit: '2.0.0' }], [{ introduced: '0', fixed: '2.0.0' }]],
      [
        'up to the highest of several limits',
        [{ limit: '3.0.0' }, { introduced: '0' }, { fixed: '1.0.0' }, { introduced: '2.0.0' }, { limit: '2.5.0' }],
        [
          { introduced: '0', fixed: '1.0.0' },
          { introduced: '2.0.0', fixed: '3.0.0' },
        ],
      ],
      ['not from behind a limit', [{ introduced: '2.0.0' }, { limit: '2.0.0' }], []],
      ['without an end where the limit has none', [{ introduced: '0' }, { limit: '*' }], [{ introduced: '0' }]],
    ];
    for (const [name, list, ranges] of table) {
      it(name, () => {
        const advisory = one({ affected: [affected('x', { versions: ['0.0.0'], ranges: [events(...list)] })] });
        assert.deepEqual(advisory.ranges ?? [], ranges);
      });
    }

    it('from all entries of one package together', () => {
      const entries = [
        affected('x', { versions: ['1.0.0'], ranges: [events({ introduced: '1.0.0' }, { fixed: '1.1.0' })] }),
        affected('y', { versions: ['7.0.0'] }),
        affected('x', { versions: ['1.0.0', '2.0.0'], ranges: [events({ introduced: '2.0.0' })] }),
      ];
      const { versions, ranges } = one({ affected: entries });
      assert.deepEqual(versions, ['1.0.0', '2.0.0']);
      assert.deepEqual(ranges, [{ introduced: '1.0.0', fixed: '1.1.0' }, { introduced: '2.0.0' }]);
    });

    it('not from commits', () => {
      const advisory = one({ affected: [affected('x', { ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] })] });
      assert.deepEqual([advisory.ranges, advisory.versions], [undefined, undefined]);
    });
  });

  it('guesses no package: another ecosystem counts for nothing (GHSA-j8xg-fqg3-53r7 has stood under GitHub Actions)', () => {
    const everything = { ranges: [events({ introduced: '0' })] };
    const entries = [
      affected('word-wrap', everything, 'GitHub Actions'),
      affected('x', everything, 'NPM'),
      affected('', everything),
      {},
    ];
    assert.equal(read({ affected: entries }).packages.size, 0);
  });

  it('takes its severity from the label, as vectors stand alone in few records', () => {
    const severity = (json: object) => one({ affected: [affected('x')], ...json }).severity;
    for (const [label, expected] of [
      ['LOW', 'low'],
      ['Moderate', 'moderate'],
      ['MEDIUM', 'moderate'],
      ['HIGH', 'high'],
      ['CRITICAL', 'critical'],
    ] as const) {
      assert.equal(severity({ severity: [], database_specific: { severity: label } }), expected);
    }
    for (const label of ['', 'constructor', 7, null, undefined]) {
      assert.equal(severity({ database_specific: { severity: label } }), undefined);
    }
  });

  it('is rated by its vector where nobody has labelled it, and by the newest of several', () => {
    const worst = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
    const low = 'CVSS:4.0/AV:L/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N';
    const rated = (...vectors: readonly string[]): readonly unknown[] => {
      const severity = vectors.map((score) => ({ type: 'CVSS', score }));
      const { severity: label, cvss } = one({ severity, affected: [affected('x')] });
      return [label, cvss?.score];
    };
    assert.deepEqual(rated(worst), ['critical', 9.8]);
    assert.deepEqual(rated(worst, low), ['low', 1]);
    for (const vector of ['CVSS:3.1/AV:N', 'AV:N/AC:L/Au:N/C:P/I:P/A:P', 'CVSS:3.1', '', 'x'.repeat(1000)])
      assert.deepEqual(rated(vector), [undefined, undefined]);
  });

  it('rates each of its packages by its own vector, where it has one', () => {
    const own = [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L' }];
    const shared = [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }];
    const json = { severity: shared, affected: [affected('x', { severity: own }), affected('y')] };
    assert.deepEqual([one(json).cvss?.score, one(json, 'y').cvss?.score], [5.3, 9.8]);
  });

  it('is described by its first line where it has no summary, by its id where it has no words', () => {
    const summary = (json: object) => one({ affected: [affected('x')], ...json }).summary;
    assert.equal(summary({ details: '\n---\nIt steals tokens.\nMore.' }), 'It steals tokens.');
    assert.equal(summary({ summary: ' ', details: '' }), 'GHSA-29mw-wpgm-hmr9');
    assert.equal(summary({ summary: 'x'.repeat(10_000) }).length, 500);
  });

  it('is none without an id that can stand in a URL', () => {
    for (const id of [undefined, 7, '', '../etc', 'a b', 'x'.repeat(101), '<script>', '-']) {
      assert.equal(readOsvRecord({ id, affected: [affected('x')] }), undefined);
    }
    for (const json of [null, [], 'GHSA', 7, undefined]) assert.equal(readOsvRecord(json), undefined);
  });

  it('can be any JSON', () => {
    const part = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>;
    const shaped = fc.record({
      id: fc.constant('MAL-1'),
      aliases: part,
      summary: part,
      details: part,
      database_specific: part,
      affected: fc.array(
        fc.record({
          package: fc.record({ ecosystem: fc.constant('npm'), name: fc.string() }),
          versions: part,
          ranges: fc.array(
            fc.record({
              type: fc.constantFrom('SEMVER', 'GIT'),
              events: fc.array(
                fc.dictionary(fc.constantFrom('introduced', 'fixed', 'last_affected', '__proto__'), part),
                { maxLength: 4 },
              ),
            }),
            { maxLength: 2 },
          ),
        }),
        { maxLength: 3 },
      ),
    });
    fc.assert(fc.property(fc.oneof(part, shaped), (json) => void readOsvRecord(json)));
  });
});
