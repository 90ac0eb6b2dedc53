import assert from 'node:assert/strict';
import { scorecardMarkdown } from '../../server/src/features/scorecard-markdown.js';
import { absent, type FactTypes, type Outcome } from '../../server/src/model/index.js';
import { assessment, facts, NOW } from '../support/subjects.js';
import { ESCAPES } from './support/manifest-document.js';

type Scorecard = FactTypes['scorecard'];

const CARD: Scorecard = { repository: 'acme/kit', score: 4.5, asOf: Date.UTC(2026, 4, 25), weak: [] };
const ADDRESS = 'https://scorecard.dev/viewer/?uri=github.com%2Facme%2Fkit';

const shown = (scorecard: Scorecard | Outcome<Scorecard>): string | undefined =>
  scorecardMarkdown(assessment({ facts: facts({ scorecard }) }), ESCAPES);

describe('scorecardMarkdown', () => {
  it('tells the score, where it can be read, and what is weak', () => {
    assert.equal(shown(CARD), `[acme/kit](${ADDRESS}) has 4.5 of 10 in OpenSSF Scorecard (2026-05-25)`);
    const weak = [
      { name: 'Dangerous-Workflow', score: 0 },
      { name: 'Code-Review', score: 2 },
    ];
    assert.match(
      shown({ ...CARD, archived: true, weak }) ?? '',
      / · it is archived · weak in Dangerous-Workflow 0, Code-Review 2$/,
    );
  });

  it('tells nothing where nobody has looked', () => {
    assert.equal(shown(absent(NOW)), undefined);
    assert.equal(scorecardMarkdown(assessment({}), ESCAPES), undefined);
  });

  it('escapes what the service has written', () => {
    const hostile = '](command:evil)<img src=x>';
    const text = shown({ ...CARD, repository: hostile, weak: [{ name: hostile, score: 0 }] }) ?? '';
    assert.doesNotMatch(text, /(?<!\\)<img|(?<!\\)\]\(command/);
  });
});
