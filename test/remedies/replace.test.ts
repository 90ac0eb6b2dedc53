import assert from 'node:assert/strict';
import { replace } from '../../server/src/remedies/replace.js';
import { toTextEdits } from '../../server/src/remedies/support/text-edit.js';
import { applyEdits } from './support/marked-edits.js';
import { candidate, remedyContext, sectionAfter, type ContextGiven } from './support/remedy-context.js';

const line = { name: 'lodahs', version: '1.0.0', declared: '^1.0.0' };
const substitutes = [{ name: 'lodash', version: '4.17.21', because: 'the name it resembles' }];

describe('replace', () => {
  it('renames the line and takes the style of its specifier', () => {
    for (const [declared, value] of [
      ['^1.0.0', '^4.17.21'],
      ['~1.0.0', '~4.17.21'],
      ['1.0.0', '4.17.21'],
      ['latest', '^4.17.21'],
    ] as const) {
      const context = remedyContext({ line: { ...line, declared }, rules: ['typosquat'], substitutes });
      const [remedy] = replace.offer(context);
      assert.equal(remedy?.title, 'Replace lodahs with lodash 4.17.21 (the name it resembles)');
      assert.equal(remedy.preferred, false);
      assert.deepEqual(sectionAfter(context, remedy), { lodash: value });
    }
  });

  it('keeps order and comments', () => {
    const [remedy] = replace.offer(remedyContext({ line, rules: ['typosquat'], substitutes }));
    const text = `{
  "dependencies": {
    "a": "1.0.0", // first
    "lodahs": "^1.0.0", // for chunking
    "z": "1.0.0", // last
  },
}
`;
    const edits = toTextEdits(text, remedy?.changes ?? []);
    assert.equal(edits && applyEdits(text, edits), text.replace('"lodahs": "^1.0.0"', '"lodash": "^4.17.21"'));
  });

  it('keeps the key of an alias', () => {
    const specifier = { kind: 'range', name: 'lodahs', range: '^1.0.0', alias: true } as const;
    const context = remedyContext({
      line: { ...line, declared: specifier, raw: 'npm:lodahs@^1.0.0' },
      rules: ['typosquat'],
      substitutes,
    });
    assert.deepEqual(sectionAfter(context, replace.offer(context)[0]), { lodahs: 'npm:lodash@^4.17.21' });
  });

  it('takes the entry of an optional peer along', () => {
    const context = remedyContext({
      line: { ...line, section: 'peerDependencies', optionalPeer: true },
      rules: ['typosquat'],
      substitutes,
    });
    const text = '{"peerDependencies":{"lodahs":"^1.0.0"},"peerDependenciesMeta":{"lodahs":{"optional":true}}}';
    const edits = toTextEdits(text, replace.offer(context)[0]?.changes ?? []);
    assert.equal(edits && applyEdits(text, edits), text.replaceAll('lodahs', 'lodash').replace('^1.0.0', '^4.17.21'));
  });

  it('says where a bundled dependency has to be changed by hand', () => {
    const context = remedyContext({ line: { ...line, bundled: true }, rules: ['typosquat'], substitutes });
    assert.match(replace.offer(context)[0]?.caveat ?? '', /bundleDependencies/);
  });

  for (const rule of ['known-malware', 'package-not-found', 'security-holding-package', 'deprecated']) {
    it(`answers ${rule}`, () => {
      assert.equal(replace.offer(remedyContext({ line, rules: [rule], substitutes })).length, 1);
    });
  }

  it('answers a vulnerability only where the package has no better version', () => {
    const given: ContextGiven = { line, rules: ['known-vulnerability'], substitutes };
    assert.equal(replace.offer(remedyContext(given)).length, 1);
    assert.deepEqual(replace.offer(remedyContext({ ...given, lowestSafeUpgrade: candidate('1.0.1') })), []);
  });

  const none: readonly (readonly [string, ContextGiven])[] = [
    ['without a substitute', { line, rules: ['typosquat'] }],
    ['for other findings', { line, rules: ['install-script'], substitutes }],
    [
      'with a name that is none',
      { line, rules: ['deprecated'], substitutes: [{ name: 'new package\u202e', version: '1.0.0', because: 'x' }] },
    ],
    [
      'with a version that is none',
      { line, rules: ['deprecated'], substitutes: [{ name: 'new-package', version: '^1', because: 'x' }] },
    ],
    ['with itself', { line, rules: ['deprecated'], substitutes: [{ name: 'lodahs', version: '1.0.0', because: 'x' }] }],
    [
      'of an override, whose key says whose place is taken',
      { line: { ...line, section: 'overrides' }, rules: ['typosquat'], substitutes },
    ],
  ];
  for (const [name, given] of none) {
    it(`offers none ${name}`, () => assert.deepEqual(replace.offer(remedyContext(given)), []));
  }
});
