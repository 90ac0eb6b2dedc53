import assert from 'node:assert/strict';
import { broughtInMarkdown } from '../../server/src/features/brought-in-markdown.js';
import type { BroughtInAssessment } from '../../server/src/features/support/brought-in.js';
import { failed, type Assessment, type Level } from '../../server/src/model/index.js';
import { assessment, facts, finding, subject } from '../support/subjects.js';
import { ESCAPES } from './support/manifest-document.js';

function brought(name: string, levels: readonly Level[], given: Partial<Assessment> = {}): BroughtInAssessment {
  const paths = [['.', 'express@4.17.1', `${name}@1.0.0`]];
  const findings = levels.map((level) => finding({ rule: 'known-vulnerability', level, message: `${name} is <bad>` }));
  const about = subject({ name, dependency: null, broughtInBy: 'express', paths });
  return assessment({ subject: about, findings, ...given }) as BroughtInAssessment;
}

describe('what a line brings in, in a hover', () => {
  it('is nothing where there is nothing', () => {
    assert.equal(broughtInMarkdown([], ESCAPES, 5), undefined);
  });

  it('is one line where all is well', () => {
    assert.equal(
      broughtInMarkdown([brought('a', []), brought('b', [])], ESCAPES, 5),
      'Brings in 2 packages: no problem found',
    );
  });

  it('counts by level and names the worst, with the way to each', () => {
    const all = [brought('a', ['high', 'medium']), brought('b', ['low']), brought('c', []), brought('d', [])];
    assert.equal(
      broughtInMarkdown(all, ESCAPES, 5),
      [
        'Brings in 4 packages: 1 high, 1 low',
        '- **High:** a is \\<bad\\> (and 1 more) · `express > a@1.0.0`',
        '- **Low:** b is \\<bad\\> · `express > b@1.0.0`',
      ].join('\n'),
    );
  });

  it('names no more than anybody reads', () => {
    const all = Array.from({ length: 40 }, (_, index) => brought(`p${index}`, ['medium']));
    const lines = broughtInMarkdown(all, ESCAPES, 5)?.split('\n') ?? [];
    assert.equal(lines.length, 7);
    assert.equal(lines.at(-1), '- and 35 more');
  });

  it('begins with the icon that it is given', () => {
    assert.match(
      broughtInMarkdown([brought('a', [])], ESCAPES, 5, '$(package) ') ?? '',
      /^\$\(package\) Brings in 1 package/,
    );
  });

  it('says what is not known', () => {
    const osv = failed('timeout', 'No answer.');
    const open = { coverage: [{ question: 'osv', status: 'unknown' } as const], facts: facts({ osv }) };
    assert.equal(
      broughtInMarkdown([brought('a', [], open), brought('b', [], { pending: true })], ESCAPES, 5),
      'Brings in 2 packages: no problem found, 1 still being checked, 1 not fully checked',
    );
  });
});
