import assert from 'node:assert/strict';
import { upgrade } from '../../server/src/remedies/upgrade.js';
import { candidate, remedyContext, sectionAfter, type ContextGiven } from './support/remedy-context.js';

const line = { name: 'lodash', version: '4.17.15', declared: '^4.17.15' };
const vulnerable: ContextGiven = {
  line,
  rules: ['known-vulnerability'],
  lowestSafeUpgradeWithinMajor: candidate('4.17.21'),
  lowestSafeUpgrade: candidate('4.17.21'),
  latestSafe: candidate('5.1.0', { withinMajor: false, withinRange: false }),
};
const offered = (given: ContextGiven) => upgrade.offer(remedyContext(given));

describe('upgrade', () => {
  it('offers the lowest safe version of the declared major as preferred, then the latest', () => {
    const context = remedyContext(vulnerable);
    const remedies = upgrade.offer(context);
    assert.deepEqual(
      remedies.map(({ title, preferred }) => ({ title, preferred })),
      [
        { title: 'Upgrade lodash to 4.17.21 (lowest safe version)', preferred: true },
        { title: 'Upgrade lodash to 5.1.0 (latest safe version, another major)', preferred: false },
      ],
    );
    assert.deepEqual(
      remedies.map((remedy) => sectionAfter(context, remedy)),
      [{ lodash: '^4.17.21' }, { lodash: '^5.1.0' }],
    );
  });

  it('prefers nothing where the declared major has no safe version', () => {
    const remedies = offered({
      ...vulnerable,
      lowestSafeUpgradeWithinMajor: undefined,
      lowestSafeUpgrade: candidate('5.0.0', { withinMajor: false }),
    });
    assert.deepEqual(
      remedies.map(({ version, preferred }) => [version, preferred]),
      [
        ['5.0.0', false],
        ['5.1.0', false],
      ],
    );
  });

  it('says what is not known and prefers nothing where no version is known to be safe', () => {
    const unproven = candidate('4.17.21', { safe: false, reason: 'OSV did not answer.' });
    const [remedy, ...others] = offered({
      line,
      rules: ['known-vulnerability'],
      lowestSafeUpgradeWithinMajor: unproven,
      lowestSafeUpgrade: unproven,
      latestSafe: unproven,
    });
    assert.equal(remedy?.title, 'Upgrade lodash to 4.17.21 (lowest version without a known problem)');
    assert.equal(remedy.caveat, 'OSV did not answer.');
    assert.equal(remedy.preferred, false);
    assert.deepEqual(others, []);
  });

  it('does not offer a version with a finding of its own', () => {
    const bad = candidate('4.17.21', { safe: false, level: 'high', reason: 'Also vulnerable.' });
    assert.deepEqual(offered({ line, rules: ['known-vulnerability'], lowestSafeUpgrade: bad }), []);
  });

  it('writes the exact version where the range would be resolved to an unsafe one', () => {
    const context = remedyContext({
      ...vulnerable,
      versions: ['4.17.15', '4.17.21', '4.18.0'],
      unsafeVersions: new Set(['4.18.0']),
      latestSafe: undefined,
    });
    const [remedy] = upgrade.offer(context);
    assert.equal(remedy?.title, 'Upgrade lodash to exactly 4.17.21 (lowest safe version)');
    assert.deepEqual(sectionAfter(context, remedy), { lodash: '4.17.21' });
  });

  it('keeps an alias', () => {
    const specifier = { kind: 'range', name: 'lodash', range: '~4.17.15', alias: true } as const;
    const context = remedyContext({
      ...vulnerable,
      line: { name: 'lodash', version: '4.17.15', declared: specifier, raw: 'npm:lodash@~4.17.15' },
    });
    assert.deepEqual(sectionAfter(context, upgrade.offer(context)[0]), { lodash: 'npm:lodash@~4.17.21' });
  });

  it('leaves no version behind in a range with several parts', () => {
    const context = remedyContext({ ...vulnerable, line: { ...line, declared: '>=4.0.0 <4.17.16' } });
    assert.deepEqual(sectionAfter(context, upgrade.offer(context)[0]), { lodash: '^4.17.21' });
  });

  it('also answers a specifier that was not pinned', () => {
    const [remedy] = offered({
      ...vulnerable,
      line: { ...line, declared: 'latest' },
      rules: ['known-vulnerability', 'unpinned-specifier', 'install-script'],
    });
    assert.deepEqual(remedy?.rules, ['known-vulnerability', 'unpinned-specifier']);
  });

  it('takes a version that was declared and does not exist for the lowest bound', () => {
    const remedies = offered({
      line: { name: 'lodash', declared: '4.17.18', resolution: { from: 'nowhere', because: 'no-such-version' } },
      rules: ['version-not-found'],
      lowestSafeUpgradeWithinMajor: candidate('4.17.19'),
      lowestSafeUpgrade: candidate('4.17.19'),
      latestSafe: candidate('4.17.10'),
    });
    assert.deepEqual(
      remedies.map(({ version }) => version),
      ['4.17.19'],
    );
  });

  const safe = { lowestSafeUpgradeWithinMajor: candidate('4.17.21'), lowestSafeUpgrade: candidate('4.17.21') };
  const none: readonly (readonly [string, ContextGiven])[] = [
    ['from malware, which leads into the unknown', { line, rules: ['known-malware', 'known-vulnerability'], ...safe }],
    ['of a name that is at fault itself', { line, rules: ['typosquat', 'known-vulnerability'], ...safe }],
    ['for what a higher version has as well', { line, rules: ['install-script', 'new-package'], ...safe }],
    [
      'to what is not above',
      { line: { ...line, declared: '^4.0.0' }, rules: ['deprecated'], lowestSafeUpgrade: candidate('4.17.15') },
    ],
    ['to a version that is no version', { line, rules: ['deprecated'], lowestSafeUpgrade: candidate('9.9') }],
    [
      'of what no registry answers',
      { ...vulnerable, line: { ...line, declared: { kind: 'file', path: '../lodash' } } },
    ],
    ['that changes nothing', { ...vulnerable, line: { ...line, declared: '^4.17.21' }, latestSafe: undefined }],
  ];
  for (const [name, given] of none) {
    it(`offers none ${name}`, () => assert.deepEqual(offered(given), []));
  }
});
