import assert from 'node:assert/strict';
import { useHttps } from '../../server/src/remedies/use-https.js';
import { remedyContext, sectionAfter } from './support/remedy-context.js';

const context = (url: string, rule = 'insecure-transport') =>
  remedyContext({
    line: {
      name: 'a',
      declared: { kind: 'tarball-url', url, insecure: true },
      resolution: { from: 'nowhere', because: 'not-from-registry' },
    },
    rules: [rule, 'remote-source'],
  });

describe('use-https', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['http://files.invalid/a.tgz', 'https://files.invalid/a.tgz'],
    ['HTTP://files.invalid/a.tgz', 'https://files.invalid/a.tgz'],
    ['git://host.invalid/a.git#v1.0.0', 'git+https://host.invalid/a.git#v1.0.0'],
    ['git+http://host.invalid/a.git', 'git+https://host.invalid/a.git'],
    ['http://files.invalid/a.tgz?at=12:30', 'https://files.invalid/a.tgz?at=12:30'],
  ];
  for (const [insecure, secure] of cases) {
    it(`writes ${secure} for ${insecure}`, () => {
      const [remedy] = useHttps.offer(context(insecure));
      assert.equal(remedy?.title, 'Use https');
      assert.equal(remedy.preferred, false);
      assert.deepEqual(remedy.rules, ['insecure-transport']);
      assert.deepEqual(sectionAfter(context(insecure), remedy), { a: secure });
    });
  }

  for (const url of [
    'http://files.invalid:8080/a.tgz',
    'http://user@[::1]:80/a.tgz',
    'https://files.invalid/a.tgz',
    'git+ssh://host.invalid/a.git',
  ]) {
    it(`offers nothing for ${url}`, () => assert.deepEqual(useHttps.offer(context(url)), []));
  }

  it('offers nothing where no rule objects', () => {
    assert.deepEqual(useHttps.offer(context('http://127.0.0.1/a.tgz', 'deprecated')), []);
  });
});
