import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSpecifier } from '../../../server/src/formats/support/specifier.js';
import { inEnglish, type Specifier } from '../../../server/src/model/index.js';

const COMMIT = '313de938e8295401cc54d3838d9b9ccab4356d4b';

const registry = (kind: 'version' | 'range' | 'tag', value: string, name = 'it', alias = false): Specifier => {
  if (kind === 'version') return { kind, name, version: value, alias };
  return kind === 'range' ? { kind, name, range: value, alias } : { kind, name, tag: value, alias };
};

const git = (url: string, committish?: string, flags: { pinned?: boolean; insecure?: boolean } = {}): Specifier => ({
  kind: 'git',
  url,
  ...(committish === undefined ? {} : { committish }),
  pinned: flags.pinned ?? false,
  insecure: flags.insecure ?? false,
});

const file = (path: string): Specifier => ({ kind: 'file', path });
const tarball = (url: string, insecure = false): Specifier => ({ kind: 'tarball-url', url, insecure });
const other = (protocol: string): Specifier => ({ kind: 'other', protocol });

const TABLE: readonly (readonly [string, Specifier])[] = [
  // What a registry answers.
  ['', registry('range', '')],
  ['*', registry('range', '*')],
  ['^1.2.0', registry('range', '^1.2.0')],
  ['>=1 <2 || 3.x', registry('range', '>=1 <2 || 3.x')],
  [' ~1.2 ', registry('range', '~1.2')],
  ['~1.2.3', registry('range', '~1.2.3')],
  ['1.2.3', registry('version', '1.2.3')],
  ['01.2.3', registry('version', '1.2.3')],
  [`1.2.${'9'.repeat(20)}`, registry('tag', `1.2.${'9'.repeat(20)}`)],
  ['=1.2.3', registry('version', '1.2.3')],
  ['v1.2.3', registry('version', '1.2.3')],
  ['1.2.3-beta.1', registry('version', '1.2.3-beta.1')],
  ['1.2.3+build.5', registry('version', '1.2.3')],
  ['latest', registry('tag', 'latest')],
  ['next-11', registry('tag', 'next-11')],
  // Aliases.
  ['npm:real@^4.0.0', registry('range', '^4.0.0', 'real', true)],
  ['npm:@scope/real@1.0.0', registry('version', '1.0.0', '@scope/real', true)],
  ['npm:real@beta', registry('tag', 'beta', 'real', true)],
  ['npm:real', registry('range', '*', 'real', true)],
  ['NPM:real@1', registry('range', '1', 'real', true)],
  ['npm:^1.2.0', registry('range', '^1.2.0')],
  // Git.
  ['owner/repo', git('https://github.com/owner/repo.git')],
  ['owner/repo#v1', git('https://github.com/owner/repo.git', 'v1')],
  ['owner/repo#semver:^1.0', git('https://github.com/owner/repo.git', 'semver:^1.0')],
  [`github:owner/repo#${COMMIT}`, git('https://github.com/owner/repo.git', COMMIT, { pinned: true })],
  [`owner/repo#${COMMIT.slice(0, 39)}`, git('https://github.com/owner/repo.git', COMMIT.slice(0, 39))],
  ['gitlab:group/sub/repo', git('https://gitlab.com/group/sub/repo.git')],
  ['bitbucket:owner/repo', git('https://bitbucket.org/owner/repo.git')],
  ['gist:0a1b2c', git('https://gist.github.com/0a1b2c.git')],
  ['https://github.com/owner/repo', git('https://github.com/owner/repo')],
  ['git+https://git.invalid/r.git#main', git('git+https://git.invalid/r.git', 'main')],
  [`git+ssh://git@git.invalid/r.git#${COMMIT}`, git('git+ssh://git@git.invalid/r.git', COMMIT, { pinned: true })],
  ['git+ssh://git@git.invalid:owner/r.git', git('git+ssh://git@git.invalid:owner/r.git')],
  ['ssh://git@git.invalid/r.git', git('ssh://git@git.invalid/r.git')],
  ['git@git.invalid:owner/r.git#v2', git('git@git.invalid:owner/r.git', 'v2')],
  ['git://git.invalid/r.git', git('git://git.invalid/r.git', undefined, { insecure: true })],
  ['git+http://git.invalid/r.git', git('git+http://git.invalid/r.git', undefined, { insecure: true })],
  ['http://github.com/owner/repo', git('http://github.com/owner/repo', undefined, { insecure: true })],
  ['git+https://me:secret@git.invalid/r.git', git('git+https://git.invalid/r.git')],
  // Tarballs.
  ['https://files.invalid/a-1.0.0.tgz', tarball('https://files.invalid/a-1.0.0.tgz')],
  ['http://files.invalid/a-1.0.0.tgz', tarball('http://files.invalid/a-1.0.0.tgz', true)],
  ['https://me:secret@files.invalid/a.tgz', tarball('https://files.invalid/a.tgz')],
  // Places on this machine: as written, on every system.
  ['file:../lib', file('../lib')],
  ['file:lib-1.0.0.tgz', file('lib-1.0.0.tgz')],
  ['./lib', file('./lib')],
  ['..', file('..')],
  ['/srv/lib', file('/srv/lib')],
  ['~/lib', file('~/lib')],
  ['lib/', file('lib/')],
  ['a/b/c', file('a/b/c')],
  ['lib.tgz', file('lib.tgz')],
  ['C:\\lib', file('C:\\lib')],
  ['.\\lib', file('.\\lib')],
  ['\\\\server\\lib', file('\\\\server\\lib')],
  ['link:../lib', { kind: 'link', path: '../lib' }],
  // Other package managers.
  ['workspace:^1.0.0', { kind: 'workspace', range: '^1.0.0' }],
  ['workspace:*', { kind: 'workspace', range: '*' }],
  ['catalog:', { kind: 'catalog', catalog: 'default' }],
  ['catalog:react18', { kind: 'catalog', catalog: 'react18' }],
  ['portal:../lib', other('portal')],
  ['patch:it@npm%3A1.0.0#./it.patch', other('patch')],
  ['exec:./make.js', other('exec')],
  ['jsr:@std/path@1', other('jsr')],
];

