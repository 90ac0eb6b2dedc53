import assert from 'node:assert/strict';
import { unusedDependency } from '../../server/src/rules/unused-dependency.js';
import { artifactFacts, artifactManifest } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('unused-dependency', () => {
  const before = artifactFacts({ manifest: artifactManifest({ dependencies: { had: '1' } }) });
  const having = (...names: readonly string[]) =>
    artifactFacts({
      manifest: artifactManifest({ dependencies: Object.fromEntries(names.map((name) => [name, '^4.2.1'])) }),
      unusedDependencies: names,
    });

  it('names a dependency that came with this version and is used nowhere (axios, 2026)', () => {
    const given = { artifact: having('had', 'plain-crypto-js'), previousArtifact: before };
    const draft = onlyDraft(draftsOf(unusedDependency, subject(), given));
    assert.equal(draft.message, 'some-package 1.0.0 has a new dependency that none of its files uses: plain-crypto-js');
    assert.deepEqual(draft.evidence, [
      { kind: 'file', file: 'package.json', field: 'dependencies.plain-crypto-js', value: '^4.2.1' },
    ]);
  });

  it('says nothing where the version before is not known, had them all, or many came at once', () => {
    assert.deepEqual(draftsOf(unusedDependency, subject(), { artifact: having('new') }), []);
    assert.deepEqual(draftsOf(unusedDependency, subject(), { artifact: having('had'), previousArtifact: before }), []);
    const many = { artifact: having('a', 'b', 'c', 'd'), previousArtifact: before };
    assert.deepEqual(draftsOf(unusedDependency, subject(), many), []);
  });
});
