import assert from 'node:assert/strict';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { agentAbuse } from '../../server/src/rules/agent-abuse.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (facts: Partial<ArtifactFacts>) => draftsOf(agentAbuse, subject(), given(facts))[0]?.level;

describe('agent-abuse', () => {
  it('weighs what it is and when it happens', () => {
    for (const [kind, moment, level] of [
      ['agent-configuration', 'install', 'high'],
      ['agent-configuration', 'command', undefined],
      ['agent-without-permissions', 'import', 'critical'],
      ['agent-without-permissions', 'command', undefined],
    ] as const) {
      assert.equal(levelOf({ behaviours: [behaviour(kind, { moment })] }), level, `${kind} ${moment}`);
    }
  });

  it('says what it does, with the place', () => {
    const behaviours = [behaviour('agent-configuration', { moment: 'install', file: 'lib/a.js', line: 7 })];
    const draft = onlyDraft(draftsOf(agentAbuse, subject(), given({ behaviours })));
    assert.equal(
      draft.message,
      'some-package 1.0.0 writes files from which AI assistants and editors take orders when it is installed',
    );
    assert.deepEqual(
      draft.evidence.map(({ file, line }) => [file, line]),
      [['lib/a.js', 7]],
    );
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(agentAbuse, subject()), []);
  });
});