describe('parseSpecifier', () => {
  for (const [raw, expected] of TABLE) {
    it(`reads ${JSON.stringify(raw)} as ${expected.kind}`, () => {
      assert.deepEqual(parseSpecifier('it', raw), expected);
    });
  }

  const invalid: readonly (readonly [string, string, RegExp])[] = [
    ['it', 'npm:a@npm:b@1', /alias/],
    ['it', 'npm:file:../a', /alias/],
    ['it', 'npm:', /needs a name/],
    ['it', 'ftp://files.invalid/a', /protocol/],
    ['it', 'javascript:alert(1)', /protocol/],
    ['it', 'not a tag', /not a version/],
    ['it', 'la\u0000test', /not a version/],
    ['it', 'x'.repeat(5000), /too long/],
    ['it', 'git+https://git.invalid/r.git#a::b', /cannot be understood/],
    ['', '1.0.0', /name/],
    ['__proto__', '1.0.0', /name/],
    ['../up', '1.0.0', /name/],
    ['with space', '1.0.0', /name/],
    ['@scope', '1.0.0', /name/],
    ['node_modules', '1.0.0', /name/],
    ['\ud800', '1.0.0', /./],
  ];
  for (const [name, raw, reason] of invalid) {
    it(`refuses ${JSON.stringify(name)} at ${JSON.stringify(raw.slice(0, 40))} and says why`, () => {
      const specifier = parseSpecifier(name, raw);
      assert.ok(specifier.kind === 'invalid');
      assert.match(inEnglish(specifier.reason), reason);
    });
  }

  it('takes names that mean something to JavaScript as ordinary text', () => {
    for (const name of ['constructor', 'tostring', 'hasownproperty', 'http']) {
      assert.deepEqual(parseSpecifier(name, '1.0.0'), registry('version', '1.0.0', name));
    }
  });

  it('never repeats a password that stands in a URL', () => {
    const urls = [
      'https://me:hunter2@h.invalid/a.tgz',
      'git+https://hunter2@h.invalid/r.git',
      'git+ssh://me:hunter2@h.invalid/r',
    ];
    for (const url of urls) assert.doesNotMatch(JSON.stringify(parseSpecifier('it', url)), /hunter2/);
  });

  it('answers any name with any text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('npm:', 'git+', '://', '@', '/', '#', ':', '.', '1', '%', 'a', '\\', ' ', '^'),
      }),
    );
    fc.assert(
      fc.property(texts, texts, (name, raw) => {
        const { kind } = parseSpecifier(name, raw);
        assert.equal(typeof kind, 'string');
      }),
      { numRuns: 2000 },
    );
  });
});
