import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundlerConfig } from '../../../server/src/formats/in-text/bundler-config.js';

const TABLE: Readonly<Record<string, readonly [text: string, ...names: string[]]>> = {
  'names in an object': [
    `export default { resolve: { alias: { '@': src, components: './c', "lib$": x } } }`,
    '@',
    'components',
    'lib$',
  ],
  'a short form': [`const alias = { shared, other }; module.exports = { resolve: { alias } }`, 'shared', 'other'],
  'lists of what to find': [`alias: [{ find: 'a', replacement: b }, { replacement: c, find: /^@d\\// }]`, 'a', '@d/*'],
  'values that hold objects': [`alias: { a: path.resolve(__dirname, 'x'), b: f({ c: 1 }) }`, 'a', 'b'],
  "Jest's": [`moduleNameMapper: { '^@app/(.*)$': '<rootDir>/a/$1' }`, '@app/*'],
  'no other objects': [`export default { plugins: { a: 1 }, other: { b: 2 } }`],
  'nothing that is put together by code': [`alias: names(), resolve: { alias: [...all] }`],
};

describe('bundlerConfig', () => {
  for (const [title, [text, ...names]] of Object.entries(TABLE)) {
    it(`reads ${title}`, () => assert.deepEqual(bundlerConfig.read(text).patterns, names));
  }

  it('is for the settings of bundlers', () => {
    const files = ['vite.config.ts', 'webpack.config.js', 'webpack.prod.cjs', 'vitest.config.mts', 'vue.config.js'];
    assert.deepEqual(
      files.filter((file) => !bundlerConfig.matches(file)),
      [],
    );
    assert.ok(!['config.ts', 'vite.ts', 'eslint.config.js'].some((file) => bundlerConfig.matches(file)));
  });

  it('reads any text', () => {
    const piece = fc.constantFrom(
      ...['alias', ':', '=', '{', '}', '[', ']', '(', "'a'", 'b', ',', 'find', '/c/', ' ', '`', '...'],
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        assert.ok(Array.isArray(bundlerConfig.read(pieces.join('')).patterns));
      }),
    );
  });
});
