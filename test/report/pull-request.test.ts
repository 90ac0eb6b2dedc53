import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failed } from '../../server/src/model/index.js';
import { pullRequestReport } from '../../server/src/report/pull-request.js';
import { reportOf, type JudgedProject } from '../../server/src/report/report.js';
import { direct, finding, judged, remedy, transitive } from './samples.js';

const DOCS = 'https://github.com/package-risk/package-risk/blob/main/docs/rules';

const SHOP: JudgedProject = {
  path: 'shop/package.json',
  judged: [
    judged(
      {
        subject: direct('chalk', '5.6.1', '5.6.1'),
        findings: [
          finding('known-malware', 'critical', 'chalk 5.6.1 was published to do harm'),
          finding('deprecated', 'low', 'It is deprecated'),
        ],
      },
      remedy('Accept this finding', { kind: 'accept' }),
      remedy('Go back to chalk 5.6.0', { kind: 'downgrade' }),
    ),
    judged({
      subject: transitive('qs', '6.7.0', ['.', 'express@4.17.1', 'qs@6.7.0']),
      findings: [finding('known-vulnerability', 'high', 'A query string can change prototypes (GHSA-hrpp-h998-j3pp)')],
      facts: { osv: failed('network', 'api.osv.dev cannot be reached.') },
    }),
    judged({ subject: direct('left', '1.0.0', '1.0.0'), findings: [finding('deprecated', 'low', 'It is deprecated')] }),
    judged({
      subject: direct('minimist', '0.0.8', '0.0.8'),
      accepted: [
        { finding: finding('known-vulnerability', 'medium', 'x'), reason: 'our own arguments', expires: '2027-06-30' },
      ],
    }),
  ],
  problems: [],
  notes: [],
};

describe('the comment on a pull request', () => {
  it('has what is worth stopping for in a table, and the rest folded', () => {
    assert.equal(
      pullRequestReport(reportOf([SHOP]), 'high'),
      `## Package Risk: ⛔ 1 critical, 1 high, 1 low

**shop/package.json**: 4 packages, 3 of them named by a manifest.

| level | what | why | fix |
| --- | --- | --- | --- |
| **critical** | chalk\\@&#8203;5.6.1 | chalk 5.6.1 was published to do harm ([known-malware](${DOCS}/known-malware.md))<br>also [deprecated](${DOCS}/deprecated.md) | Go back to chalk 5.6.0 |
| **high** | qs\\@&#8203;6.7.0<br>by express \\> qs | A query string can change prototypes (GHSA-hrpp-h998-j3pp) ([known-vulnerability](${DOCS}/known-vulnerability.md)) |  |

<details><summary>1 package of level low</summary>

| level | what | why | fix |
| --- | --- | --- | --- |
| **low** | left\\@&#8203;1.0.0 | It is deprecated ([deprecated](${DOCS}/deprecated.md)) |  |

</details>

<details><summary>accepted by the team</summary>

- minimist 0.0.8: known-vulnerability until 2027-06-30, "our own arguments"

</details>

<details><summary>1 question could not be answered for every package</summary>

- OSV advisories and malware records, 1 package: api.osv.dev cannot be reached.

</details>
`,
    );
  });

  it('says where nothing was found, and where what was found does not stop', () => {
    const calm = judged({ subject: direct('zod', '4.0.0', '4.0.0') });
    assert.match(
      pullRequestReport(reportOf([{ ...SHOP, judged: [calm] }]), 'high'),
      /^## Package Risk: ✅ nothing found/,
    );
    assert.match(pullRequestReport(reportOf([{ ...SHOP, judged: SHOP.judged.slice(2) }]), 'high'), /^## .* ⚠️ 1 low/);
  });

  it('calls nobody, links nothing and keeps its table, whatever packages say', () => {
    const hostile = fc.array(
      fc.constantFrom('@octocat', '#12', '|', '\n', '<img src=x>', '![](', '[x](', '`', ' ', 'a'),
    );
    fc.assert(
      fc.property(
        hostile.map((parts) => parts.join('')),
        (said) => {
          const one = judged({
            subject: direct('evil', said, '1.0.0'),
            findings: [finding('deprecated', 'high', said)],
          });
          const text = pullRequestReport(reportOf([{ ...SHOP, judged: [one] }]), 'high');
          const row = text.split('\n').find((line) => line.startsWith('| **high**')) ?? '';
          assert.equal(row.replace(/\\./g, '').split('|').length, 6);
          assert.doesNotMatch(row.replace(/\\(?=@)/g, ''), /@octocat|#12/);
          assert.doesNotMatch(row.replace(/\\./g, ''), /<img|!\[/);
        },
      ),
    );
  });

  it('is never longer than a comment may be', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      judged({
        subject: direct(`p${index}`, '1.0.0', '1.0.0'),
        findings: [finding('deprecated', 'high', 'word '.repeat(100))],
      }),
    );
    const projects = Array.from({ length: 20 }, () => ({ ...SHOP, judged: many }));
    const text = pullRequestReport(reportOf(projects), 'high');
    assert.ok(text.length < 65_536);
    assert.match(text, /The rest is left out here/);
  });
});
