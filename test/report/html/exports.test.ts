import assert from 'node:assert/strict';
import { tableCsv, tableMarkdown } from '../../../server/src/report/html/exports.js';
import type { PagePackage } from '../../../server/src/report/html/report-data.js';

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
    assert.deepEqual(tableCsv([LODASH]).split('\r\n'), [
      '"Level","Package","Brought in by","Rule","Finding","Fixes"',
      '"high","lodash@4.17.20","lodash","known-vulnerability","lodash | has one","Upgrade lodash; Remove lodash"',
      `"low","lodash@4.17.20","lodash","deprecated","'=old","Upgrade lodash; Remove lodash"`,
      '',
    ]);
  });

  it('is a table in Markdown, in which nothing breaks out of its cell', () => {
    const [heading, , row] = tableMarkdown([LODASH]).split('\n');
    assert.equal(heading, '| Level | Package | Brought in by | Rule | Finding | Fixes |');
    assert.equal(
      row,
      '| high | lodash\\@4.17.20 | lodash | known-vulnerability | lodash \\| has one | Upgrade lodash; Remove lodash |',
    );
  });
});
