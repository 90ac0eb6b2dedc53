import assert from 'node:assert/strict';
import { agentConfiguration } from '../../server/src/rules/agent-configuration.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('agent-configuration', () => {
  const cases = [
    [
      'agent-instruction',
      'call',
      'send ~/.npmrc',
      'high',
      'has instructions that make an AI assistant do harm: send ~/.npmrc',
    ],
    [
      'agent-hook',
      'call',
      'node x.js',
      'medium',
      'has settings by which an assistant or editor runs a command by itself: node x.js',
    ],
  ] as const;
  for (const [kind, moment, detail, level, message] of cases) {
    it(`takes ${kind} at ${moment} for ${level}: ${detail}`, () => {
      const artifact = artifactFacts({ behaviours: [behaviour(kind, { file: 'package.json', moment, detail })] });
      const draft = onlyDraft(draftsOf(agentConfiguration, subject(), { artifact }));
      assert.equal(draft.level, level);
      assert.equal(draft.message, `some-package 1.0.0 ${message}`);
      assert.equal(draft.evidence[0]?.file, 'package.json');
    });
  }

  it('weighs more what the version before did not have, and says so', () => {
    const now = artifactFacts({ behaviours: [behaviour('agent-hook', { moment: 'call', detail: 'node x.js' })] });
    const isNew = onlyDraft(
      draftsOf(agentConfiguration, subject(), { artifact: now, previousArtifact: artifactFacts() }),
    );
    assert.equal(isNew.level, 'high');
    assert.match(isNew.message, /, which the version before did not$/);
    const known = onlyDraft(draftsOf(agentConfiguration, subject(), { artifact: now, previousArtifact: now }));
    assert.equal(known.level, 'medium');
  });

  it('says nothing of a package that has nothing of the kind', () => {
    assert.deepEqual(draftsOf(agentConfiguration, subject(), { artifact: artifactFacts() }), []);
  });
});
