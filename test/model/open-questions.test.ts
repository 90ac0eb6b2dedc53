import assert from 'node:assert/strict';
import { absent, failed, ok, openQuestions, skipped, type Facts } from '../../server/src/model/index.js';
import { assessment, NOW, transitive } from '../report/samples.js';

const open = (facts: Facts): readonly string[] =>
  openQuestions(assessment({ subject: transitive('x', '1.0.0'), facts })).map(({ question }) => question);

describe('What counts as not checked', () => {
  const cases: readonly (readonly [what: string, facts: Facts, expected: readonly string[]])[] = [
    ['an answer does not', { osv: ok([], NOW) }, []],
    ['an old answer does not', { osv: { status: 'ok', value: [], asOf: 0, stale: true } }, []],
    ['"there is none" does not', { packument: absent(NOW) }, []],
    ['a failure does', { osv: failed('network', 'No network.') }, ['osv']],
    ['a question that is switched off does', { osv: skipped('switched-off', 'Offline.') }, ['osv']],
    ['what is merely good to know does not', { downloads: failed('network', 'No network.') }, []],
    ['a private name does', { packument: skipped('private-name', 'Private.') }, ['packument']],
    ['untrusted configuration does', { packument: skipped('untrusted-configuration', 'No.') }, ['packument']],
    ['a local folder has nothing to ask', { packument: skipped('not-from-registry', 'Local.') }, []],
    ['what is on its way is shown as that', { osv: skipped('pending', 'Still being looked up.') }, []],
    ['without a version there is nothing to ask', { osv: skipped('not-resolved', 'No version.') }, []],
  ];
  for (const [what, facts, expected] of cases) {
    it(what, () => assert.deepEqual(open(facts), expected));
  }
});
