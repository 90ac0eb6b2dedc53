import assert from 'node:assert/strict';
import { lowUsageMarkdown, replacementMarkdown } from '../../server/src/features/replacement-markdown.js';
import type { Replacement } from '../../server/src/model/index.js';
import { assessment, facts } from '../support/subjects.js';
import { ESCAPES } from './support/manifest-document.js';

const told = (replacements: readonly Replacement[]) =>
  replacementMarkdown(assessment({ facts: facts({ replacements }) }), ESCAPES, 2);

describe('better choices, in the hover', () => {
  it('are told with a page to read, where there is one', () => {
    const native = { description: 'Built into the platform: String.prototype.padStart' };
    const page = { description: 'Recommended in its place: ofetch', url: 'https://docs.invalid/ofetch' };
    assert.equal(
      told([native, page]),
      'A better choice is known: Built into the platform: String.prototype.padStart · [Recommended in its place: ofetch](https://docs.invalid/ofetch)',
    );
  });

  it('are not told by the dozen, nor where none is known', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ description: `choice ${index}` }));
    assert.equal(told(many), 'A better choice is known: choice 0 · choice 1');
    assert.equal(told([]), undefined);
    assert.equal(replacementMarkdown(assessment(), ESCAPES, 2), undefined);
  });
});

describe('what deps.dev offers in the place of a name that hardly anybody uses, in the hover', () => {
  const offered = (alternatives?: readonly string[]) =>
    lowUsageMarkdown(assessment({ facts: facts({ depsDev: { ...(alternatives && { alternatives }) } }) }), ESCAPES, 2);

  it('is told by name, and only some of it', () => {
    assert.equal(offered(['react', '@acme/a', 'more']), 'Hardly used, says deps.dev, unlike `react`, `@acme/a`');
  });

  it('is none where it offers nothing, or was not asked', () => {
    assert.equal(offered(), undefined);
    assert.equal(lowUsageMarkdown(assessment(), ESCAPES, 2), undefined);
  });

  it('is text, whatever it holds', () => {
    assert.equal(offered(['a` [x](command:y)'])?.includes('](command'), true);
    assert.match(offered(['a` [x](command:y)']) ?? '', /``.+``/);
  });
});
