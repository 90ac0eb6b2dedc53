import assert from 'node:assert/strict';
import type { LockedWords } from '../../server/src/model/index.js';
import { lockfileNameMismatch } from '../../server/src/rules/lockfile-name-mismatch.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { lockedLodash } from './support/locked-subject.js';

const at = (path: string): Partial<LockedWords> => ({ resolved: `https://registry.npm.example/${path}` });

describe('lockfile-name-mismatch', () => {
  it('says what is fetched in place of what', () => {
    const draft = onlyDraft(draftsOf(lockfileNameMismatch, lockedLodash(at('lodahs/-/lodahs-1.0.0.tgz'))));
    assert.equal(draft.message, "the lockfile's entry for lodash 4.17.21 fetches another package: lodahs 1.0.0");
    assert.equal(draft.target, 'name');
  });

  it('says that an alias was asked for by nobody', () => {
    const words = {
      name: 'lodahs',
      alias: 'lodash',
      askedPlainly: true,
      version: '1.0.0',
      ...at('lodahs/-/lodahs-1.0.0.tgz'),
    };
    const draft = onlyDraft(draftsOf(lockfileNameMismatch, lockedLodash(words)));
    assert.equal(
      draft.message,
      'the lockfile installs lodahs 1.0.0 under the name lodash, and nobody asks for that: lodash itself is meant',
    );
    assert.deepEqual(draft.evidence, [{ kind: 'lockfile', field: 'name', value: 'lodahs' }]);
  });

  const table: readonly (readonly [string, Partial<LockedWords>, boolean])[] = [
    ['the package itself', at('lodash/-/lodash-4.17.21.tgz'), false],
    ['another version', at('lodash/-/lodash-4.17.20.tgz'), true],
    ['another package of that file name', at('lodahs/-/lodash-4.17.21.tgz'), true],
    ['the same name in a scope', at('@evil/lodash/-/lodash-4.17.21.tgz'), true],
    ['an alias that is asked for', { alias: 'lo', ...at('lodash/-/lodash-4.17.21.tgz') }, false],
    ['an alias whose address leads elsewhere', { alias: 'lo', ...at('lo/-/lo-4.17.21.tgz') }, true],
    ['a version with a build behind it', { version: '4.17.21+build.5', ...at('lodash/-/lodash-4.17.21.tgz') }, false],
    ['a shape that no registry has', at('lodahs.tgz'), false],
    ['a git repository', { resolved: 'git+https://git.invalid/x/lodahs.git#abc' }, false],
    ['no address', {}, false],
    ['no version', { version: null, ...at('lodash/-/lodash-4.17.21.tgz') }, false],
  ];
  for (const [what, words, fires] of table) {
    it(`${fires ? 'fires' : 'is silent'} on ${what}`, () => {
      assert.equal(draftsOf(lockfileNameMismatch, lockedLodash(words)).length, fires ? 1 : 0);
    });
  }

  it('leaves alone what the manifest asks for by an address', () => {
    const url = 'https://registry.npm.example/kind-of/-/kind-of-6.0.3.tgz';
    const declared = { kind: 'tarball-url', url, insecure: false } as const;
    const line = lockedLodash({ resolved: url }, { declared, dependency: undefined });
    assert.deepEqual(draftsOf(lockfileNameMismatch, line), []);
  });
});
