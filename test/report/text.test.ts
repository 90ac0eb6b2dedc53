import assert from 'node:assert/strict';
import { failed, skipped } from '../../server/src/model/index.js';
import { reportOf, type JudgedProject } from '../../server/src/report/report.js';
import { styleFor } from '../../server/src/report/support/style.js';
import { textReport } from '../../server/src/report/text.js';
import { direct, finding, judged, NOTHING_KNOWN, remedy, transitive } from './samples.js';

const plain = { style: styleFor(false), width: 80 };

const SHOP: JudgedProject = {
  path: 'examples/shop/package.json',
  judged: [
    judged({ subject: direct('zod', '^4.0.0', '4.6.7'), facts: NOTHING_KNOWN }),
    judged(
      {
        subject: direct('chalk', '5.6.1', '5.6.1'),
        findings: [
          finding('known-malware', 'critical', 'chalk 5.6.1 was published to do harm.', {
            evidence: [
              { kind: 'advisory', field: 'MAL-2025-46969', url: 'https://osv.dev/vulnerability/MAL-2025-46969' },
            ],
          }),
          finding('deprecated', 'low', 'Its maintainers have marked it as deprecated: "do not use".', {
            evidence: [{ kind: 'lockfile', file: 'package-lock.json', line: 120, column: 5 }],
          }),
        ],
      },
      remedy('Accept this finding', { kind: 'accept' }),
      remedy('Go back to chalk 5.6.0', { kind: 'downgrade', caveat: 'Its install scripts were not checked.' }),
    ),
    judged({
      subject: transitive(
        'qs',
        '6.7.0',
        ['.', 'express@4.17.1', 'qs@6.7.0'],
        ['packages/web', 'body-parser@1.19.0', 'qs@6.7.0'],
      ),
      findings: [
        finding(
          'known-vulnerability',
          'high',
          'A crafted query string can change the prototype of every object (GHSA-hrpp-h998-j3pp); fixed in 6.7.3.',
        ),
      ],
      facts: { osv: failed('network', 'api.osv.dev cannot be reached.') },
    }),
    judged({
      subject: direct('@acme/ui', '^1.0.0'),
      facts: {
        packument: skipped('private-name', 'This name is not asked of the public registry.'),
        osv: failed('network', 'api.osv.dev cannot be reached.'),
      },
    }),
    judged({
      subject: direct('minimist', '0.0.8', '0.0.8'),
      accepted: [
        {
          finding: finding('known-vulnerability', 'medium', 'Prototype pollution.'),
          reason: 'only reads our own arguments',
          expires: '2027-06-30',
        },
      ],
    }),
  ],
  problems: ['"left-pad" has no version.'],
  notes: ['.npmrc is not used, because this project is not trusted.'],
};

