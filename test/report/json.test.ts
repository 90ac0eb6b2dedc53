import assert from 'node:assert/strict';
import { ok, failed } from '../../server/src/model/index.js';
import { jsonReport } from '../../server/src/report/json.js';
import { reportOf } from '../../server/src/report/report.js';
import { direct, finding, judged, NOW, remedy, transitive } from './samples.js';

const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('The JSON report', () => {
  it('keeps the contract of schema version 1', () => {
    const report = reportOf([
      {
        path: 'package.json',
        judged: [
          judged(
            {
              subject: direct('lodash', '^4.17.0', '4.17.20'),
              findings: [
                finding('known-vulnerability', 'high', 'Command injection.', {
                  evidence: [{ kind: 'advisory', value: 'GHSA-35jh-r3h4-6jhm' }],
                  fingerprint: 'known-vulnerability|lodash@4.17.20|GHSA-35jh-r3h4-6jhm',
                  hints: { fixedVersions: ['4.17.21'] },
                }),
              ],
              accepted: [{ finding: finding('deprecated', 'low', 'Old.'), reason: 'known', expires: '2027-01-01' }],
              facts: { registryAdvisories: ok([], NOW), osv: failed('timeout', 'No answer in time.') },
            },
            remedy('Upgrade lodash to 4.17.21', { version: '4.17.21', rules: ['known-vulnerability'] }),
          ),
        ],
        problems: [],
        notes: ['A note.'],
      },
    ]);
    assert.deepEqual(parsed(jsonReport(report)), {
      schemaVersion: 1,
      packages: [
        {
          name: 'lodash',
          version: '4.17.20',
          level: 'high',
          direct: true,
          paths: [],
          findings: [
            {
              rule: 'known-vulnerability',
              level: 'high',
              message: 'Command injection.',
              evidence: [{ kind: 'advisory', value: 'GHSA-35jh-r3h4-6jhm' }],
              fingerprint: 'known-vulnerability|lodash@4.17.20|GHSA-35jh-r3h4-6jhm',
            },
          ],
          accepted: [
            {
              rule: 'deprecated',
              level: 'low',
              message: 'Old.',
              evidence: [],
              fingerprint: 'deprecated|Old.',
              reason: 'known',
              expires: '2027-01-01',
            },
          ],
          coverage: [
            { question: 'registryAdvisories', status: 'answered', asOf: '2026-08-22T12:00:00.000Z' },
            { question: 'osv', status: 'unknown', reason: 'No answer in time.' },
          ],
          remedies: [
            {
              kind: 'upgrade',
              title: 'Upgrade lodash to 4.17.21',
              rules: ['known-vulnerability'],
              version: '4.17.21',
              preferred: true,
            },
          ],
          project: 'package.json',
        },
      ],
      hooks: [],
      summary: {
        level: 'high',
        packages: 1,
        direct: 1,
        levels: { none: 0, low: 0, medium: 0, high: 1, critical: 0 },
        hooks: { none: 0, low: 0, medium: 0, high: 0, critical: 0 },
        accepted: 1,
        known: 0,
        incomplete: 1,
        stale: 0,
        unchecked: [{ question: 'osv', packages: 1, reasons: [{ reason: 'No answer in time.', packages: 1 }] }],
        projects: [{ path: 'package.json', level: 'high', packages: 1, problems: [], notes: ['A note.'] }],
      },
    });
  });

  it('has no version where none can be judged', () => {
    const report = reportOf([
      { path: 'p', judged: [judged({ subject: direct('nope', '^1') })], problems: [], notes: [] },
    ]);
    assert.equal(jsonReport(report).packages[0]?.version, null);
  });

  it('holds a package once that the project has in several places', () => {
    const same = finding('known-vulnerability', 'medium', 'Prototype pollution.');
    const report = reportOf([
      {
        path: 'p',
        judged: [
          judged({ subject: transitive('qs', '6.7.0', ['.', 'a@1.0.0', 'qs@6.7.0']), findings: [same] }),
          judged({
            subject: direct('qs', '*', '6.7.0'),
            findings: [same, finding('unpinned-specifier', 'low', 'Takes any version.')],
          }),
          judged({ subject: transitive('qs', '6.8.0', ['.', 'b@1.0.0', 'qs@6.8.0']) }),
        ],
        problems: [],
        notes: [],
      },
    ]);
    const packages = jsonReport(report).packages.map(({ name, version, direct: isDirect, paths, findings }) => ({
      id: `${name}@${version ?? ''}`,
      direct: isDirect,
      paths,
      rules: findings.map(({ rule }) => rule),
    }));
    assert.deepEqual(packages, [
      {
        id: 'qs@6.7.0',
        direct: true,
        paths: [['.', 'a@1.0.0', 'qs@6.7.0']],
        rules: ['known-vulnerability', 'unpinned-specifier'],
      },
      { id: 'qs@6.8.0', direct: false, paths: [['.', 'b@1.0.0', 'qs@6.8.0']], rules: [] },
    ]);
  });

  it('lists the worst first, then what the manifest names, then by name', () => {
    const report = reportOf([
      {
        path: 'p',
        judged: [
          judged({ subject: transitive('b', '1.0.0') }),
          judged({ subject: transitive('a-b', '1.0.0') }),
          judged({ subject: direct('z', '1', '1.0.0') }),
          judged({ subject: transitive('a', '1.0.0') }),
          judged({ subject: transitive('m', '1.0.0'), findings: [finding('deprecated', 'low', 'Old.')] }),
        ],
        problems: [],
        notes: [],
      },
    ]);
    assert.deepEqual(
      jsonReport(report).packages.map(({ name }) => name),
      ['m', 'z', 'a', 'a-b', 'b'],
    );
  });
});
