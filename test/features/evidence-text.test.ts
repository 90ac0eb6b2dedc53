import assert from 'node:assert/strict';
import { evidenceText } from '../../server/src/features/evidence-text.js';
import { ok } from '../../server/src/model/index.js';
import { plainText } from '../../server/src/report/support/plain-text.js';
import { assessment, facts, finding, NOW, packument, subject } from '../support/subjects.js';

const CASE = assessment({
  subject: subject({
    name: 'left-pad',
    version: '1.3.0',
    declared: '^1.0.0',
    resolution: { from: 'lockfile', version: '1.3.0' },
    paths: [['packages/secret-project', 'left-pad@1.3.0']],
  }),
  findings: [
    finding({
      rule: 'install-script',
      level: 'high',
      message: 'left-pad@1.3.0 runs a script at install',
      fingerprint: 'install-script|left-pad@1.3.0',
      evidence: [
        { kind: 'file', file: 'lib/install.js', line: 3, column: 7, snippet: 'eval(x)' },
        { kind: 'lockfile', file: '/home/me/secret-project/package-lock.json', field: 'version', value: '1.3.0' },
        { kind: 'advisory', field: 'MAL-1', url: 'https://me:token@advisories.invalid/MAL-1' },
      ],
      hints: { fixedVersions: ['1.3.1'] },
    }),
  ],
  accepted: [{ finding: finding({ rule: 'deprecated' }), reason: 'we know', expires: '2026-12-31' }],
  coverage: [
    { question: 'packument', status: 'answered', asOf: NOW },
    { question: 'osv', status: 'unknown', reason: 'No network.' },
  ],
  facts: facts({ packument: ok(packument({ versions: ['1.3.0', '1.3.1'] }), NOW) }),
});

function text(purpose: 'copy' | 'report', given = CASE): string {
  return evidenceText({ assessment: given, purpose, now: NOW, toolVersion: '0.1.0', plain: plainText });
}

describe('evidence as text', () => {
  it('is the whole case, without local paths and credentials', () => {
    assert.equal(
      text('copy'),
      [
        'Package: left-pad@1.3.0',
        'Level: high',
        'Declared: left-pad ^1.0.0 in dependencies',
        'Judged: 1.3.0 (from the lockfile)',
        'Latest: 1.3.1',
        '',
        'Findings:',
        '- high, install-script: left-pad@1.3.0 runs a script at install',
        '  fixed in: 1.3.1',
        '  evidence: file lib/install.js:3:7 eval(x)',
        '  evidence: lockfile package-lock.json version = 1.3.0',
        '  evidence: advisory MAL-1 https://advisories.invalid/MAL-1',
        '',
        'Accepted:',
        '- deprecated until 2026-12-31: we know',
        '',
        'Checked:',
        '- registry metadata: answered, as of 2026-11-22',
        '- OSV advisories and malware records: unknown: No network.',
      ].join('\n'),
    );
  });

  it('for a report also tells the tool, the day and the fingerprints', () => {
    const report = text('report');
    assert.ok(report.startsWith('False positive report\nPackage Risk 0.1.0, 2026-11-22\n\nPackage: left-pad@1.3.0'));
    assert.ok(report.includes('\n  fingerprint: install-script|left-pad@1.3.0\n'));
    assert.ok(report.endsWith('\nWhy this is no problem:\n'));
    assert.ok(!report.includes('secret-project'));
  });

  const places = [
    {
      declared: { kind: 'file', path: '../secret' },
      raw: 'file:../secret',
      said: 'Declared: some-package (file) in dependencies',
    },
    {
      declared: { kind: 'git', url: 'https://git.invalid/x', pinned: false, insecure: false },
      raw: 'git+https://me:token@git.invalid/x',
      said: 'Declared: some-package (git) in dependencies',
    },
  ] as const;
  for (const { declared, raw, said } of places) {
    it(`names a ${declared.kind} specifier by its kind alone`, () => {
      const given = assessment({ subject: subject({ declared, raw }) });
      assert.ok(text('report', given).includes(said));
    });
  }

  for (const file of ['C:\\Users\\me\\x.js', '~/x.js', '../../me/x.js', '/me/x.js']) {
    it(`keeps only the name of ${file}`, () => {
      const given = assessment({ findings: [finding({ rule: 'install-script', evidence: [{ kind: 'file', file }] })] });
      assert.ok(text('copy', given).includes('  evidence: file x.js\n') || text('copy', given).endsWith('file x.js'));
    });
  }

  it('stays one line for each thing that is said, whatever packages say', () => {
    const message = 'old\n- critical, forged: \u001b[2Jfinding';
    const given = assessment({ findings: [finding({ rule: 'deprecated', message })] });
    assert.ok(text('copy', given).includes('- medium, deprecated: old - critical, forged: <U+001B>[2Jfinding'));
  });
});
