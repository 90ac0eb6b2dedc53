import assert from 'node:assert/strict';
import { tsconfig } from '../../../server/src/formats/in-text/tsconfig.js';
import { NO_ALIASES } from '../../../server/src/model/index.js';

describe('tsconfig', () => {
  it('is for the settings of compilers, however they are called', () => {
    const files = ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json'];
    assert.deepEqual(
      files.filter((file) => !tsconfig.matches(file)),
      [],
    );
    assert.ok(!['package.json', 'my-tsconfig.json', 'tsconfig.js'].some((file) => tsconfig.matches(file)));
  });

  it('tells names, folders and what it extends', () => {
    const text = `{
      // comments and commas at the end are usual
      "extends": ["./tsconfig.base.json", "@tsconfig/node20/tsconfig.json"],
      "compilerOptions": { "baseUrl": "./src", "paths": { "@app/*": ["app/*"], "config": ["config.ts"], }, },
    }`;
    assert.deepEqual(tsconfig.read(text), {
      patterns: ['@app/*', 'config'],
      roots: ['./src'],
      extended: ['./tsconfig.base.json'],
    });
  });

  it('takes a name for everything as folders', () => {
    const text = '{ "compilerOptions": { "paths": { "*": ["./types/*", "${configDir}/src/*"] } } }';
    assert.deepEqual(tsconfig.read(text), { ...NO_ALIASES, roots: ['./types', './src'] });
  });

  it('reads any text', () => {
    for (const text of ['', '[', '{"compilerOptions": 1}', '{"compilerOptions": {"paths": ["a"]', '['.repeat(50_000)]) {
      assert.deepEqual(tsconfig.read(text).roots, []);
    }
  });
});
