import assert from 'node:assert/strict';
import { shadowedCommand } from '../../server/src/rules/shadowed-command.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('shadowed-command', () => {
  const cases = [
    ['shadowed-command', 'command', 'git', 'medium', 'installs a command in the place of a common one: git'],
  ] as const;
  for (const [kind, moment, detail, level, message] of cases) {
    it(`takes ${kind} at ${moment} for ${level}: ${detail}`, () => {
      const artifact = artifactFacts({ behaviours: [behaviour(kind, { file: 'package.json', moment, detail })] });
      const draft = onlyDraft(draftsOf(shadowedCommand, subject(), { artifact }));
      assert.equal(draft.level, level);
      assert.equal(draft.message, `some-package 1.0.0 ${message}`);
      assert.equal(draft.evidence[0]?.file, 'package.json');
    });
  }

  it('weighs more what the version before did not have, and says so', () => {
    const now = artifactFacts({ behaviours: [behaviour('shadowed-command', { moment: 'command', detail: 'git' })] });
    const isNew = onlyDraft(draftsOf(shadowedCommand, subject(), { artifact: now, previousArtifact: artifactFacts() }));
    assert.equal(isNew.level, 'high');
    assert.match(isNew.message, /, which the version before did not$/);
    const known = onlyDraft(draftsOf(shadowedCommand, subject(), { artifact: now, previousArtifact: now }));
    assert.equal(known.level, 'medium');
  });

  it('says nothing of a package that has nothing of the kind', () => {
    assert.deepEqual(draftsOf(shadowedCommand, subject(), { artifact: artifactFacts() }), []);
  });
});
