import assert from 'node:assert/strict';
import type { JsonReport } from '../../server/src/report/json.js';
import { assessment, finding, transitive } from '../report/samples.js';
import { CWD, run } from './fakes.js';

const explained = assessment({
  subject: transitive('qs', '6.7.0'),
  findings: [finding('known-vulnerability', 'high', 'Prototype poisoning.')],
});

describe('explain', () => {
  const asked: readonly (readonly [operand: string, question: string])[] = [
    ['qs', 'qs (latest)'],
    ['qs@6.7.0', 'qs 6.7.0'],
    ['qs@^6 || ^7', 'qs ^6 || ^7'],
    ['@babel/core', '@babel/core (latest)'],
    ['@babel/core@next', '@babel/core next'],
    ['qs@', 'qs (latest)'],
  ];
  for (const [operand, question] of asked) {
    it(`asks about ${operand} as seen from the current folder`, async () => {
      assert.deepEqual((await run(['explain', operand], { explained })).asked, [`${question} ${CWD}/package.json`]);
    });
  }

  for (const operand of [
    './qs',
    '/etc/passwd',
    'https://x.invalid/a.tgz',
    '@',
    '@1.0.0',
    'a b',
    '@scope',
    '-x/y',
    '.git',
  ]) {
    it(`refuses ${operand}, which is no name`, async () => {
      const { code, asked: questions, stdout } = await run(['explain', '--', operand], { explained });
      assert.deepEqual([code, questions, stdout], [2, [], '']);
    });
  }

  it('exits 0 whatever was found: it was asked to tell, not to judge', async () => {
    const { code, stdout, settled } = await run(['explain', 'qs'], { explained });
    assert.deepEqual([code, settled], [0, true]);
    assert.match(stdout, /^qs@6\.7\.0 {2}high\n/);
  });

  it('prints the document of check for --json', async () => {
    const report = JSON.parse((await run(['explain', 'qs', '--json'], { explained })).stdout) as JsonReport;
    assert.deepEqual([report.schemaVersion, report.packages.map(({ level }) => level)], [1, ['high']]);
  });
});
