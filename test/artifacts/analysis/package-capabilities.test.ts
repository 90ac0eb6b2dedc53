import assert from 'node:assert/strict';
import { analysePackage } from '../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../support/artifacts.js';

/** `network index.js:1` */
function capabilitiesIn(files: Readonly<Record<string, string | Uint8Array>>): readonly string[] {
  const { capabilities } = analysePackage(packageOf(files));
  return capabilities.map(({ kind, place: { file, line } }) => `${kind} ${file}:${line}`).sort();
}

const SHOWN: readonly (readonly [code: string, ...capabilities: string[]])[] = [
  [`require('https').get('https://example.com')`, 'network'],
  [`const { get: g } = require('node:http'); g('http://example.com')`, 'network'],
  [`module.exports = () => fetch('/x')`, 'network'],
  [`require('http').createServer(() => {})`],
  [`exports.token = process.env.TOKEN`, 'environment'],
  [`const { env } = process; exports.home = env['HOME']; fetch('/x')`, 'environment', 'network'],
  [`fetch('https://example.com', { body: JSON.stringify(process.env) })`, 'environment', 'network'],
  [`if (process.env.NODE_ENV === 'production') exports.fast = true`],
  [`require('child_process').execFile('git', ['--version'])`, 'processes'],
  [`exports.run = (c) => require('child_process').exec(c)`, 'processes'],
  [`import { readFileSync } from 'node:fs'; export const a = readFileSync('a')`, 'reads-files'],
  [`const fs = require('fs'); fs.writeFileSync('a', fs.readFileSync('b'))`, 'reads-files', 'writes-files'],
  [`exports.compile = (code) => new Function('a', code)`, 'evaluation'],
  [`require('vm').runInNewContext(process.argv[2])`, 'evaluation'],
  [`exports.add = (a, b) => a + b; const doc = "see child_process and fetch"`],
];

describe('what a package can do', () => {
  for (const [code, ...kinds] of SHOWN) {
    it(`is ${kinds.length === 0 ? 'nothing' : kinds.join(' and ')} for ${code}`, () => {
      assert.deepEqual(
        capabilitiesIn({ 'index.js': `\n${code}\n` }),
        kinds.map((kind) => `${kind} index.js:2`),
      );
    });
  }

  it('is told once for each kind, with its first place', () => {
    const code = `const https = require('https');\nhttps.get('https://a.example.com');\nhttps.get('https://b.example.com');`;
    assert.deepEqual(capabilitiesIn({ 'index.js': code }), ['network index.js:2']);
  });

  it('is hidden in minified code, and not in code with one long line', () => {
    const minified = `!function(){${'var a=1;'.repeat(500)}}();`;
    assert.deepEqual(capabilitiesIn({ 'dist/a.min.js': minified }), ['minified dist/a.min.js:1']);
    assert.deepEqual(capabilitiesIn({ 'a.js': `var t='${'x'.repeat(3000)}';\n${'var a = 1;\n'.repeat(50)}` }), []);
  });

  it('is loading native programs where it ships some', () => {
    const elf = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), Buffer.alloc(100)]);
    assert.deepEqual(capabilitiesIn({ 'build/a.node': elf }), ['native-code build/a.node:1']);
  });

  const powers: readonly (readonly [code: string, names: readonly string[] | undefined])[] = [
    [`const fs = require('fs'); fs.writeFileSync('a', fs.readFileSync('b'))`, ['fs.readFileSync', 'fs.writeFileSync']],
    [`import { request } from 'node:https'; request('https://example.com'); fetch('/x')`, ['fetch', 'https.request']],
    [`const { Worker } = require('worker_threads'); new Worker('./w.js')`, ['Worker']],
    [`const { WASI } = require('node:wasi'); fetch('/x'); new WASI({ version: 'preview1' })`, ['fetch', 'wasi.WASI']],
    [`exports.add = (a, b) => a + b`, undefined],
  ];
  for (const [code, names] of powers) {
    it(`needs ${names?.join(' and ') ?? 'no permission'} for ${code}`, () => {
      assert.deepEqual(analysePackage(packageOf({ 'index.js': code })).powers, names);
    });
  }
});
