import assert from 'node:assert/strict';
import { phrase } from '../../server/src/model/index.js';
import { jsonReport } from '../../server/src/report/json.js';
import { junitReport } from '../../server/src/report/junit.js';
import { pullRequestReport } from '../../server/src/report/pull-request.js';
import { reportOf } from '../../server/src/report/report.js';
import { sarifLog } from '../../server/src/report/sarif/sarif-log.js';
import { styleFor } from '../../server/src/report/support/style.js';
import { textReport } from '../../server/src/report/text.js';
import { direct, finding, judged } from './samples.js';

const SAID = ['No reason is given.', 'This must be a string.', 'yarn.lock: This line is not understood.'];
const accepted = [{ finding: finding('deprecated', 'low', 'It is old'), reason: phrase('No reason is given.') }];
const REPORT = reportOf([
  {
    path: 'package.json',
    judged: [judged({ subject: direct('a', '1.0.0', '1.0.0'), accepted })],
    problems: [phrase('{file}: {problem}', { file: 'yarn.lock', problem: phrase('This line is not understood.') })],
    notes: [phrase('This must be a string.')],
  },
]);

describe('what is said in own words', () => {
  const outputs: Readonly<Record<string, () => string>> = {
    text: () => textReport(REPORT, 'high', { style: styleFor(false), width: 200 }),
    JSON: () => JSON.stringify(jsonReport(REPORT)),
    SARIF: () =>
      JSON.stringify(sarifLog(REPORT, { rules: [], version: '1.0.0', root: { cwd: '/shop', folder: '/shop' } })),
    JUnit: () => junitReport(REPORT, 'high'),
    Markdown: () => pullRequestReport(REPORT, 'high'),
  };
  for (const [format, output] of Object.entries(outputs)) {
    it(`is in English sentences in ${format}`, () => {
      const text = output().replaceAll('\\', '');
      for (const said of SAID) assert.ok(text.includes(said), text);
      assert.doesNotMatch(text, /\[object|"template"/);
    });
  }
});
