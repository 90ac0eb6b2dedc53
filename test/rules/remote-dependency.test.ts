import assert from 'node:assert/strict';
import { remoteDependency } from '../../server/src/rules/remote-dependency.js';
import { artifactFacts, artifactManifest } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('remote-dependency', () => {
  const depending = (specifier: string) =>
    artifactFacts({ manifest: artifactManifest({ dependencies: { 'ui-styles': specifier } }) });

  const cases = [
    ['http://packages.example/ui', 'high'],
    ['https://192.0.2.7/ui.tgz', 'high'],
    ['https://packages.example/ui.tgz', 'medium'],
    ['git://git.example/ui.git', 'high'],
    ['git+http://git.example/ui.git#main', 'high'],
    ['git://github.com/a/ui.git', 'medium'],
    ['https://codeload.github.com/a/ui/tar.gz/abc', 'low'],
    ['git+ssh://git@github.com/a/ui.git#abc', 'low'],
    ['github:a/ui', 'low'],
    ['git+https://gitlab.com/a/ui.git', 'low'],
    ['git@github.com:a/ui.git', 'low'],
    ['git+https://git.example/a/ui.git#79ac49eedf774dd4b0cfa308722bc463cfe5885c', 'medium'],
    ['git+ssh://git@git.example/a/ui.git', 'medium'],
    ['git@git.example:a/ui.git', 'medium'],
    ['git+https://localhost/a/ui.git', 'low'],
    ['a/ui#main', 'low'],
  ] as const;
  for (const [specifier, level] of cases) {
    it(`takes ${specifier} for ${level}`, () => {
      const draft = onlyDraft(draftsOf(remoteDependency, subject(), { artifact: depending(specifier) }));
      assert.equal(draft.level, level);
      assert.match(draft.message, /^some-package 1\.0\.0 depends on ui-styles from /);
    });
  }

  for (const specifier of [
    '^1.0.0',
    'latest',
    'npm:other@1',
    'file:./ui',
    'workspace:*',
    'http://localhost:4873/ui.tgz',
  ]) {
    it(`lets ${specifier} pass`, () => {
      assert.deepEqual(draftsOf(remoteDependency, subject(), { artifact: depending(specifier) }), []);
    });
  }

  it('weighs more what the version before did not have', () => {
    const artifact = depending('github:a/ui#abc');
    const before = artifactFacts({ manifest: artifactManifest() });
    const draft = onlyDraft(draftsOf(remoteDependency, subject(), { artifact, previousArtifact: before }));
    assert.equal(draft.level, 'medium');
    assert.match(draft.message, /, which the version before did not$/);
    const same = onlyDraft(draftsOf(remoteDependency, subject(), { artifact, previousArtifact: artifact }));
    assert.equal(same.level, 'low');
  });

  it('weighs most what is new and that no code uses (TanStack, 2026)', () => {
    const specifier = 'github:a/ui#79ac49e';
    const facts = {
      artifact: { ...depending(specifier), unusedDependencies: ['ui-styles'] },
      previousArtifact: depending('^1.0.0'),
    };
    assert.equal(onlyDraft(draftsOf(remoteDependency, subject(), facts)).level, 'high');
    const used = { ...facts, artifact: depending(specifier) };
    assert.equal(onlyDraft(draftsOf(remoteDependency, subject(), used)).level, 'medium');
  });

  it("weighs most what lies at somebody's own host and that no code uses (PhantomRaven, 2026)", () => {
    const levelOf = (specifier: string): unknown => {
      const artifact = { ...depending(specifier), unusedDependencies: ['ui-styles'] };
      return onlyDraft(draftsOf(remoteDependency, subject(), { artifact })).level;
    };
    assert.equal(levelOf('https://packages.example/ui.tgz'), 'high');
    assert.equal(levelOf('https://codeload.github.com/a/ui/tar.gz/abc'), 'low');
    assert.equal(levelOf('git+https://git.example/a/ui.git#abc'), 'medium');
  });

  it('shows no secret of the address', () => {
    const draft = onlyDraft(
      draftsOf(remoteDependency, subject(), { artifact: depending('https://u:SECRET@p.example/a') }),
    );
    assert.doesNotMatch(JSON.stringify(draft), /SECRET/);
  });
});
