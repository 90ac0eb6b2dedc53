import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readSourceParams, sourceLanguage } from '../../client/src/source-language.js';

describe('sourceLanguage', () => {
  it('is one of ours, whatever the file is called', () => {
    assert.equal(sourceLanguage('/a@1.0.0/index.js'), 'package-risk-code');
    assert.equal(sourceLanguage('/a@1.0.0/lib/x.MTS'), 'package-risk-code');
    assert.equal(sourceLanguage('/a@1.0.0/package.json'), 'package-risk-code');
    assert.equal(sourceLanguage('/a@1.0.0/install.sh'), 'package-risk-text');
    assert.equal(sourceLanguage('/a@1.0.0/Makefile'), 'package-risk-text');
  });

  it('has no clickable addresses', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly contributes: {
        readonly configurationDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
      };
    };
    for (const path of ['/a@1.0.0/index.js', '/a@1.0.0/README.md']) {
      const defaults = contributes.configurationDefaults[`[${sourceLanguage(path)}]`];
      assert.equal(defaults?.['editor.links'], false);
    }
  });
});

describe('readSourceParams', () => {
  it('takes an id and a place', () => {
    assert.deepEqual(readSourceParams({ id: '0af1', line: 10, column: 5 }), { id: '0af1', line: 10, column: 5 });
    assert.deepEqual(readSourceParams({ id: '0af1' }), { id: '0af1' });
  });

  it('takes nothing else', () => {
    for (const argument of [undefined, null, 'x', 4, {}, { id: 'http://x.invalid' }, { id: 4 }, { id: '../a' }]) {
      assert.equal(readSourceParams(argument), undefined);
    }
    assert.deepEqual(readSourceParams({ id: 'a', line: -1, column: 5 }), { id: 'a' });
    assert.deepEqual(readSourceParams({ id: 'a', line: 1, column: 'x' }), { id: 'a', line: 1 });
  });
});
