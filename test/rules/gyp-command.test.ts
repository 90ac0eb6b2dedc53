import assert from 'node:assert/strict';
import { gypCommand } from '../../server/src/rules/gyp-command.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('gyp-command', () => {
  const cases = [
    [
      'gyp-command',
      'install',
      'node index.js',
      'medium',
      'runs a command of its own while its build is read: node index.js',
    ],
    [
      'gyp-without-sources',
      'install',
      '',
      'medium',
      'has npm start a build at install although there is nothing to compile',
    ],
  ] as const;
  for (const [kind, moment, detail, level, message] of cases) {
    it(`takes ${kind} at ${moment} for ${level}: ${detail}`, () => {
      const artifact = artifactFacts({ behaviours: [behaviour(kind, { file: 'package.json', moment, detail })] });
      const draft = onlyDraft(draftsOf(gypCommand, subject(), { artifact }));
      assert.equal(draft.level, level);
      assert.equal(draft.message, `some-package 1.0.0 ${message}`);
      assert.equal(draft.evidence[0]?.file, 'package.json');
    });
  }

  it('weighs more what the version before did not have, and says so', () => {
    const now = artifactFacts({
      behaviours: [behaviour('gyp-command', { moment: 'install', detail: 'node index.js' })],
    });
    const isNew = onlyDraft(draftsOf(gypCommand, subject(), { artifact: now, previousArtifact: artifactFacts() }));
    assert.equal(isNew.level, 'high');
    assert.match(isNew.message, /, which the version before did not$/);
    const known = onlyDraft(draftsOf(gypCommand, subject(), { artifact: now, previousArtifact: now }));
    assert.equal(known.level, 'medium');
  });

  it('says nothing of a package that has nothing of the kind', () => {
    assert.deepEqual(draftsOf(gypCommand, subject(), { artifact: artifactFacts() }), []);
  });
});
