import assert from 'node:assert/strict';
import { entriesDiffer } from '../../server/src/rules/entries-differ.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('entries-differ', () => {
  const detail = 'uses the network in index.cjs and not in index.mjs';
  const differing = artifactFacts({ behaviours: [behaviour('entries-differ', { file: 'index.cjs', detail })] });

  it('tells of a build that can do more than its twin (node-ipc, 2026)', () => {
    const draft = onlyDraft(draftsOf(entriesDiffer, subject(), { artifact: differing }));
    assert.equal(draft.level, 'medium');
    assert.equal(draft.message, 'some-package 1.0.0 uses the network in index.cjs and not in index.mjs');
    assert.deepEqual(draft.evidence, [{ kind: 'file', file: 'index.cjs', line: 1, column: 1, snippet: 'code' }]);
  });

  it('weighs more where the version before had no such difference', () => {
    const level = (previousArtifact: typeof differing) =>
      onlyDraft(draftsOf(entriesDiffer, subject(), { artifact: differing, previousArtifact })).level;
    assert.equal(level(artifactFacts()), 'high');
    assert.equal(level(differing), 'medium');
  });
});
