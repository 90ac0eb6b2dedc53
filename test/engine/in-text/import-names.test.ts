import assert from 'node:assert/strict';
import { importTarget, type ImportNames } from '../../../server/src/engine/in-text/import-names.js';

const NAMES: ImportNames = {
  own: new Set(['shop', '@shop/ui']),
  aliases: ['@app/*', 'config', 'exact$', 'env-*'],
  local: new Set(['components']),
  declared: new Set(['react', 'bun', '@app/declared']),
};

/** The package's name, with what is asked for; `''` for what is no package. */
function target(specifier: string, names: Partial<ImportNames> = {}): string {
  const found = importTarget(specifier, { ...NAMES, ...names });
  if (found.from !== 'package') return '';
  return found.range === undefined ? found.name : `${found.name} ${found.range}`;
}

describe('importTarget', () => {
  it('takes the package out of a path in it', () => {
    assert.deepEqual(
      ['lodash', 'lodash/fp', '@a/b', '@a/b/c/d.js'].map((one) => target(one)),
      ['lodash', 'lodash', '@a/b', '@a/b'],
    );
  });

  it('knows what belongs to the project', () => {
    const own = [
      './a',
      '../b',
      '.',
      '/c',
      'C:\\d',
      '#imports',
      '#/e',
      '~/f',
      '@/g',
      '$lib/h',
      'shop',
      'shop/i',
      '@shop/ui',
      'components/j',
    ];
    assert.deepEqual(
      own.map((one) => target(one)),
      own.map(() => ''),
    );
  });

  it('knows what its settings give names to, unless a package is declared under the name', () => {
    const aliases = ['@app/a', 'config', 'config/b', 'exact', 'env-prod'];
    assert.deepEqual(
      aliases.map((one) => target(one)),
      aliases.map(() => ''),
    );
    assert.deepEqual(
      ['@apple/a', 'configs', 'exact/sub', '@app/declared/x'].map((one) => target(one)),
      [...['@apple/a', 'configs', 'exact', '@app/declared']],
    );
  });

  it('knows what platforms bring along', () => {
    const platform = [
      'fs',
      'fs/promises',
      'node:test',
      'node:sqlite',
      'vscode',
      'bun:test',
      'cloudflare:workers',
      'virtual:pwa',
    ];
    const more = ['astro:content', 'https://deno.land/x/a.ts', 'data:text/javascript,', 'jsr:@a/b', '\0c', 'file:///d'];
    assert.deepEqual(
      [...platform, ...more].map((one) => target(one)),
      [...platform, ...more].map(() => ''),
    );
    assert.equal(target('bun'), 'bun');
    assert.equal(target('@theme/Layout', { declared: new Set(['@docusaurus/core']) }), '');
  });

  it('reads what Deno asks npm for', () => {
    assert.deepEqual(
      ['npm:chalk@5', 'npm:@a/b@^1.0.0/c', 'npm:/d', 'npm:'].map((one) => target(one)),
      ['chalk 5', '@a/b ^1.0.0', 'd', ''],
    );
  });

  it('leaves out what is done to a module', () => {
    assert.deepEqual(
      ['style!css!a', 'b?raw', 'c/d?url'].map((one) => target(one)),
      ['a', 'b', 'c'],
    );
  });

  it('takes names that no registry has for none, but for letters that are taken for others', () => {
    assert.deepEqual(
      ['@a', 'a b', '.a', '_b', 'A B/c', ''].map((one) => target(one)),
      ['', '', '', '', '', ''],
    );
    assert.equal(target('lоdash'), 'lоdash');
  });
});
