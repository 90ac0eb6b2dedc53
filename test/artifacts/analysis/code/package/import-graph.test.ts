import assert from 'node:assert/strict';
import { importGraphOf } from '../../../../../server/src/artifacts/analysis/code/package/import-graph.js';
import { ModulePaths } from '../../../../../server/src/artifacts/analysis/code/package/module-paths.js';
import { readManifest } from '../../../../../server/src/artifacts/analysis/code/package/manifest.js';

/** The groups of files with more than one file in them, and who uses whom. */
function graphOf(files: Readonly<Record<string, string>>): { readonly groups: string[][]; readonly users: string[] } {
  const paths = Object.keys(files).filter((path) => path.endsWith('.js'));
  const modulePaths = new ModulePaths(
    { has: (path) => Object.hasOwn(files, path), text: (path) => files[path] },
    readManifest(files['package.json']),
  );
  const graph = importGraphOf(
    paths,
    (path) => files[path] ?? '',
    (specifier, from) => modulePaths.resolve(specifier, from),
  );
  const groups = new Map<string, string[]>();
  for (const path of paths) groups.set(graph.groupOf(path), [...(groups.get(graph.groupOf(path)) ?? []), path]);
  return {
    groups: [...groups.values()].filter(({ length }) => length > 1),
    users: paths.flatMap((path) => graph.usersOf(path).map((user) => `${user} > ${path}`)),
  };
}

const LINKS: Readonly<Record<string, string>> = {
  require: `const b = require('./b');`,
  import: `import b from './b.js';`,
  'a minified import': `import{b as c}from"./b.js";c()`,
  'an import for its effects': `import "./b.js";`,
  're-export': `export * from './b.js';`,
  'dynamic import': `const b = await import('./b.js');`,
  'a wrapper of import': `const load = new Function('m', 'return import(m)'); load('./b.js');`,
  'the program of a thread': `new Worker(new URL('./b.js', import.meta.url));`,
  'the name of the package itself': `require('self/b');`,
  'a name in imports': `import '#b';`,
  'a bundled package': `require('bundled');`,
};

const PACKAGE = {
  'package.json': JSON.stringify({ name: 'self', imports: { '#b': './b.js' } }),
  'b.js': '',
  'c.js': `require('left-pad'); require('fs'); const text = 'from b';`,
  'node_modules/bundled/index.js': `module.exports = require('../../b');`,
};

describe('importGraphOf', () => {
  for (const [way, code] of Object.entries(LINKS)) {
    it(`sees ${way}`, () => {
      const { groups } = graphOf({ 'a.js': code, ...PACKAGE });
      assert.deepEqual(groups, [['a.js', 'b.js', 'node_modules/bundled/index.js']]);
    });
  }

  it('tells who uses a file, and not whom it uses', () => {
    const { users } = graphOf({ 'a.js': `require('./b'); require('./b.js')`, 'b.js': `import './c.js'`, 'c.js': '' });
    assert.deepEqual(users, ['a.js > b.js', 'b.js > c.js']);
  });

  it('joins what is linked over others, in a circle too', () => {
    const { groups } = graphOf({
      'a.js': `require('./b')`,
      'b.js': `require('./c')`,
      'c.js': `require('./a')`,
      'd.js': `require('./e')`,
      'e.js': '',
      'f.js': '',
    });
    assert.deepEqual(groups, [
      ['a.js', 'b.js', 'c.js'],
      ['d.js', 'e.js'],
    ]);
  });

  it('names no file that is not there', () => {
    assert.deepEqual(graphOf({ 'a.js': `require('./nothing'); require('../../out/of/it');` }), {
      groups: [],
      users: [],
    });
  });
});
