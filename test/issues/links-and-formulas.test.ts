import assert from 'node:assert/strict';
import { pullRequestReport } from '../../server/src/report/pull-request.js';
import { reportOf } from '../../server/src/report/report.js';
import { csvText } from '../../server/src/report/support/csv.js';
import { escapeMarkdown, markdownLink, webAddress } from '../../server/src/report/support/markdown.js';

describe('an address that a package gives', () => {
  it('is no link where its host, read as Markdown, is another one', () => {
    // `&commat;` is an `@` there: the link would lead to evil.invalid under the name of the registry.
    assert.equal(webAddress('https://registry.npm.example&commat;evil.invalid/'), undefined);
    assert.equal(markdownLink('x', 'https://registry.npm.example&sol;a.evil.invalid/'), 'x');
  });

  it('holds no reference to a character, and is else what it was', () => {
    assert.equal(webAddress('https://host.invalid/a?b&commat;c'), 'https://host.invalid/a?b%26commat;c');
    assert.equal(webAddress('https://host.invalid/a?b=1&c=2'), 'https://host.invalid/a?b=1&c=2');
  });
});

describe('a cell that a package writes', () => {
  const CELLS: readonly (readonly [what: string, cell: string, written: string])[] = [
    ['behind a semicolon, where that separates cells', 'x;=cmd|1', `"x;'=cmd|1"`],
    ['behind a semicolon and a quote', 'x;"=1', `"x;""'=1"`],
    ['with wide marks', '＝1+1', `"'＝1+1"`],
  ];
  for (const [what, cell, written] of CELLS) {
    it(`is no formula ${what}`, () => assert.equal(csvText([[cell]]), `${written}\r\n`));
  }

  it('keeps its semicolons', () => assert.equal(csvText([['a; b;c']]), '"a; b;c"\r\n'));
});

describe('a note on a pull request', () => {
  it('refers to no issue by its short form', () => {
    const report = reportOf([{ path: 'GH-12', judged: [], problems: ['see gh-7, GHSA-35jh-r3h4-6jhm'], notes: [] }]);
    const text = pullRequestReport(report, 'high');
    assert.doesNotMatch(text, /GH-\d/i);
    assert.match(text, /GH-&#8203;12/);
    assert.ok(text.includes(escapeMarkdown('GHSA-35jh-r3h4-6jhm')));
  });
});
