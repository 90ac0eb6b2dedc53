import assert from 'node:assert/strict';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { selfPropagation } from '../../server/src/rules/self-propagation.js';
import { artifactFacts, behaviour, flow } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });

describe('self-propagation', () => {
  it('fires on publishing that nobody asked for', () => {
    const behaviours = [behaviour('publishes-packages', { moment: 'install' })];
    assert.equal(
      onlyDraft(draftsOf(selfPropagation, subject(), given({ behaviours }))).message,
      'some-package 1.0.0 publishes packages by itself when it is installed',
    );
  });

  it('fires on publishing what an answer names, and lets release tools publish', () => {
    const behaviours = [behaviour('publishes-packages', { moment: 'call' })];
    const flows = [flow('downloaded', 'run-as-command', { moment: 'call' })];
    assert.equal(draftsOf(selfPropagation, subject(), given({ behaviours, flows })).length, 1);
    assert.deepEqual(draftsOf(selfPropagation, subject(), given({ behaviours })), []);
  });

  it('fires on copies of the package that go to other machines, at any moment', () => {
    const behaviours = [behaviour('copies-itself', { moment: 'command' })];
    assert.equal(
      onlyDraft(draftsOf(selfPropagation, subject(), given({ behaviours }))).message,
      'some-package 1.0.0 copies itself to other machines when its command is run',
    );
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(selfPropagation, subject()), []);
  });
});
