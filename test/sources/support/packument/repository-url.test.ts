import assert from 'node:assert/strict';
import { repositoryUrl } from '../../../../server/src/sources/support/packument/repository-url.js';

describe('the page of a repository', () => {
  const github = 'https://github.com/a/b';
  const table: readonly (readonly [unknown, string | undefined])[] = [
    ['a/b', github],
    ['github:a/b', github],
    ['gitlab:a/b', 'https://gitlab.com/a/b'],
    ['bitbucket:a/b.git', 'https://bitbucket.org/a/b'],
    ['https://github.com/a/b', github],
    ['https://github.com/a/b.git', github],
    ['git+https://github.com/a/b.git', github],
    ['git://github.com/a/b.git', github],
    ['git+ssh://git@github.com/a/b.git', github],
    ['ssh://git@github.com/a/b', github],
    ['git@github.com:a/b.git', github],
    ['https://github.com/a/b/tree/main/packages/c', github],
    ['https://github.com/a/b.js', 'https://github.com/a/b.js'],
    ['git+https://github.com/a/b.git#main', github],
    ['https://user:secret@github.com/a/b', undefined],
    [{ type: 'git', url: 'git+https://github.com/a/b.git', directory: 'packages/c' }, github],
    [{ url: 7 }, undefined],
    ['', undefined],
    ['nonsense', undefined],
    ['javascript:alert(1)//github.com/a/b', undefined],
    ['https://github.com/a', undefined],
    [['a/b'], undefined],
    [null, undefined],
  ];
  for (const [written, expected] of table) {
    it(`is ${expected ?? 'not known'} for ${JSON.stringify(written)}`, () =>
      assert.equal(repositoryUrl(written), expected));
  }
});
