import assert from 'node:assert/strict';
import type { Specifier } from '../../../server/src/model/index.js';
import { exactVersion, inStyle, styleOf, withRange } from '../../../server/src/remedies/support/specifier-style.js';
import { manifestLine, registrySpecifier } from '../../support/subjects.js';

describe('a specifier in its own style', () => {
  const cases: readonly (readonly [declared: string, rewritten: string])[] = [
    ['^1.2.3', '^1.9.9'],
    ['^1.2', '^1.9.9'],
    ['^ 1.2.3', '^1.9.9'],
    ['^1.0.0-beta.1', '^1.9.9'],
    ['~1.2.3', '~1.9.9'],
    ['~1.2', '~1.9.9'],
    ['~>1.2', '~1.9.9'],
    ['1.2.3', '1.9.9'],
    ['v1.2.3', '1.9.9'],
    ['=1.2.3', '1.9.9'],
    ['1.2', '~1.9.9'],
    ['1.2.x', '~1.9.9'],
    ['1', '^1.9.9'],
    ['1.x', '^1.9.9'],
    ['1.X.x', '^1.9.9'],
    ['*', '^1.9.9'],
    ['', '^1.9.9'],
    ['latest', '^1.9.9'],
    ['>=1.2.3', '^1.9.9'],
    ['>1', '^1.9.9'],
    ['<2', '^1.9.9'],
    ['>=1.2.3 <2', '^1.9.9'],
    ['1.2.3 - 1.4', '^1.9.9'],
    ['^1.2.3 || ^2.0.0', '^1.9.9'],
    ['~1.2.3 || ~1.3.0', '^1.9.9'],
  ];
  for (const [declared, rewritten] of cases) {
    it(`writes 1.9.9 into ${JSON.stringify(declared)} as ${rewritten}`, () => {
      const line = manifestLine({ name: 'a', raw: declared });
      assert.equal(withRange(line, inStyle(styleOf(line.specifier), '1.9.9')), rewritten);
    });
  }

  const alias = (raw: string, specifier: Specifier): string | undefined =>
    withRange(manifestLine({ name: 'key', raw, specifier }), '^1.9.9');

  it('keeps the name of an alias', () => {
    const range = { kind: 'range', name: '@s/real', range: '^1.0.0', alias: true } as const;
    assert.equal(alias('npm:@s/real@^1.0.0', range), 'npm:@s/real@^1.9.9');
    assert.equal(alias('npm:real', { kind: 'tag', name: 'real', tag: 'latest', alias: true }), 'npm:real@^1.9.9');
  });

  it('keeps a protocol that names no other package', () => {
    assert.equal(alias('npm:^1.0.0', { kind: 'range', name: 'key', range: '^1.0.0', alias: false }), 'npm:^1.9.9');
  });

  it('writes nothing into what no registry answers', () => {
    assert.equal(alias('file:../a', { kind: 'file', path: '../a' }), undefined);
    assert.equal(alias('workspace:^', { kind: 'workspace', range: '^' }), undefined);
  });

  it('takes the style from what was understood, not from the text', () => {
    assert.equal(styleOf(registrySpecifier('a', '1.2.3')), 'exact');
  });
});

describe('exactVersion', () => {
  it('lets through only versions as registries write them', () => {
    assert.equal(exactVersion('1.2.3-rc.1'), '1.2.3-rc.1');
    for (const text of ['v1.2.3', '1.2', '^1.2.3', ' 1.2.3', '1.2.3", "x": "', '']) {
      assert.equal(exactVersion(text), undefined, text);
    }
  });
});
