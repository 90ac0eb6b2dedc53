import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allOf, eitherOf, inEnglish, listed, phrase, spoken, type Words } from '../../server/src/model/index.js';
import { translator } from '../../server/src/protocol/translate.js';

const german = translator({
  '{package} sends {data} {moment}': '{package} sendet {moment} {data}',
  'when it is installed': 'bei der Installation',
  '{before} and {last}': '{before} und {last}',
});

const sends = (name: string, data: Words): Words =>
  phrase('{package} sends {data} {moment}', { package: name, data, moment: phrase('when it is installed') });

describe('a phrase', () => {
  it('is said whole in each language, with what stands in it said in the same one', () => {
    const said = sends('kit 1.0.0', allOf(['a', 'b']));
    assert.equal(inEnglish(said), 'kit 1.0.0 sends a and b when it is installed');
    assert.equal(spoken(said, german), 'kit 1.0.0 sendet bei der Installation a und b');
  });

  it('is said in English where there is no translation', () => {
    assert.equal(spoken(phrase('{name} is odd', { name: 'kit' }), german), 'kit is odd');
  });

  it('leaves what a package has written as it is, in which language it may be', () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom('{data}', '{moment} {package}', '$&', '{{package}}', '$1 {x'));
    fc.assert(
      fc.property(texts, texts, (name, data) => {
        const said = sends(name, data);
        assert.equal(inEnglish(said), `${name} sends ${data} when it is installed`);
        assert.equal(spoken(said, german), `${name} sendet bei der Installation ${data}`);
      }),
    );
  });

  it('takes no value from where nobody has put one', () => {
    const given: Words = { template: '{constructor} {toString} {name}', values: {} };
    assert.equal(inEnglish(given), '{constructor} {toString} {name}');
    assert.equal(spoken(given, german), '{constructor} {toString} {name}');
  });

  it('is the same after it was stored or handed to another thread', () => {
    const said = sends('kit', listed(['a', phrase('when it is installed')]));
    for (const copy of [structuredClone(said), JSON.parse(JSON.stringify(said)) as Words]) {
      assert.equal(spoken(copy, german), spoken(said, german));
    }
  });

  it('lists as people do', () => {
    const lists = [[], ['a'], ['a', 'b'], ['a', 'b', 'c']];
    assert.deepEqual(
      lists.map((names) => [listed, eitherOf, allOf].map((list) => inEnglish(list(names)))),
      [
        ['', '', ''],
        ['a', 'a', 'a'],
        ['a, b', 'a or b', 'a and b'],
        ['a, b, c', 'a, b or c', 'a, b and c'],
      ],
    );
  });
});
