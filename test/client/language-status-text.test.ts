import assert from 'node:assert/strict';
import { languageStatusTexts } from '../../client/src/language-status-text.js';
import type { StatusParams } from '../../server/src/protocol/messages.js';
import { ENGLISH } from '../../server/src/protocol/translate.js';

const NONE = { critical: 0, high: 0, medium: 0, low: 0 };
const QUIET: StatusParams = {
  state: 'idle',
  done: 0,
  total: 0,
  offline: false,
  counts: NONE,
  judged: 24,
  incomplete: 0,
};

interface Case {
  readonly when: string;
  readonly status: Partial<StatusParams>;
  readonly verdict: readonly [text: string, detail: string];
  readonly knowledge: readonly [text: string, detail: string, command: string];
}

const CASES: readonly Case[] = [
  {
    when: 'nothing is wrong',
    status: {},
    verdict: ['No risk found', '24 packages judged'],
    knowledge: ['All was checked', '', 'Show Log'],
  },
  {
    when: 'something is at risk',
    status: { counts: { ...NONE, critical: 1, medium: 2 }, incomplete: 3 },
    verdict: ['1 critical, 2 medium', '24 packages judged'],
    knowledge: ['3 not fully checked', 'hovers say what is missing', 'Show Log'],
  },
  {
    when: 'it is being judged',
    status: { state: 'checking', done: 3, total: 10, judged: 1, counts: { ...NONE, high: 1 } },
    verdict: ['Checking 3 of 10', '1 high · 1 package judged'],
    knowledge: ['All was checked', '', 'Show Log'],
  },
  {
    when: 'nobody is asked',
    status: { offline: true },
    verdict: ['No risk found', '24 packages judged'],
    knowledge: ['Offline', 'only the data on this machine is used', 'Go Online'],
  },
  {
    when: 'it is switched off for the folder',
    status: { judged: 0 },
    verdict: ['No dependencies are judged here', ''],
    knowledge: ['All was checked', '', 'Show Log'],
  },
];

describe('the language status', () => {
  for (const { when, status, verdict, knowledge } of CASES) {
    it(`tells what is judged and what is missing when ${when}`, () => {
      const texts = languageStatusTexts('running', { ...QUIET, ...status }, ENGLISH);
      assert.deepEqual([texts.verdict.text, texts.verdict.detail], verdict);
      assert.equal(texts.verdict.busy, status.state === 'checking');
      assert.deepEqual([texts.knowledge.text, texts.knowledge.detail, texts.knowledge.command.title], knowledge);
    });
  }

  it('is busy while the server starts', () => {
    const { verdict } = languageStatusTexts('starting', undefined, ENGLISH);
    assert.deepEqual([verdict.text, verdict.busy, verdict.severity], ['Starting', true, 'information']);
  });

  it('is an error where the server does not run, and starts it again', () => {
    const { verdict } = languageStatusTexts('stopped', QUIET, ENGLISH);
    assert.deepEqual([verdict.severity, verdict.command.command], ['error', 'packageRisk.rescan']);
  });
});
