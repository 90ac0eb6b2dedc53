import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failed, type FilePlace, type RuleDescription } from '../../../server/src/model/index.js';
import { reportOf } from '../../../server/src/report/report.js';
import type { Judged } from '../../../server/src/report/package-report.js';
import { MAX_RESULTS, sarifLog } from '../../../server/src/report/sarif/sarif-log.js';
import { validRun, type SarifRun } from '../../support/sarif-schema.js';
import { direct, finding, judged, remedy, transitive } from '../samples.js';

const ROOT = '/home/ada/shop';
const RULES: readonly RuleDescription[] = [
  {
    id: 'deprecated',
    title: 'Deprecated package',
    level: 'low',
    why: 'It is only old.',
    page: '## What to do\n\nUse [another].',
  },
  { id: 'known-vulnerability', title: 'Known vulnerability', level: 'by-evidence', why: 'By its rating.' },
];

const at = (file: string, line: number): FilePlace => ({
  file: `${ROOT}/${file}`,
  line,
  column: 5,
  endLine: line,
  endColumn: 22,
});

function runOf(
  all: readonly Judged[],
  more: { readonly problems?: readonly string[]; readonly folder?: string } = {},
): SarifRun {
  const { problems = [], folder = ROOT } = more;
  const report = reportOf([{ path: 'package.json', judged: all, problems, notes: [] }]);
  return validRun(JSON.stringify(sarifLog(report, { rules: RULES, version: '1.2.3', root: { folder, cwd: ROOT } })));
}

const old = finding('deprecated', 'low', 'request is deprecated');
const qs = finding('known-vulnerability', 'critical', 'qs has a known vulnerability');

