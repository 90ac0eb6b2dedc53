import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { sourceLanguage } from '../../server/src/protocol/source-language.js';

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

  it('is an extension that the manifest gives to it', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly contributes: {
        readonly languages: readonly { readonly id: string; readonly extensions: readonly string[] }[];
      };
    };
    for (const path of ['/a@1.0.0/index.js', '/a@1.0.0/README.md']) {
      const language = contributes.languages.find(({ id }) => id === sourceLanguage(path));
      assert.deepEqual(language?.extensions, [`.${sourceLanguage(path)}`]);
    }
  });
});
