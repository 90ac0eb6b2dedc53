import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failed, type Level } from '../../../server/src/model/index.js';
import { withBaseline } from '../../../server/src/report/baseline/apply-baseline.js';
import { baselineText, readBaseline, type Baseline } from '../../../server/src/report/baseline/baseline.js';
import type { Judged } from '../../../server/src/report/package-report.js';
import { reportOf, type Report } from '../../../server/src/report/report.js';
import { hookSubject } from '../../support/subjects.js';
import { assessment, direct, finding, judged, type Sample } from '../samples.js';

const ROOT = { folder: '/home/ada', cwd: '/home/ada/shop' };
const mayBeKnown = (rule: string): boolean => rule !== 'known-malware';

const reportWith = (...all: readonly Judged[]): Report =>
  reportOf([{ path: 'package.json', judged: all, problems: [], notes: [] }]);

const request = (level: Level, rule = 'deprecated', more: Partial<Sample> = {}): Judged =>
  judged({ subject: direct('request', '^2.0.0', '2.88.2'), findings: [finding(rule, level, 'It is bad.')], ...more });

const held = (report: Report): Baseline => {
  const read = readBaseline(baselineText(report, ROOT, mayBeKnown));
  assert.ok('entries' in read);
  return read.entries;
};
const against = (report: Report, entries: Baseline): Report => withBaseline(report, entries, ROOT, mayBeKnown);
const seen = ({ projects, summary, baseline }: Report) => ({
  level: summary.level,
  known: projects.flatMap(({ packages }) => packages.flatMap(({ known }) => known.map((one) => one.finding.rule))),
  stale: baseline?.stale.map((one) => `${one.package} ${one.rule}`) ?? [],
});

describe('a baseline', () => {
  it('names what is found by package, rule and level, and no place or text of it', () => {
    const [entry, ...others] = held(reportWith(request('high')));
    assert.deepEqual(others, []);
    assert.match(entry?.fingerprint ?? '', /^[0-9a-f]{40}$/);
    assert.deepEqual(
      { ...entry, fingerprint: '' },
      { fingerprint: '', rule: 'deprecated', package: 'request@2.88.2', level: 'high', project: 'shop/package.json' },
    );
  });

  it('is the same text whatever the order was', () => {
    const other = judged({ subject: direct('a', '1.0.0', '1.0.0'), findings: [finding('typosquat', 'low', 'Odd.')] });
    assert.equal(
      baselineText(reportWith(request('high'), other), ROOT, mayBeKnown),
      baselineText(reportWith(other, request('high')), ROOT, mayBeKnown),
    );
  });

  const before = held(reportWith(request('high')));
  const table: readonly (readonly [what: string, now: Judged, expected: ReturnType<typeof seen>])[] = [
    ['sets aside what it holds', request('high'), { level: 'none', known: ['deprecated'], stale: [] }],
    ['sets aside what has become milder', request('low'), { level: 'none', known: ['deprecated'], stale: [] }],
    ['does not hold what has become worse', request('critical'), { level: 'critical', known: [], stale: [] }],
    [
      'does not hold another rule, and says what is gone',
      request('high', 'typosquat'),
      { level: 'high', known: [], stale: ['request@2.88.2 deprecated'] },
    ],
    [
      'does not hold another version',
      request('high', 'deprecated', { subject: direct('request', '^2.0.0', '2.88.3') }),
      { level: 'high', known: [], stale: ['request@2.88.2 deprecated'] },
    ],
    [
      'calls nothing gone that could not be looked for',
      request('none', 'deprecated', { findings: [], facts: { osv: failed('network', 'No network.') } }),
      { level: 'none', known: [], stale: [] },
    ],
    [
      'knows nothing of what was accepted since',
      request('none', 'deprecated', {
        findings: [],
        accepted: [{ finding: finding('deprecated', 'high', 'It is bad.'), reason: 'Fine.' }],
      }),
      { level: 'none', known: [], stale: [] },
    ],
  ];
  for (const [what, now, expected] of table) {
    it(what, () => assert.deepEqual(seen(against(reportWith(now), before)), expected));
  }

  it('never holds known malware, even where somebody has written it in', () => {
    const malware = reportWith(request('critical', 'known-malware'));
    assert.deepEqual(held(malware), []);
    const forged = readBaseline(baselineText(malware, ROOT, () => true));
    assert.ok('entries' in forged && forged.entries.length === 1);
    assert.deepEqual(seen(against(malware, forged.entries)), { level: 'critical', known: [], stale: [] });
  });

  it('does not hold a hook of the repository that does something else by now', () => {
    const hooked = (digest: string): Report => {
      const said = finding('download-and-run', 'critical', 'It runs something.');
      const hooks = [assessment({ subject: hookSubject({ file: 'run.json', name: 'x', digest }), findings: [said] })];
      return reportOf([{ path: 'package.json', judged: [], hooks, problems: [], notes: [] }]);
    };
    const entries = held(hooked('sha256-old'));
    assert.equal(against(hooked('sha256-old'), entries).summary.level, 'none');
    assert.equal(against(hooked('sha256-new'), entries).summary.level, 'critical');
  });

  it('leaves alone what it holds of projects that were not judged', () => {
    const elsewhere = before.map((entry) => ({ ...entry, fingerprint: 'f', project: 'web/package.json' }));
    assert.deepEqual(seen(against(reportWith(request('high')), elsewhere)).stale, []);
  });
});

describe('the text of a baseline', () => {
  const wrong: readonly (readonly [text: string, problem: RegExp])[] = [
    ['', /no baseline/],
    ['[]', /no baseline/],
    ['{"version": 2, "findings": []}', /no baseline of version 1/],
    ['{"version": 1, "findings": {}}', /no baseline/],
    ['{"version": 1, "findings": [{"rule": "x"}]}', /entry 1 of its findings/],
  ];
  for (const [text, problem] of wrong) {
    it(`is not ${text === '' ? 'empty' : text}`, () => {
      const read = readBaseline(text);
      assert.match('problem' in read ? read.problem : '', problem);
    });
  }

  it('may be anything without anything being thrown', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readBaseline(text)));
  });
});