describe('a log of SARIF', () => {
  it('shows what a manifest names on its line, and where it is locked', () => {
    const places = { declared: [at('package.json', 4)], locked: [at('package-lock.json', 30)] };
    const run = runOf([
      {
        ...judged({ subject: direct('request', '^2.0.0', '2.88.2'), findings: [old] }, remedy('change to 3.0.0')),
        places,
      },
    ]);
    const [{ locations, relatedLocations, message, level, ruleId }] = run.results as [SarifRun['results'][number]];
    assert.deepEqual(locations[0].physicalLocation, {
      artifactLocation: { uri: 'package.json', uriBaseId: '%SRCROOT%' },
      region: { startLine: 4, startColumn: 5, endLine: 4, endColumn: 22 },
    });
    assert.deepEqual(
      relatedLocations?.map(({ id, physicalLocation }) => [
        id,
        physicalLocation.artifactLocation.uri,
        physicalLocation.region.startLine,
      ]),
      [[1, 'package-lock.json', 30]],
    );
    assert.equal(message.text, 'request is deprecated. Fix: change to 3.0.0. [Locked here](1).');
    assert.deepEqual([ruleId, level], ['deprecated', 'note']);
  });

  it('shows what a line brings in where it is locked, with the chain and the line', () => {
    const places = {
      declared: [at('package.json', 4)],
      locked: [at('package-lock.json', 30), at('package-lock.json', 90)],
    };
    const subject = transitive('qs', '6.7.0', ['.', 'express@4.17.1', 'qs@6.7.0']);
    const run = runOf([{ ...judged({ subject, findings: [qs] }), places }]);
    const [{ locations, message }] = run.results as [SarifRun['results'][number]];
    assert.equal(locations[0].physicalLocation.region.startLine, 30);
    assert.equal(
      message.text,
      'qs has a known vulnerability. Brought in by express > qs. [Locked here](1). [Brought in by this line](2).',
    );
  });

  it('takes the manifest itself where no line is known', () => {
    const run = runOf([judged({ subject: direct('request', '^2.0.0', '2.88.2'), findings: [old] })]);
    assert.deepEqual(run.results[0]?.locations[0].physicalLocation.region, { startLine: 1, startColumn: 1 });
  });

  it('tells a rule once for each level, as forges ask the rule how grave it is', () => {
    const mild = finding('known-vulnerability', 'low', 'ms has a known vulnerability');
    const run = runOf([
      judged({ subject: direct('ms', '1.0.0', '1.0.0'), findings: [mild] }),
      judged({ subject: direct('qs', '6.7.0', '6.7.0'), findings: [qs] }),
    ]);
    const { rules } = run.tool.driver;
    assert.deepEqual(
      rules.map(({ id, properties, defaultConfiguration }) => [
        id,
        properties['security-severity'],
        defaultConfiguration.level,
      ]),
      [
        ['deprecated', '2.0', 'note'],
        ['known-vulnerability', '5.5', 'warning'],
        ['known-vulnerability/critical', '9.5', 'error'],
        ['known-vulnerability/low', '2.0', 'note'],
      ],
    );
    assert.deepEqual(
      run.results.map(({ ruleId, ruleIndex }) => [ruleId, rules[ruleIndex]?.id]),
      [
        ['known-vulnerability/critical', 'known-vulnerability/critical'],
        ['known-vulnerability/low', 'known-vulnerability/low'],
      ],
    );
    assert.ok(rules.every(({ properties }) => properties.tags.length <= 10));
    assert.match(rules[0]?.help.markdown ?? '', /## What to do\n\nUse \[another\]/);
  });

  it('recognises a finding again: no matter on which line, in which folder, of which level and in which order', () => {
    const identities = (all: readonly Judged[]): readonly unknown[] =>
      runOf(all).results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
    const request = { subject: direct('request', '^2.0.0', '2.88.2'), findings: [old] };
    const other = { subject: direct('qs', '6.7.0', '6.7.0'), findings: [qs] };
    const first = identities([judged(request), judged(other)]);
    const moved = { declared: [at('package.json', 40)], locked: [] };
    const again = identities([judged(other), { ...judged(request), places: moved }]);
    assert.deepEqual(again, first);
    assert.equal(new Set(first).size, 2);
    const worse = { ...old, level: 'high', message: 'worded anew' } as const;
    assert.deepEqual(identities([judged({ ...request, findings: [worse] })]), [first[1]]);
    const next = { ...old, fingerprint: 'deprecated|request@2.88.3' };
    assert.notDeepEqual(identities([judged({ subject: direct('request', '^2.0.0', '2.88.3'), findings: [next] })]), [
      first[1],
    ]);
  });

  it('marks what the team has accepted as suppressed, and everything else as not', () => {
    const accepted = [{ finding: old, reason: 'We [know](https://evil.invalid).', expires: '2027-01-01' }];
    const run = runOf([
      judged({ subject: direct('request', '^2.0.0', '2.88.2'), accepted }),
      judged({ subject: direct('qs', '6.7.0', '6.7.0'), findings: [qs] }),
    ]);
    assert.deepEqual(
      run.results.map(({ suppressions }) => suppressions?.map(({ justification }) => justification)),
      [[], ['We \\[know\\](https://evil.invalid). (until 2027-01-01)']],
    );
  });

  it('says what was not answered and not read', () => {
    const unanswered = judged({
      subject: direct('a', '1.0.0', '1.0.0'),
      facts: { osv: failed('network', 'No network.') },
    });
    const run = runOf([unanswered], { problems: ['package.json: line 3 is odd.'] });
    assert.deepEqual(
      run.invocations[0].toolExecutionNotifications.map(({ level, message }) => [level, message.text]),
      [
        ['warning', 'OSV advisories and malware records: not answered for 1 package. No network.'],
        ['error', 'package.json: line 3 is odd.'],
      ],
    );
  });

  it('keeps the worst of what a forge would cut, and says how much is left out', () => {
    const many = Array.from({ length: MAX_RESULTS + 7 }, (_, i) =>
      judged({ subject: direct(`p${i}`, '1.0.0', '1.0.0'), findings: [finding('deprecated', 'low', `p${i} is old`)] }),
    );
    const run = runOf([...many, judged({ subject: direct('qs', '6.7.0', '6.7.0'), findings: [qs] })]);
    assert.equal(run.results.length, MAX_RESULTS);
    assert.equal(run.results[0]?.level, 'error');
    assert.match(run.invocations[0].toolExecutionNotifications[0]?.message.text ?? '', /^8 findings of the mildest/);
  });

  it('tells files below the root by relative addresses in which no name can become anything else', () => {
    const uriOf = (file: string): string | undefined => {
      const places = { declared: [{ ...at('', 1), file }], locked: [] };
      const run = runOf([{ ...judged({ subject: direct('request', '^2.0.0', '2.88.2'), findings: [old] }), places }]);
      return run.results[0]?.locations[0].physicalLocation.artifactLocation.uri;
    };
    assert.deepEqual(
      [
        '/home/ada/shop/a b/pa%63kage.json',
        '/home/ada/shop/javascript:alert(1)#?.json',
        '/home/ada/shop/ü\ud800.json',
        '/etc/package.json',
      ].map(uriOf),
      [
        'a%20b/pa%2563kage.json',
        'javascript%3Aalert%281%29%23%3F.json',
        '%C3%BC%EF%BF%BD.json',
        'file:///etc/package.json',
      ],
    );
  });

  it('takes any text that a package can hold, and lets none of it be more than text', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\u202e]\u0000[x](javascript:alert(1))',
        '{0} {{1}}',
        '\n## Heading',
        '[a](1)',
        '\u001b]8;;https://evil.invalid\u0007x',
      ),
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, (name, message, url) => {
        const evidence = [{ kind: 'advisory', url }] as const;
        const said = finding('deprecated', 'low', message, { evidence });
        const [result] = runOf([
          judged({ subject: transitive(name, '1.0.0', ['.', name]), findings: [said] }, remedy(name)),
        ]).results;
        const text = result?.message.text ?? '';
        assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Cs}]/u);
        const links = [...text.matchAll(/(?<!\\)(?:\\\\)*\]\((?<target>[^)]*)/g)].map(
          ({ groups }) => groups?.target ?? '',
        );
        assert.ok(
          links.every((target) => /^(?:\d+|https?:\/\/.*)$/.test(target)),
          text,
        );
        assert.doesNotMatch(text.replace(/\{\{|\}\}/g, ''), /[{}]/);
      }),
      { numRuns: 50 },
    );
  });
});
