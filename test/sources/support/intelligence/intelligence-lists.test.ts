import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MalwareRecord } from '../../../../server/src/model/index.js';
import {
  readMalwareRows,
  readPopularNames,
  readWorkingGroupAdvisories,
  recordsOfRows,
} from '../../../../server/src/sources/support/intelligence/intelligence-lists.js';

const HEADING = 'name,version,source\n';

describe('readMalwareRows', () => {
  it('reads names, versions and the lists that name them', () => {
    assert.deepEqual(readMalwareRows(`${HEADING}chalk,5.6.1,one|two\nfsevents,>=1.0.0 <1.2.11,one\r\nevil,*,one\n`), [
      { name: 'chalk', version: '5.6.1', sources: ['one', 'two'] },
      { name: 'fsevents', version: '>=1.0.0 <1.2.11', sources: ['one'] },
      { name: 'evil', version: '*', sources: ['one'] },
    ]);
  });

  it('leaves out lines that it would misread', () => {
    const lines = [
      'a,1.0.0',
      'b,not a version,one',
      ',1.0.0,one',
      'c,1.0.0,one,more',
      '"d",1.0.0,one',
      'e,,one',
      'f,1.0.0,',
      'g,x,one',
    ];
    assert.deepEqual(readMalwareRows(HEADING + lines.join('\n')), []);
  });

  it('does not condemn every version of a name on the word of an uncertain list alone', () => {
    const rows = 'a,*,gensecai-shai-hulud-2\nb,*,one|gensecai-shai-hulud-2\nc,1.0.0,gensecai-shai-hulud-2';
    assert.deepEqual(
      readMalwareRows(HEADING + rows).map(({ name }) => name),
      ['b', 'c'],
    );
  });
});

describe('recordsOfRows', () => {
  const row = (version: string, ...sources: readonly string[]) => ({ name: 'evil', version, sources });
  const page = (source: string): string | undefined => (source === 'one' ? 'https://lists.invalid/one' : undefined);

  it('joins the exact versions that the same lists name, in their order', () => {
    const rows = [row('10.0.0', 'one'), row('9.0.0', 'one'), row('1.0.0', 'one', 'two')];
    assert.deepEqual(recordsOfRows(rows, [], page), [
      { id: 'one', affects: ['9.0.0', '10.0.0'], sources: ['one'], url: 'https://lists.invalid/one' },
      { id: 'one', affects: ['1.0.0'], sources: ['one', 'two'], url: 'https://lists.invalid/one' },
    ]);
  });

  it('keeps ranges and "every version" apart from versions', () => {
    const affects = recordsOfRows([row('>=1.0.0', 'two'), row('*', 'two'), row('0.1.0', 'two')], [], page);
    assert.deepEqual(
      affects.map((record) => record.affects),
      [{ range: '>=1.0.0' }, '*', ['0.1.0']],
    );
  });

  it('leaves to a whole record what that says as well', () => {
    const whole = (affects: MalwareRecord['affects']): readonly MalwareRecord[] => [
      { id: 'MAL-2024-1', affects, sources: ['ossf'] },
    ];
    assert.deepEqual(recordsOfRows([row('1.0.0', 'one'), row('*', 'two')], whole('*'), page), []);
    assert.deepEqual(recordsOfRows([row('>=1.0.0 <2.0.0', 'one')], whole({ range: '>=1.0.0 <2.0.0' }), page), []);
    const left = recordsOfRows([row('1.0.0', 'one'), row('2.0.0', 'one')], whole(['1.0.0']), page);
    assert.deepEqual(
      left.map((record) => record.affects),
      [['2.0.0']],
    );
  });
});

describe('readWorkingGroupAdvisories', () => {
  const line = (more: object): string =>
    JSON.stringify({
      id: 'NSWG-ECO-1',
      aliases: ['CVE-2014-7205'],
      summary: 'Arbitrary JavaScript Execution',
      name: 'bassmaster',
      vulnerable_versions: '<=1.5.1',
      cvss_score: 6.5,
      ...more,
    });

  it('reads an advisory with its range and the label of its score', () => {
    assert.deepEqual(readWorkingGroupAdvisories(line({})), [
      [
        'bassmaster',
        {
          id: 'NSWG-ECO-1',
          aliases: ['CVE-2014-7205'],
          summary: 'Arbitrary JavaScript Execution',
          severity: 'moderate',
          url: 'https://github.com/nodejs/security-wg/blob/main/vuln/npm/1.json',
          semverRange: '<=1.5.1',
        },
      ],
    ]);
  });

  it('rates by the scale of CVSS 3.0', () => {
    const scores = [0, 0.1, 3.9, 4, 6.9, 7, 8.9, 9, 10, 11, null, '7'];
    const severities = scores.map((score) => readWorkingGroupAdvisories(line({ cvss_score: score }))[0]?.[1].severity);
    const [none, low, moderate, high, critical] = [undefined, 'low', 'moderate', 'high', 'critical'];
    assert.deepEqual(severities, [
      none,
      low,
      low,
      moderate,
      moderate,
      high,
      high,
      critical,
      critical,
      none,
      none,
      none,
    ]);
  });

  it('reads "every version so far" as every version', () => {
    for (const range of ['<=99.999.99999', '<= 99.999.99999', '*']) {
      assert.equal(readWorkingGroupAdvisories(line({ vulnerable_versions: range }))[0]?.[1].semverRange, '*');
    }
  });

  it('takes what is called both vulnerable and patched for patched', () => {
    const ranges: readonly (readonly [vulnerable: string, patched: string | null, expected: string])[] = [
      ['>=2.0.0', '>=2.15.0', '>=2.0.0 <2.15.0'],
      ['<2.15.0', '>=2.15.0', '<2.15.0'],
      ['>=2.0.0', '<0.0.0', '>=2.0.0'],
      ['>=2.0.0', null, '>=2.0.0'],
      ['>=1.0.0 <1.5.0 || >=2.0.0', '>=2.15.0', '>=1.0.0 <1.5.0 || >=2.0.0'],
    ];
    for (const [vulnerable_versions, patched_versions, expected] of ranges) {
      const [found] = readWorkingGroupAdvisories(line({ vulnerable_versions, patched_versions }));
      assert.equal(found?.[1].semverRange, expected);
    }
  });

  it('leaves out what names no package or no range', () => {
    for (const more of [{ name: 7 }, { vulnerable_versions: 'some' }, { vulnerable_versions: undefined }, { id: '' }]) {
      assert.deepEqual(readWorkingGroupAdvisories(line(more)), []);
    }
    assert.deepEqual(readWorkingGroupAdvisories('{\n[]\nnull\n7'), []);
  });
});

describe('readPopularNames', () => {
  it('counts a name where it stands first', () => {
    assert.deepEqual(readPopularNames('chalk\n\nlodash\r\nchalk\nreact\n'), ['chalk', 'lodash', 'react']);
  });
});

it('the readers of lists never throw', () => {
  const json = fc.oneof(fc.json(), fc.string());
  fc.assert(
    fc.property(fc.array(json), fc.string(), (lines, csv) => {
      readWorkingGroupAdvisories(lines.join('\n'));
      recordsOfRows(readMalwareRows(csv), [], () => undefined);
      readPopularNames(csv);
    }),
  );
});