describe('The text report', () => {
  it('shows the worst first, each with its reason, evidence, path and fix, and what was not checked once', () => {
    assert.equal(
      textReport(reportOf([SHOP]), 'high', plain),
      `examples/shop/package.json
5 packages judged, 4 of them named by the manifest

critical ───────────────────────────────────────────────────────────── 1 package

  chalk@5.6.1
    chalk 5.6.1 was published to do harm.
      known-malware · https://osv.dev/vulnerability/MAL-2025-46969
    Its maintainers have marked it as deprecated: "do not use".
      low · deprecated · package-lock.json:120:5
    fix   Go back to chalk 5.6.0

high ───────────────────────────────────────────────────────────────── 1 package

  qs@6.7.0
    A crafted query string can change the prototype of every object
    (GHSA-hrpp-h998-j3pp); fixed in 6.7.3.
      known-vulnerability
    path  express > qs (and 1 other way)

accepted ───────────────────────────────────────────────────────────── 1 finding
  minimist@0.0.8 known-vulnerability until 2027-06-30: only reads our own
  arguments

could not be read ──────────────────────────────────────────────────── 1 problem
  "left-pad" has no version.

notes ─────────────────────────────────────────────────────────────────── 1 note
  .npmrc is not used, because this project is not trusted.

not checked ──────────────────────────────────────────────────────── 2 questions
  OSV advisories and malware records: 2 packages
    api.osv.dev cannot be reached.
  registry metadata: 1 package
    This name is not asked of the public registry.

1 critical, 1 high, 3 without findings; 2 not fully checked; 1 finding accepted.
2 packages at high or above.
`,
    );
  });

  it('says so when there is nothing to report', () => {
    const clean = { path: 'package.json', judged: [judged({ subject: direct('zod', '^4', '4.6.7') })] };
    assert.equal(
      textReport(reportOf([{ ...clean, problems: [], notes: [] }]), 'high', plain),
      `package.json
1 package judged, 1 of them named by the manifest

1 without findings.
Nothing at high or above.
`,
    );
  });

  it('is the same whatever the order in which packages were judged', () => {
    const backwards = { ...SHOP, judged: [...SHOP.judged].reverse() };
    const shown = (project: JudgedProject): string => textReport(reportOf([project]), 'high', plain);
    assert.equal(shown(backwards), shown(SHOP));
  });

  it('stays within the width but for single long words', () => {
    for (const line of textReport(reportOf([SHOP]), 'high', { ...plain, width: 60 }).split('\n')) {
      assert.ok(line.length <= 60 || !line.trim().includes(' '), line);
    }
  });

  it('paints only when asked to, and paints nothing into the text itself', () => {
    const painted = textReport(reportOf([SHOP]), 'high', { style: styleFor(true), width: 80 });
    assert.match(painted, /\u001b\[1;31mcritical ─/);
    assert.equal(painted.replaceAll(/\u001b\[[\d;]*m/g, ''), textReport(reportOf([SHOP]), 'high', plain));
  });

  it('counts findings beyond the sixth and reasons beyond the third', () => {
    const findings = Array.from({ length: 9 }, (_, i) => finding('known-vulnerability', 'high', `Advisory ${i}.`));
    const packages = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      judged({ subject: transitive(name, '1.0.0'), facts: { osv: failed('timeout', `No answer about ${name}.`) } }),
    );
    const project = { path: 'p', judged: [judged({ subject: direct('x', '1', '1.0.0'), findings }), ...packages] };
    const text = textReport(reportOf([{ ...project, problems: [], notes: [] }]), 'high', plain);
    assert.match(text, /Advisory 5\.\n {6}known-vulnerability\n {6}and 3 more findings\n/);
    assert.match(text, /1 × No answer about a\.\n(?:.*\n){2} {4}and 2 other reasons\n/);
  });

  for (const [level, shown] of [
    ['critical', true],
    ['high', true],
    ['medium', false],
    ['low', false],
  ] as const) {
    it(`${shown ? 'tells' : 'does not tell'} to remove a package for a ${level} finding`, () => {
      const sample = {
        subject: direct('a', '^1.0.0', '1.0.0'),
        findings: [finding('deprecated', level, 'It is bad.')],
      };
      const project = { path: 'p', judged: [judged(sample, remedy('Remove a', { kind: 'remove' }))] };
      const text = textReport(reportOf([{ ...project, problems: [], notes: [] }]), 'high', plain);
      assert.equal(text.includes('Remove a'), shown);
    });
  }

  it('says what a hostile package calls itself without doing what it says', () => {
    const hostile = judged(
      {
        subject: direct('\u001b]0;owned\u0007lo\u202edash', '\u001b[2J^1'),
        findings: [
          finding('typosquat', 'high', 'Looks like\r\nlodash\u009b31m.', {
            evidence: [{ kind: 'metadata', field: 'description', value: '\u001b]8;;https://evil.invalid\u0007click' }],
          }),
        ],
      },
      remedy('Replace with \u001b[31mlodash'),
    );
    const text = textReport(
      reportOf([{ path: 'p', judged: [hostile], problems: ['\u0007'], notes: [] }]),
      'high',
      plain,
    );
    assert.match(text, /^ {2}lo<U\+202E>dash \^1$/m);
    assert.match(text, /^ {4}Looks like lodash\.$/m);
    assert.match(text, /description: click$/m);
    assert.doesNotMatch(text.replaceAll('\n', ''), /\p{Cc}|\p{Cf}/u);
  });
});
