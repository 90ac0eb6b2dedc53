import assert from 'node:assert/strict';
import { offerRemedies, REMEDY_MAKERS, TRANSITIVE_MAKERS } from '../../server/src/remedies/index.js';
import { REMEDY_KINDS } from '../../server/src/model/index.js';
import { finding } from '../support/subjects.js';
import { toTextEdits } from '../../server/src/remedies/support/text-edit.js';
import { candidate, manifestOf, remedyContext, sectionAfter, type ContextGiven } from './support/remedy-context.js';

const line = { name: 'some-package', version: '1.2.3', declared: '^1.2.0' };
const everything = {
  lowestSafeUpgradeWithinMajor: candidate('1.2.4'),
  lowestSafeUpgrade: candidate('1.2.4'),
  latestSafe: candidate('2.0.0', { withinMajor: false }),
  lastGood: candidate('1.2.2'),
  substitutes: [{ name: 'other-package', version: '3.0.0', because: 'a documented replacement' }],
};

/** What is offered, best first: `kind version`, with `*` for the preferred one. */
const offered = (given: ContextGiven): readonly string[] =>
  offerRemedies(remedyContext(given)).map(
    ({ kind, version, rules, preferred }) =>
      `${kind} ${kind === 'accept' ? rules.join() : (version ?? '')}`.trim() + (preferred ? '*' : ''),
  );

describe('offerRemedies', () => {
  const cases: readonly (readonly [rules: readonly string[], expected: readonly string[]])[] = [
    [['known-malware'], ['downgrade 1.2.2*', 'replace 3.0.0', 'remove']],
    [['known-vulnerability'], ['upgrade 1.2.4*', 'upgrade 2.0.0', 'accept known-vulnerability']],
    [['deprecated'], ['upgrade 1.2.4*', 'upgrade 2.0.0', 'replace 3.0.0', 'accept deprecated']],
    [['typosquat'], ['replace 3.0.0', 'remove', 'accept typosquat']],
    [['package-not-found'], ['replace 3.0.0', 'remove', 'accept package-not-found']],
    [['security-holding-package'], ['replace 3.0.0', 'remove', 'accept security-holding-package']],
    [['recent-release'], ['downgrade 1.2.2*', 'accept recent-release']],
    [['unpinned-specifier'], ['pin 1.2.3*', 'accept unpinned-specifier']],
    [['install-script'], ['remove', 'accept install-script']],
    [['new-package'], ['remove', 'accept new-package']],
    [['remote-source'], ['accept remote-source']],
    [['lockfile-mismatch'], []],
  ];
  for (const [rules, expected] of cases) {
    it(`answers ${rules.join()} with ${expected.join(', ') || 'nothing: an install puts it right'}`, () => {
      assert.deepEqual(offered({ line, rules, ...everything }), expected);
    });
  }

  it('never leads from malware upwards, whatever else is found', () => {
    const rules = ['known-malware', 'known-vulnerability', 'deprecated', 'version-not-found', 'unpinned-specifier'];
    const remedies = offerRemedies(remedyContext({ line, rules, ...everything }));
    assert.deepEqual(
      remedies.map(({ kind }) => kind),
      ['downgrade', 'replace', 'remove'],
    );
  });

  it('puts what answers the worst finding first and prefers one at most', () => {
    const remedies = offered({
      line: { ...line, declared: '*' },
      rules: [
        finding({ rule: 'known-vulnerability', level: 'high' }),
        finding({ rule: 'recent-release', level: 'medium' }),
        finding({ rule: 'unpinned-specifier', level: 'low' }),
        finding({ rule: 'install-script', level: 'low' }),
      ],
      ...everything,
    });
    assert.deepEqual(remedies, [
      'upgrade 1.2.4*',
      'downgrade 1.2.2',
      'upgrade 2.0.0',
      'pin 1.2.3',
      'remove',
      'accept known-vulnerability',
      'accept recent-release',
      'accept unpinned-specifier',
      'accept install-script',
    ]);
  });

  it('offers edits that apply to the line they were made for', () => {
    for (const rule of cases.flatMap(([rules]) => rules)) {
      const context = remedyContext({ line, rules: [rule], ...everything });
      for (const remedy of offerRemedies(context)) {
        const before = { [line.name]: line.declared };
        const after = sectionAfter(context, remedy);
        assert.ok(after, remedy.title);
        if (remedy.kind === 'accept') assert.deepEqual(after, before);
        else assert.notDeepEqual(after, before);
      }
    }
  });

  it('puts the worst first among what it offers to accept', () => {
    const low = finding({ rule: 'unpinned-specifier', level: 'low' });
    const high = finding({ rule: 'remote-source', level: 'high' });
    assert.deepEqual(offered({ line: { ...line, declared: '1.2.3' }, rules: [low, high] }), [
      'accept remote-source',
      'accept unpinned-specifier',
    ]);
  });

  it('offers no edit of a line that has changed since', () => {
    const rules = ['known-vulnerability', 'recent-release', 'unpinned-specifier', 'deprecated', 'install-script'];
    const context = remedyContext({ line: { ...line, declared: '*' }, rules, ...everything });
    const changed = manifestOf(context).replace('"*"', '"1.2.4"');
    const edits = offerRemedies(context).filter(({ changes }) => changes.length > 0);
    assert.ok(edits.length > 4);
    for (const { changes, title } of edits) assert.equal(toTextEdits(changed, changes), undefined, title);
  });

  it('has makers for every kind of remedy', () => {
    const ofScripts = ['allow-scripts', 'deny-scripts'];
    const kinds = [...[...REMEDY_MAKERS, ...TRANSITIVE_MAKERS].map(({ kind }) => kind), ...ofScripts];
    assert.deepEqual([...new Set(kinds)].sort(), [...REMEDY_KINDS].sort());
  });

  it('offers from each maker only its own kind', () => {
    const context = remedyContext({ line, rules: ['known-vulnerability', 'typosquat'], ...everything });
    for (const maker of REMEDY_MAKERS) {
      for (const remedy of maker.offer(context)) assert.equal(remedy.kind, maker.kind);
    }
  });
});
