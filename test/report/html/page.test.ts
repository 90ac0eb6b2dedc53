import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { inEnglish, phrase, spoken, type Words } from '../../../server/src/model/index.js';
import { translator } from '../../../server/src/protocol/translate.js';
import { readTexts } from '../../support/manifest.js';
import { htmlReport } from '../../../server/src/report/html/page.js';
import type { ReportData } from '../../../server/src/report/html/report-data.js';
import { reportedLevels, sinceLastReport } from '../../../server/src/report/html/since.js';
import type { Judged } from '../../../server/src/report/package-report.js';
import { reportOf, type Report } from '../../../server/src/report/report.js';
import { hookSubject } from '../../support/subjects.js';
import { assessment, direct, finding, judged, NOW, remedy, transitive } from '../samples.js';

const ASSETS = { script: 'void 0;', style: 'body{}' };
const EVIL = '</td><script>alert(1)</script><img src=x onerror=alert(1)>';

const reportWith = (...lines: readonly Judged[]): Report =>
  reportOf([{ path: 'package.json', judged: lines, problems: [], notes: [] }]);
const page = (report: Report, since?: ReturnType<typeof sinceLastReport>): string =>
  htmlReport({ report, assets: ASSETS, now: NOW, version: '1.2.3', since });
const dataOf = (html: string): ReportData => {
  const [, json = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(json) as ReportData;
};

const LODASH = judged(
  {
    subject: direct('lodash', '^4.17.20', '4.17.20'),
    findings: [finding('known-vulnerability', 'high', 'lodash 4.17.20 has a known vulnerability')],
  },
  remedy('Upgrade lodash to 4.17.21'),
  remedy('Accept this finding', { kind: 'accept' }),
);
const QS = judged({
  subject: transitive('qs', '6.7.0', ['.', 'express@4.17.1', 'body-parser@1.19.0', 'qs@6.7.0']),
  findings: [finding('known-malware', 'critical', 'qs 6.7.0 is known malware')],
});

describe('the HTML report', () => {
  it('says what is at risk, in words and in a table, the worst first', () => {
    const html = page(reportWith(LODASH, QS, judged({ subject: direct('ms', '2.0.0', '2.0.0') })));
    assert.match(
      html,
      /<p class="verdict">At risk: 1 critical, 1 high\. 3 packages judged, 2 of them named by a manifest\./,
    );
    const rows = [...html.matchAll(/<th scope="row">(.*?)<\/th><td>(.*?)<\/td>/g)].map(([, name, line]) => [
      name,
      line,
    ]);
    assert.deepEqual(rows, [
      ['qs@6.7.0', 'express &gt; body-parser &gt; qs@6.7.0'],
      ['lodash@4.17.20', 'named by package.json'],
    ]);
    assert.match(html, /<li class="fix">Upgrade lodash to 4\.17\.21<\/li>/);
    assert.doesNotMatch(html, /Accept this finding/);
  });

  it('tells above all packages what the repository itself runs, and nothing where that does no harm', () => {
    const hooks = [
      assessment({
        subject: hookSubject({ file: '.vscode/tasks.json', label: `The task “${EVIL}”`, trigger: 'folder-open' }),
        findings: [finding('download-and-run', 'critical', `${EVIL} downloads something`)],
      }),
      assessment({ subject: hookSubject() }),
    ];
    const html = page(reportOf([{ path: 'package.json', judged: [LODASH], hooks, problems: [], notes: [] }]));
    assert.match(html, /<p class="verdict">The repository itself does harm: 1 hook\. At risk: 1 high\./);
    const [, table = ''] = /<table id="hooks">(.*?)<\/table>/s.exec(html) ?? [];
    assert.equal(table.match(/<tr>/g)?.length, 2);
    assert.match(table, /\.vscode\/tasks\.json:3 \(package\.json\), as soon as the folder is opened and trusted/);
    assert.doesNotMatch(html, /<img/);
    assert.doesNotMatch(page(reportWith(LODASH)), /id="hooks"/);
  });

  it('gives the picture every package, with the line that brings it in', () => {
    const { packages } = dataOf(page(reportWith(LODASH, QS)));
    assert.deepEqual(
      packages.map(({ name, line, level, way }) => [name, line, level, way]),
      [
        ['qs', 'express', 'critical', 'express > body-parser > qs@6.7.0'],
        ['lodash', 'lodash', 'high', undefined],
      ],
    );
  });

  it('lets nothing run or load but its own script and looks, which it names by their hashes', () => {
    const html = page(reportWith(LODASH));
    const [, policy = ''] = /Content-Security-Policy" content="(.*?)"/.exec(html) ?? [];
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      `script-src ${hash(ASSETS.script)}`,
      `style-src ${hash(ASSETS.style)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.ok(html.includes(`<script>${ASSETS.script}</script>`));
    assert.doesNotMatch(html, /<(?:link|img|iframe|object)|\bsrc=|@import|style="/);
  });

  it('shows what packages call themselves, and means nothing by it', () => {
    const named = { ...direct(EVIL, EVIL, EVIL), paths: [['.', EVIL, EVIL]] };
    const hostile = judged({ subject: named, findings: [finding(EVIL, 'high', EVIL)] }, remedy(EVIL));
    const html = page(reportOf([{ path: EVIL, judged: [hostile], problems: [EVIL], notes: [EVIL] }]));
    assert.doesNotMatch(html, /<img|<script>alert|onerror=alert\(1\)>/);
    assert.equal(html.match(/<script/g)?.length, 2);
    assert.equal(dataOf(html).packages[0]?.name, EVIL);
  });

  it('tells what could not be read and what was left unused, of several projects whose that is', () => {
    const problems = [
      phrase('There is no lockfile that can be read: what the dependencies bring along was not judged.'),
    ];
    const notes = [phrase('{file} is not used, because this project is not trusted.', { file: EVIL })];
    const project = { path: 'package.json', judged: [LODASH], problems, notes };
    const items = (html: string, section: string): readonly string[] => {
      const [, list = ''] = new RegExp(`<h2 id="${section}-title">.*?<ul>(.*?)</ul>`, 's').exec(html) ?? [];
      return [...list.matchAll(/<li>(.*?)<\/li>/g)].map(([, item = '']) => item);
    };
    const alone = page(reportOf([project]));
    const unread = 'There is no lockfile that can be read: what the dependencies bring along was not judged.';
    assert.deepEqual(items(alone, 'unchecked'), [unread]);
    assert.match(items(alone, 'notes')[0] ?? '', /^&lt;\/td&gt;.*is not used, because this project is not trusted\.$/);
    const both = page(reportOf([project, { ...project, path: 'web/package.json', problems: [] }]));
    assert.deepEqual(items(both, 'unchecked'), [`${unread} (package.json)`]);
    assert.equal(items(both, 'notes').length, 2);
    const say = (words: Words): string => spoken(words, translator(readTexts('l10n/bundle.l10n.de.json')));
    const german = htmlReport({ report: reportOf([project]), assets: ASSETS, now: NOW, version: '1.2.3', say });
    assert.match(german, /<h2 id="notes-title">Hinweise<\/h2>/);
    assert.match(items(german, 'unchecked')[0] ?? '', /^Es gibt kein Lockfile, das gelesen werden kann: /);
    assert.doesNotMatch(page(reportWith(LODASH)), /id="(?:unchecked|notes)-title"/);
  });

  it('lists no more of that than anybody reads', () => {
    const notes = Array.from({ length: 60 }, (_, index) => `${index} is odd.`);
    const html = page(reportOf([{ path: 'package.json', judged: [LODASH], problems: [], notes }]));
    assert.match(html, /<li>49 is odd\.<\/li><li>and 10 more<\/li><\/ul>/);
  });

  it('has no table where nothing is at risk, and says so', () => {
    const html = page(reportWith(judged({ subject: direct('ms', '2.0.0', '2.0.0') })));
    assert.match(html, /Nothing at risk was found\. 1 package judged/);
    assert.doesNotMatch(html, /<table/);
  });
});

describe('what has changed since the report before', () => {
  const before = reportedLevels(reportWith(LODASH, judged({ subject: direct('gone', '1.0.0', '1.0.0') })));
  const fixed = judged({ subject: direct('lodash', '^4.17.20', '4.17.20') });
  const now = reportWith(fixed, QS);

  it('is told by packages that are worse and better, the worst first', () => {
    const { worse, better, added, gone } = sinceLastReport(before, reportedLevels(now), NOW);
    assert.deepEqual(worse, [{ package: 'package.json: qs@6.7.0', before: undefined, now: 'critical' }]);
    assert.deepEqual(better, [{ package: 'package.json: lodash@4.17.20', before: 'high', now: 'none' }]);
    assert.deepEqual([added, gone], [1, 1]);
  });

  it('stands in the page', () => {
    const html = page(now, sinceLastReport(before, reportedLevels(now), NOW));
    assert.match(html, /Since the report of 2026-08-22<\/h2><p>1 package has come, 1 is gone\.<\/p>/);
    assert.match(html, /<li>package\.json: qs@6\.7\.0: not there → critical<\/li>/);
    assert.match(html, /<li>package\.json: lodash@4\.17\.20: high → nothing found<\/li>/);
  });

  it('is said to be nothing where it is nothing', () => {
    const same = reportedLevels(now);
    assert.match(page(now, sinceLastReport(same, same, NOW)), /<p>Nothing has changed\.<\/p>/);
    const safe = Object.fromEntries(Object.keys(same).map((name) => [name, 'none' as const]));
    assert.match(page(now, sinceLastReport(safe, same, NOW)), /<p>No package has come or gone\.<\/p>/);
  });

  it('is in the language of the editor that shows it, with what packages say as it is', () => {
    const wording = phrase('{package} is deprecated: {notice}', { package: 'ms 1.0.0', notice: EVIL });
    const found = { ...finding('deprecated', 'low', inEnglish(wording)), wording };
    const report = reportWith(judged({ subject: direct('ms', '1.0.0', '1.0.0'), findings: [found] }), LODASH);
    const german = translator(readTexts('l10n/bundle.l10n.de.json'));
    const html = htmlReport({
      ...{ report, assets: ASSETS, now: NOW, version: '1.2.3' },
      say: (words) => spoken(words, german),
    });
    assert.match(html, /<html lang="de">/);
    assert.match(html, /Mit Risiko: 1 hoch, 1 niedrig\. 2 Pakete beurteilt, davon 2 in einem Manifest genannt\./);
    assert.match(html, /<li>ms 1\.0\.0 ist veraltet: &lt;\/td&gt;&lt;script&gt;/);
    assert.doesNotMatch(html, /<script>alert/);
    const { words, packages } = dataOf(html);
    assert.equal(words.shown, '{shown} von {all} angezeigt');
    assert.match(packages.map(({ findings }) => findings[0]?.message).join(), /ms 1\.0\.0 ist veraltet/);
  });
});
