import assert from 'node:assert/strict';
import { proxyFor, proxyRules } from '../../../server/src/platform/network/proxy-rules.js';
import { npmConfigOf } from '../../support/npm-machine.js';

describe('hosts that are reached without a proxy', () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ['*', 'https://a.invalid/', true],
    ['a.invalid', 'https://a.invalid/', true],
    ['a.invalid', 'https://x.a.invalid/', true],
    ['a.invalid', 'https://xa.invalid/', false],
    ['.a.invalid', 'https://x.a.invalid/', true],
    ['*.a.invalid', 'https://x.a.invalid/', true],
    ['A.Invalid', 'https://a.invalid/', true],
    ['a.invalid:443', 'https://a.invalid/', true],
    ['a.invalid:8443', 'https://a.invalid/', false],
    ['a.invalid:80', 'http://a.invalid/', true],
    ['a.invalid:8443', 'https://a.invalid:8443/', true],
    ['[::1]', 'http://[::1]/', true],
    ['127.0.0.1', 'http://127.0.0.1:4873/', true],
    ['', 'https://a.invalid/', false],
    ['.', 'https://a.invalid/', false],
  ];
  for (const [pattern, url, direct] of table) {
    it(`${direct ? 'include' : 'do not include'} ${url} for "${pattern}"`, () => {
      const rules = { https: 'http://p.invalid', http: 'http://p.invalid', bypass: [pattern] };
      assert.equal(proxyFor(new URL(url), rules) === undefined, direct);
    });
  }

  it("are those of npm's configuration, else the editor's, else the environment's", async () => {
    const bypass = async (user: string, noProxy?: readonly string[]) =>
      proxyRules(await npmConfigOf({ user, variables: { NO_PROXY: 'e.invalid' } }), { noProxy }).bypass;
    assert.deepEqual(await bypass('noproxy=n.invalid', ['c.invalid']), ['n.invalid']);
    assert.deepEqual(await bypass('', ['c.invalid', 'd.invalid']), ['c.invalid', 'd.invalid']);
    assert.deepEqual(await bypass('', []), ['e.invalid']);
    assert.deepEqual(await bypass(''), ['e.invalid']);
  });
});
