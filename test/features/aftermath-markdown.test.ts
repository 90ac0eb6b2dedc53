import assert from 'node:assert/strict';
import { aftermathMarkdown, aftermathSummary } from '../../server/src/features/aftermath-markdown.js';
import type { Aftermath } from '../../server/src/model/index.js';
import { assessment, DAY, NOW } from '../support/subjects.js';
import { ESCAPES } from './support/manifest-document.js';

const AFTERMATH: Aftermath = {
  installed: [{ place: 'node_modules/evil', since: NOW - 3 * DAY }],
  scripts: 'Its postinstall scripts could have run when npm installed it.',
  imports: 'It is imported in src/a_b_.js:2: its code could have run.',
  steps: ['Do not start this project.', 'Replace tokens.'],
};
const told = (given: Partial<Aftermath>) =>
  aftermathMarkdown(assessment({ aftermath: { ...AFTERMATH, ...given } }), NOW, ESCAPES);

describe('what to do after the fact, in the hover', () => {
  it('is where it lies, since when, what could have run, and the next steps', () => {
    assert.equal(
      told({}),
      [
        '**It is installed in `node_modules/evil` since 2026-11-19 (3 days ago).**',
        '',
        '- Its postinstall scripts could have run when npm installed it.',
        '- It is imported in src/a\\_b\\_.js\\:2: its code could have run.',
        '',
        'What to do now:',
        '',
        '1. Do not start this project.',
        '2. Replace tokens.',
      ].join('\n'),
    );
  });

  it('counts the places that would be too many', () => {
    const installed = ['a', 'b', 'c', 'd', 'e'].map((place) => ({ place }));
    assert.match(told({ installed }) ?? '', /installed in `a`, `b`, `c` and in 2 more places\./);
  });

  it('does not say that it is installed where it is not seen', () => {
    assert.match(told({ installed: [] }) ?? '', /not installed here now; it may have been/);
  });

  it('is nothing for what is no malware', () => {
    assert.equal(aftermathMarkdown(assessment(), NOW, ESCAPES), undefined);
  });

  it('in short is where it lies and the most urgent step', () => {
    assert.equal(
      aftermathSummary(assessment({ aftermath: AFTERMATH }), NOW, ESCAPES),
      '**It is installed in `node_modules/evil` since 2026-11-19 (3 days ago).**  \nDo not start this project.',
    );
    assert.equal(aftermathSummary(assessment(), NOW, ESCAPES), undefined);
  });
});
