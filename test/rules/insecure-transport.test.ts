import assert from 'node:assert/strict';
import type { Specifier } from '../../server/src/model/index.js';
import { insecureTransport } from '../../server/src/rules/insecure-transport.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const resolution = { from: 'nowhere', because: 'not-from-registry' } as const;
const declared = (specifier: Specifier) => subject({ name: 'ui-styles-pkg', declared: specifier, resolution });
const tarball = (url: string, insecure: boolean): Specifier => ({ kind: 'tarball-url', url, insecure });
const git = (url: string, insecure: boolean): Specifier => ({ kind: 'git', url, pinned: false, insecure });

describe('insecure-transport', () => {
  it('says that anybody on the way can change what arrives', () => {
    const draft = onlyDraft(
      draftsOf(insecureTransport, declared(tarball('http://packages.invalid/npm/unused-imports', true))),
    );
    assert.equal(
      draft.message,
      'ui-styles-pkg is fetched without encryption from http://packages.invalid/npm/unused-imports, so anybody on the way can change it',
    );
    assert.equal(draft.target, 'specifier');
  });

  const cases: readonly (readonly [Specifier, boolean])[] = [
    [git('git://git.invalid/owner/repo.git', true), true],
    [git('git+http://git.invalid/owner/repo.git', true), true],
    [git('git+https://git.invalid/owner/repo.git', false), false],
    [git('git+ssh://git@git.invalid/owner/repo.git', false), false],
    [tarball('https://packages.invalid/a.tgz', false), false],
    [tarball('http://localhost:4873/a.tgz', true), false],
    [tarball('http://registry.localhost/a.tgz', true), false],
    [tarball('http://127.0.0.1:4873/a.tgz', true), false],
    [tarball('http://[::1]:4873/a.tgz', true), false],
    [git('git://localhost/owner/repo.git', true), false],
    [tarball('http://localhost.packages.invalid/a.tgz', true), true],
    [tarball('http://localhost@packages.invalid/a.tgz', true), true],
  ];
  for (const [specifier, fires] of cases) {
    const url = specifier.kind === 'git' || specifier.kind === 'tarball-url' ? specifier.url : '';
    it(`${fires ? 'fires' : 'is silent'} on ${url}`, () => {
      assert.equal(draftsOf(insecureTransport, declared(specifier)).length, fires ? 1 : 0);
    });
  }

  it('leaves to others what stands in the lockfile alone', () => {
    const resolved = 'http://registry.npm.example/lodash/-/lodash-4.17.21.tgz';
    const locked = { id: 'node_modules/lodash', version: '4.17.21', resolved };
    assert.deepEqual(draftsOf(insecureTransport, subject({ name: 'lodash', version: '4.17.21', locked })), []);
  });
});
