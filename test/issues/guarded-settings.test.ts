import assert from 'node:assert/strict';
import { parseSyml } from '@yarnpkg/parsers';
import { yarnBerry } from '../../server/src/guard/managers/yarn-berry.js';

/** What is left of a `.yarnrc.yml` for Yarn to read while the guard resolves a project that nobody trusts. */
const left = (text: string) => yarnBerry.harmless('.yarnrc.yml', text);

describe('settings of Yarn that a guarded project brings', () => {
  for (const [what, text] of [
    ['an alias', 'initScope: &p plugins\n*p : [ ./patches/evil.cjs ]\n'],
    ['a list', '? [plugins]\n: [ ./patches/evil.cjs ]\n'],
  ] as const) {
    it(`cannot name a plugin by ${what}, which Yarn takes for a key`, () => {
      assert.ok('plugins' in parseSyml(text));
      assert.deepEqual(left(text), { problem: 'its .yarnrc.yml cannot be read' });
    });
  }

  for (const text of ['8', '- a', '&a', 'a: *b\n', 'plugins: &p [x]\nb: *p\n']) {
    it(`are refused or emptied where they are ${JSON.stringify(text)}, and break nothing`, () => {
      assert.deepEqual(left(text), text === '&a' ? { text: '' } : { problem: 'its .yarnrc.yml cannot be read' });
    });
  }

  it('stay what they are where they are settings', () => {
    assert.deepEqual(left('# ours\nplugins: [x]\nnodeLinker: pnp\n'), { text: 'nodeLinker: pnp\n' });
    assert.deepEqual(left('~'), { text: '' });
  });
});
