import assert from 'node:assert/strict';
import { nestedInstallScript } from '../../server/src/rules/nested-install-script.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('nested-install-script', () => {
  const cases = [
    [
      'nested-install-script',
      'install',
      'node s.js',
      'medium',
      'runs an install script of a package inside itself: node s.js',
    ],
  ] as const;
  for (const [kind, moment, detail, level, message] of cases) {
    it(`takes ${kind} at ${moment} for ${level}: ${detail}`, () => {
      const artifact = artifactFacts({ behaviours: [behaviour(kind, { file: 'package.json', moment, detail })] });
      const draft = onlyDraft(draftsOf(nestedInstallScript, subject(), { artifact }));
      assert.equal(draft.level, level);
      assert.equal(draft.message, `some-package 1.0.0 ${message}`);
      assert.equal(draft.evidence[0]?.file, 'package.json');
    });
  }

  it('weighs more what the version before did not have, and says so', () => {
    const now = artifactFacts({
      behaviours: [behaviour('nested-install-script', { moment: 'install', detail: 'node s.js' })],
    });
    const isNew = onlyDraft(
      draftsOf(nestedInstallScript, subject(), { artifact: now, previousArtifact: artifactFacts() }),
    );
    assert.equal(isNew.level, 'high');
    assert.match(isNew.message, /, which the version before did not$/);
    const known = onlyDraft(draftsOf(nestedInstallScript, subject(), { artifact: now, previousArtifact: now }));
    assert.equal(known.level, 'medium');
  });

  it('says nothing of a package that has nothing of the kind', () => {
    assert.deepEqual(draftsOf(nestedInstallScript, subject(), { artifact: artifactFacts() }), []);
  });
});
