import assert from 'node:assert/strict';
import { pin } from '../../server/src/remedies/pin.js';
import { finding } from '../support/subjects.js';
import { remedyContext, sectionAfter, type ContextGiven } from './support/remedy-context.js';

const line = { name: 'express', version: '4.21.2', declared: '*' };
const rules = ['unpinned-specifier'];

describe('pin', () => {
  for (const declared of ['*', '', 'latest', '>=4']) {
    it(`writes the judged version in place of ${JSON.stringify(declared)}`, () => {
      const context = remedyContext({ line: { ...line, declared }, rules });
      const [remedy] = pin.offer(context);
      assert.equal(remedy?.title, 'Pin express to 4.21.2');
      assert.deepEqual(remedy.rules, rules);
      assert.equal(remedy.preferred, true);
      assert.deepEqual(sectionAfter(context, remedy), { express: '4.21.2' });
    });
  }

  it('keeps an alias', () => {
    const specifier = { kind: 'tag', name: 'express', tag: 'latest', alias: true } as const;
    const context = remedyContext({ line: { ...line, declared: specifier, raw: 'npm:express@latest' }, rules });
    assert.deepEqual(sectionAfter(context, pin.offer(context)[0]), { express: 'npm:express@4.21.2' });
  });

  const notPreferred: readonly (readonly [string, ContextGiven])[] = [
    ['is vulnerable', { line, rules: [...rules, 'known-vulnerability'] }],
    ['is too young', { line, rules: [...rules, finding({ rule: 'recent-release', level: 'low' })] }],
    ['is deprecated', { line, rules: [...rules, finding({ rule: 'deprecated', level: 'low' })] }],
  ];
  for (const [name, given] of notPreferred) {
    it(`is not preferred where the judged version ${name}`, () => {
      assert.equal(pin.offer(remedyContext(given))[0]?.preferred, false);
    });
  }

  it('is not preferred where something is unknown, pending, or was accepted', () => {
    const plain = remedyContext({ line, rules });
    const { assessment } = plain;
    for (const said of [
      { coverage: [{ question: 'osv', status: 'unknown' }] },
      { pending: true },
      { accepted: [{ finding: finding({ rule: 'known-vulnerability', level: 'high' }), reason: 'later' }] },
    ] as const) {
      assert.equal(pin.offer({ ...plain, assessment: { ...assessment, ...said } })[0]?.preferred, false);
    }
  });

  it('is preferred where the files of the judged version could not be analysed: the range stands for the same files', () => {
    const plain = remedyContext({ line, rules });
    const coverage = [{ question: 'artifact', status: 'unknown' }] as const;
    const [offered] = pin.offer({ ...plain, assessment: { ...plain.assessment, coverage } });
    assert.equal(offered?.preferred, true);
  });

  const none: readonly (readonly [string, ContextGiven])[] = [
    ['to malware', { line, rules: [...rules, 'known-malware'] }],
    ['to a name that is at fault', { line, rules: [...rules, 'typosquat'] }],
    [
      'where no version is judged',
      { line: { ...line, resolution: { from: 'nowhere', because: 'registry-unknown' } }, rules },
    ],
    ['where one version is declared already', { line: { ...line, declared: '4.21.2' }, rules }],
    ['of a peer, whose range is a promise to others', { line: { ...line, section: 'peerDependencies' }, rules }],
    ['for other findings', { line, rules: ['recent-release'] }],
    ['of what no registry answers', { line: { ...line, declared: { kind: 'workspace', range: '*' } }, rules }],
  ];
  for (const [name, given] of none) {
    it(`offers none ${name}`, () => assert.deepEqual(pin.offer(remedyContext(given)), []));
  }
});
