import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packageAt } from '../../../server/src/rules/support/registry-address.js';

describe('packageAt', () => {
  const table: readonly (readonly [string, string | undefined])[] = [
    ['https://registry.npmjs.org/ms/-/ms-2.1.3.tgz', 'ms 2.1.3'],
    ['https://registry.npmjs.org/@babel/core/-/core-7.0.0-beta.1.tgz', '@babel/core 7.0.0-beta.1'],
    ['https://registry.npmjs.org/@babel%2fcore/-/core-7.0.0.tgz', '@babel/core 7.0.0'],
    ['https://registry.yarnpkg.com/ms/-/ms-2.1.3.tgz#574c8138ce1d2b5861f0b44579dbadd60c6615b2', 'ms 2.1.3'],
    ['https://nexus.invalid/repository/npm-all/ms/-/ms-2.1.3.tgz', 'ms 2.1.3'],
    ['https://artifactory.invalid/artifactory/api/npm/all/@s/a/-/@s/a-1.0.0.tgz', '@s/a 1.0.0'],
    ['https://git.invalid/api/v4/projects/7/packages/npm/@s/a/-/@s/a-1.0.0.tgz', '@s/a 1.0.0'],
    ['https://npm.pkg.github.com/download/@owner/name/1.2.3/0a1b2c', '@owner/name 1.2.3'],
    ['https://registry.npm.taobao.org/ms/download/ms-2.1.3.tgz?cache=0', 'ms 2.1.3'],
    ['https://registry.nlark.com/@babel/core/download/@babel/core-7.0.0.tgz', '@babel/core 7.0.0'],
    ['https://npm.fontawesome.com/@fortawesome/pro/-/6.0.0/pro-6.0.0.tgz', '@fortawesome/pro 6.0.0'],
    ['https://registry.npmjs.org/-/-/--0.0.1.tgz', '- 0.0.1'],
    ['https://registry.npmjs.org/ms/-/something-else.tgz', 'ms'],
    ['https://packages.invalid/ms.tgz', undefined],
    ['https://codeload.github.com/owner/repo/tar.gz/abc', undefined],
    ['https://packages.invalid/-/ms-1.0.0.tgz', undefined],
    ['https://packages.invalid/@scope/-/a-1.0.0.tgz', undefined],
    ['https://packages.invalid/%E0%A4%A/-/a-1.0.0.tgz', '%E0%A4%A'],
    ['no address', undefined],
  ];
  for (const [url, expected] of table) {
    it(`reads ${expected ?? 'nothing'} in ${url}`, () => {
      const found = packageAt(url);
      assert.equal(found && [found.name, found.version].filter((part) => part !== undefined).join(' '), expected);
    });
  }

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (url) => void packageAt(`https://a.invalid/${url}`)));
  });
});
