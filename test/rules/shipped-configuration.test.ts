import assert from 'node:assert/strict';
import { shippedConfiguration } from '../../server/src/rules/shipped-configuration.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('shipped-configuration', () => {
  const cases = [
    ['npmrc-runs', 'call', 'git=./x', 'high', 'has an .npmrc that makes npm run something else: git=./x'],
    ['workflow-secrets', 'call', '', 'high', 'has a workflow that hands out all secrets of the repository it runs in'],
    [
      'workflow-secrets',
      'install',
      '',
      'critical',
      'has a workflow that hands out all secrets of the repository it runs in',
    ],
    [
      'npmrc-registry',
      'call',
      'registry=http://x.example',
      'medium',
      'has an .npmrc that takes packages from elsewhere: registry=http://x.example',
    ],
  ] as const;
  for (const [kind, moment, detail, level, message] of cases) {
    it(`takes ${kind} at ${moment} for ${level}: ${detail}`, () => {
      const artifact = artifactFacts({ behaviours: [behaviour(kind, { file: 'package.json', moment, detail })] });
      const draft = onlyDraft(draftsOf(shippedConfiguration, subject(), { artifact }));
      assert.equal(draft.level, level);
      assert.equal(draft.message, `some-package 1.0.0 ${message}`);
      assert.equal(draft.evidence[0]?.file, 'package.json');
    });
  }

  it('weighs more what the version before did not have, and says so', () => {
    const now = artifactFacts({
      behaviours: [behaviour('npmrc-registry', { moment: 'call', detail: 'registry=http://x.example' })],
    });
    const isNew = onlyDraft(
      draftsOf(shippedConfiguration, subject(), { artifact: now, previousArtifact: artifactFacts() }),
    );
    assert.equal(isNew.level, 'high');
    assert.match(isNew.message, /, which the version before did not$/);
    const known = onlyDraft(draftsOf(shippedConfiguration, subject(), { artifact: now, previousArtifact: now }));
    assert.equal(known.level, 'medium');
  });

  it('says nothing of a package that has nothing of the kind', () => {
    assert.deepEqual(draftsOf(shippedConfiguration, subject(), { artifact: artifactFacts() }), []);
  });
});
