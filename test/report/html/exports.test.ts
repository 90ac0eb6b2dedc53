import assert from 'node:assert/strict';
import { inEnglish, spoken } from '../../../server/src/model/index.js';
import { tableCsv, tableMarkdown } from '../../../server/src/report/html/exports.js';
import { pageWords } from '../../../server/src/report/html/page-words.js';
import type { PagePackage } from '../../../server/src/report/html/report-data.js';

const WORDS = pageWords(inEnglish);

const LODASH: PagePackage = {
  ...{
    name: 'lodash',
    version: '4.17.20',
    level: 'high',
    direct: true,
    project: 'package.json',
    manifest: 'package.json',
    line: 'lodash',
  },
  findings: [
    { rule: 'known-vulnerability', level: 'high', message: 'lodash | has one' },
    { rule: 'deprecated', level: 'low', message: '=old' },
  ],
  ...{ fixes: ['Upgrade lodash', 'Remove lodash'], unchecked: 0 },
};

describe('what is saved of the table', () => {
  it('is a row for each finding, for spreadsheets', () => {
    assert.deepEqual(tableCsv([LODASH], WORDS).split('\r\n'), [
      '"Level","Package","Brought in by","Rule","Finding","Fixes"',
      '"high","lodash@4.17.20","lodash","known-vulnerability","lodash | has one","Upgrade lodash; Remove lodash"',
      `"low","lodash@4.17.20","lodash","deprecated","'=old","Upgrade lodash; Remove lodash"`,
      '',
    ]);
  });

  it('has its headings and levels in the language of the reader', () => {
    const german: Readonly<Record<string, string>> = { Level: 'Stufe', Rule: 'Regel', high: 'hoch' };
    const words = pageWords((said) => spoken(said, (template) => german[template] ?? template));
    const [heading, row = ''] = tableCsv([LODASH], words).split('\r\n');
    assert.equal(heading, '"Stufe","Package","Brought in by","Regel","Finding","Fixes"');
    assert.ok(row.startsWith('"hoch",'), row);
  });

  it('is a table in Markdown, in which nothing breaks out of its cell', () => {
    const [heading, , row] = tableMarkdown([LODASH], WORDS).split('\n');
    assert.equal(heading, '| Level | Package | Brought in by | Rule | Finding | Fixes |');
    assert.equal(
      row,
      '| high | lodash\\@4.17.20 | lodash | known-vulnerability | lodash \\| has one | Upgrade lodash; Remove lodash |',
    );
  });
});
