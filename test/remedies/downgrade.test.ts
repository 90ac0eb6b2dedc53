import assert from 'node:assert/strict';
import { downgrade } from '../../server/src/remedies/downgrade.js';
import { candidate, remedyContext, sectionAfter, type ContextGiven } from './support/remedy-context.js';

const line = { name: 'chalk', version: '5.6.1', declared: '^5.0.0' };
const lastGood = candidate('5.6.0');

describe('downgrade', () => {
  it('goes back from malware to exactly the last good version', () => {
    const context = remedyContext({ line, rules: ['known-malware'], lastGood, level: 'critical' });
    const [remedy, ...others] = downgrade.offer(context);
    assert.equal(remedy?.title, 'Go back to chalk 5.6.0 (last good version)');
    assert.equal(remedy.preferred, true);
    assert.deepEqual(sectionAfter(context, remedy), { chalk: '5.6.0' });
    assert.deepEqual(others, []);
  });

  it('goes back from a version that is too young, and pins on the way', () => {
    const [remedy] = downgrade.offer(
      remedyContext({ line: { ...line, declared: '*' }, rules: ['recent-release', 'unpinned-specifier'], lastGood }),
    );
    assert.deepEqual(remedy?.rules, ['recent-release', 'unpinned-specifier']);
  });

  it('does not prefer another major or a version that is not known to be safe', () => {
    const said = [
      [{ withinMajor: false }, 'Go back to chalk 5.6.0 (last good version, another major)'],
      [
        { safe: false, reason: 'OSV did not answer.' },
        'Go back to chalk 5.6.0 (last good version, not everything about it is known)',
      ],
    ] as const;
    for (const [how, title] of said) {
      const given = { line, rules: ['known-malware'], lastGood: candidate('5.6.0', how) };
      const [remedy] = downgrade.offer(remedyContext(given));
      assert.equal(remedy?.title, title);
      assert.equal(remedy.preferred, false);
      assert.equal(remedy.caveat, 'reason' in how ? how.reason : undefined);
    }
  });

  it('offers the nearest version, in its own style, for one that never existed', () => {
    const context = remedyContext({
      line: { name: 'chalk', declared: '^9.0.0', resolution: { from: 'nowhere', because: 'no-such-version' } },
      rules: ['version-not-found'],
      latestSafe: candidate('5.6.2', { withinMajor: false }),
    });
    const [remedy] = downgrade.offer(context);
    assert.equal(remedy?.title, 'Use chalk 5.6.2 (nearest version that exists, another major)');
    assert.deepEqual(sectionAfter(context, remedy), { chalk: '^5.6.2' });
  });

  it('goes back from a vulnerability only where there is no way up', () => {
    const given: ContextGiven = { line, rules: ['known-vulnerability'], lastGood };
    assert.equal(downgrade.offer(remedyContext(given)).length, 1);
    assert.deepEqual(downgrade.offer(remedyContext({ ...given, lowestSafeUpgrade: candidate('5.6.2') })), []);
  });

  const none: readonly (readonly [string, ContextGiven])[] = [
    ['where there is no good version', { line, rules: ['known-malware'] }],
    [
      'to a version with a finding',
      { line, rules: ['known-malware'], lastGood: { ...lastGood, safe: false, level: 'high' } },
    ],
    ['to what is not below', { line, rules: ['known-malware'], lastGood: candidate('5.6.2') }],
    ['to what is judged now', { line, rules: ['known-malware'], lastGood: candidate('5.6.1') }],
    ['for a name that is at fault in every version', { line, rules: ['typosquat', 'known-malware'], lastGood }],
    ['for what lower versions have as well', { line, rules: ['install-script', 'new-package'], lastGood }],
  ];
  for (const [name, given] of none) {
    it(`offers none ${name}`, () => assert.deepEqual(downgrade.offer(remedyContext(given)), []));
  }
});
