import assert from 'node:assert/strict';
import { parseSource } from '../../../../../server/src/artifacts/analysis/code/package/parse.js';
import { hasPower } from '../../../../../server/src/artifacts/analysis/code/package/power-in-text.js';
import { hasPowerInTree } from '../../../../../server/src/artifacts/analysis/code/package/power-in-tree.js';

function powerIn(code: string): boolean {
  return hasPowerInTree(parseSource('index.js', code).program);
}

describe('power in a tree', () => {
  const WORDS = [
    ['a comment', `// asks require('child_process').exec for nothing\nexports.add = (a, b) => a + b;`],
    ['the constructor of a class', 'class Point { constructor(x) { this.x = x; } }'],
    ['a parameter that is called like a global', 'exports.of = (parent, key) => parent[key];'],
    ['a variable that is called like a global', `let top = {}; for (const key of keys) top[key] = 1;`],
    ['a block that is called by its own name', '{ const self = []; self[index()] = 1; }'],
    ['a method that is defined', 'exports.client = { fetch() { return 1; }, rename: 2 };'],
    ['a loop that is left', 'while (true) { if (done()) break; }'],
    ['the place of an error', 'class Oops { locate(location) { this.location = location; } }'],
    ['a word where nothing is loaded', `const units = ['vm', 'em']; export default units;`],
    [
      'the constructor of an object that is compared',
      `const made = x.constructor;\nif (made === Map) count(made.name);`,
    ],
    ['a long text on several lines', `const help = 'usage' + 'options'; print(['a', 'b'].join(' '));`],
    ['a type that is asked for', `if (x instanceof Function) y();`],
  ] as const;
  for (const [what, code] of WORDS) {
    it(`is not seen in ${what}`, () => {
      assert.ok(hasPower(code), 'by its text it has');
      assert.equal(powerIn(code), false);
    });
  }

  const POWERS = [
    ['a module of the platform', `import cp from 'child_process';`],
    ['a module by a name that is kept', `const names = ['child_process']; names.map((name) => require(name));`],
    ['a loader that is handed on', 'bundle(require);'],
    ['a loader by a computed name', 'require(name)();'],
    ['a part of a module', `import { writeFile as keep } from 'fs';`],
    ['a part that is taken out', `const { writeFile: keep } = files;`],
    ['a global beside a local of the same name', '{ const top = 1; } top[name](code);'],
    ['a global that a function shares its parameter with', 'const f = (window) => window; window[name]();'],
    ['all globals under another name', 'const g = globalThis;'],
    ['the process by a computed name', 'process[name]();'],
    ['the whole environment', 'send(process.env);'],
    ['a global as a member of all', `window.fetch('/x');`],
    ['a request', `fetch('/x');`],
    ['the way to the maker of functions', `x.constructor.constructor('code')();`],
    ['the same with another name for it', `const { constructor: make } = f; make('code')();`],
    ['the same as a key', `x['constructor'](code)();`],
    ['what has made a function, under a name of its own', `const make = f.constructor;\nnew make('code')();`],
    ['a name of two parts', `f['con' + 'structor'];`],
    ['a name of two parts that is kept', `const key = ['con', 'structor'].join('');`],
    ['a name that is written backwards', `f['rotcurtsnoc'.split('').reverse().join('')];`],
    ['a way that is gone name by name', `const make = follow({}, 'constructor.constructor');`],
    ['the maker of modules', `const make = module.constructor; make._load(name);`],
    ['the same as words of a call', `const make = follow({}, 'constructor', 'constructor');`],
    ['the same as a list', `['constructor', 'constructor'].reduce((at, key) => at[key], {});`],
    ['a global by a name of two parts', `window['lo' + 'ad']();`],
    ['code as a text', `later("require('https').get(address)", 1);`],
    ['a decoder', 'list.map((n) => String.fromCharCode(n));'],
    ['a loop without end', 'for (;;) count += 1;'],
    ['a script that is put into a page', 'document.createElement(`script`);'],
    ['a page that is left', 'view.location = address;'],
    ['what is copied', `page.addEventListener('copy', (e) => e.clipboardData.setData(type, own));`],
    ['a blind copy', `mail.send({ bcc: 'x@collect.invalid' });`],
    ['names that a statement changes', 'with (globals) { open(); }'],
  ] as const;
  for (const [what, code] of POWERS) {
    it(`is seen in ${what}`, () => {
      assert.ok(powerIn(code), 'by its tree');
    });
  }

  it('is taken for granted in what is nested too deeply', () => {
    assert.ok(powerIn(`x = ${'a + '.repeat(60_000)}a;`));
  });
});
