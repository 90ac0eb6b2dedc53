import assert from 'node:assert/strict';
import type { LockedWords, Specifier, Subject } from '../../server/src/model/index.js';
import { remoteSource } from '../../server/src/rules/remote-source.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const COMMIT = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const resolution = { from: 'nowhere', because: 'not-from-registry' } as const;
const remote = (declared: Specifier) => subject({ name: 'ui-styles-pkg', declared, resolution });

const git = (committish?: string, pinned = false): Specifier => ({
  kind: 'git',
  url: 'git+https://git.invalid/owner/ui-styles-pkg.git',
  committish,
  pinned,
  insecure: false,
});

describe('remote-source', () => {
  it('says where a tarball comes from and that it can change (PhantomRaven, 2025)', () => {
    const draft = onlyDraft(
      draftsOf(
        remoteSource,
        remote({ kind: 'tarball-url', url: 'https://packages.invalid/npm/unused-imports', insecure: false }),
      ),
    );
    assert.equal(
      draft.message,
      'ui-styles-pkg comes from the address https://packages.invalid/npm/unused-imports, whose owner can change what is there',
    );
    assert.equal(draft.target, 'specifier');
    assert.equal(draft.level, 'medium');
  });

  const levels: readonly (readonly [string, Specifier, string, RegExp])[] = [
    ['the default branch', git(), 'medium', /at its default branch, which its owner can move$/],
    ['a tag', git('v1.2.3'), 'medium', /at "v1\.2\.3", which its owner can move$/],
    ['a range of tags', git('semver:^1.0.0'), 'medium', /at "semver:\^1\.0\.0"/],
    ['a full commit', git(COMMIT, true), 'low', /held at one commit$/],
  ];
  for (const [what, declared, level, words] of levels) {
    it(`counts a git repository at ${what} as ${level}`, () => {
      const draft = onlyDraft(draftsOf(remoteSource, remote(declared)));
      assert.equal(draft.level, level);
      assert.match(draft.message, words);
    });
  }

  it('repeats no password and no token from an address', () => {
    const url = 'https://someone:hunter2@packages.invalid/a.tgz?token=s3cret#frag';
    const draft = onlyDraft(draftsOf(remoteSource, remote({ kind: 'tarball-url', url, insecure: false })));
    assert.doesNotMatch(JSON.stringify(draft), /someone|hunter2|s3cret/);
    assert.match(draft.message, /https:\/\/packages\.invalid\/a\.tgz#frag/);
  });

  const local: readonly Specifier[] = [
    { kind: 'range', name: 'lodash', range: '^4.0.0', alias: false },
    { kind: 'file', path: '../ui' },
    { kind: 'link', path: '../ui' },
    { kind: 'workspace', range: '*' },
    { kind: 'catalog', catalog: 'default' },
    { kind: 'other', protocol: 'patch' },
    { kind: 'invalid', reason: 'unreadable' },
  ];
  for (const declared of local) {
    it(`is silent on the kind ${declared.kind}`, () => assert.deepEqual(draftsOf(remoteSource, remote(declared)), []));
  }

  describe('of what another package asks for', () => {
    const locked = (resolved: string, more: Partial<LockedWords> = {}) =>
      subject({
        name: 'deep',
        dependency: null,
        resolution,
        locked: { id: 'node_modules/deep', version: '1.0.0', resolved, ...more },
      });
    const table: readonly (readonly [string, string, Partial<LockedWords>?])[] = [
      ['medium', 'https://packages.invalid/npm/unused-imports'],
      ['medium', `https://packages.invalid/${COMMIT}.tgz`],
      ['low', `https://codeload.github.com/owner/repo/tar.gz/${COMMIT}`],
      ['low', `git+ssh://git@git.invalid/owner/repo.git#${COMMIT}`],
      ['low', `https://git.invalid/owner/repo.git#commit=${COMMIT}`],
      ['low', 'https://git.invalid/owner/repo.git', { version: `git+https://git.invalid/owner/repo.git#${COMMIT}` }],
      ['low', 'https://git.invalid/owner/repo.git', { id: `git.invalid/owner/repo/${COMMIT}` }],
      ['medium', 'git+https://git.invalid/owner/repo.git#main'],
    ];
    for (const [level, resolved, more] of table) {
      it(`counts ${resolved}${more === undefined ? '' : ' with its commit elsewhere'} as ${level}`, () => {
        const draft = onlyDraft(draftsOf(remoteSource, locked(resolved, more)));
        assert.equal(draft.level, level);
        assert.equal(draft.evidence[0]?.kind, 'lockfile');
      });
    }

    it('is silent where a version of a registry is asked for', () => {
      assert.deepEqual(draftsOf(remoteSource, subject({ dependency: null })), []);
      const plain = { ...locked('https://packages.invalid/a.tgz'), resolution: { from: 'lockfile', version: '1.0.0' } };
      assert.deepEqual(draftsOf(remoteSource, plain as Subject), []);
    });
  });
});
