import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

function hiddenIn(code: string): readonly string[] {
  const { behaviours } = analysePackage(packageOf({ 'index.js': code }));
  return behaviours.map(({ kind, detail, moment }) => `${kind} ${detail ?? ''} ${moment}`);
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const decoded = (text: string): string => `Buffer.from('${base64(text)}', 'base64').toString()`;

describe('names that stand in the code in an encoding', () => {
  it('are those of modules that reach the machine or the network', () => {
    for (const name of ['child_process', 'node:https', 'fs', 'os', 'fs/promises'])
      assert.deepEqual(hiddenIn(`require(${decoded(name)});`), [`decoded-module ${name} import`], name);
    assert.deepEqual(hiddenIn(`require(atob('${base64('net')}'));`), ['decoded-module net import']);
    const hex = Buffer.from('https').toString('hex');
    assert.deepEqual(hiddenIn(`const name = Buffer.from('${hex}', 'hex').toString(); require(name);`), [
      'decoded-module https import',
    ]);
    assert.deepEqual(hiddenIn(`exports.a = () => { require(${decoded('vm')}).runInThisContext('1'); };`), [
      'decoded-module vm call',
    ]);
  });

  it('are addresses that requests go to', () => {
    const sent = ['decoded-address load.invalid import'];
    assert.deepEqual(hiddenIn(`fetch(${decoded('https://load.invalid/x')});`), sent);
    assert.deepEqual(
      hiddenIn(`const a = atob('${base64('https://load.invalid/')}'); require('https').get(a + 'x');`),
      sent,
    );
    assert.deepEqual(
      hiddenIn(`require('https').request({ method: 'POST', hostname: ${decoded('load.invalid')} });`),
      sent,
    );
  });

  it('are also spelled in numbers, and backwards', () => {
    const numbers = Array.from('https://load.invalid/')
      .map((letter) => letter.charCodeAt(0))
      .join(', ');
    for (const code of [
      `fetch(String.fromCharCode(${numbers}) + 'x');`,
      `const codes = [${numbers}]; const at = (path) => codes.map((one) => String.fromCharCode(one)).join('') + path; fetch(at('x'));`,
      `fetch(Buffer.from([${numbers}]).toString() + 'x');`,
      `const back = (text) => text.split('').reverse().join(''); fetch(back('${Array.from('https://load.invalid/x').reverse().join('')}'));`,
    ])
      assert.deepEqual(hiddenIn(code), ['decoded-address load.invalid import'], code);
    assert.deepEqual(hiddenIn(`require(String.fromCharCode(102, 115));`), ['decoded-module fs import']);
  });

  it('are no others, and none that somebody else decodes', () => {
    for (const code of [
      `require(${decoded('path')});`,
      `require('child' + '_process');`,
      `exports.load = (name) => require(Buffer.from(name, 'base64').toString());`,
      `console.log(${decoded('fs')});`,
      `fetch('https://api.example/x', { headers: { Authorization: 'Basic ' + ${decoded('user:some password')} } });`,
      `require('https').request({ hostname: 'api.example', path: ${decoded('/v1/some/path')} });`,
      `fetch(${decoded('http://127.0.0.1:3000/x')});`,
      `fetch('https://api.example/' + String.fromCharCode(97, 98, 99));`,
      `exports.ask = (codes) => fetch('https://api.example/' + codes.map((one) => String.fromCharCode(one)).join(''));`,
    ])
      assert.deepEqual(hiddenIn(code), [], code);
  });
});
