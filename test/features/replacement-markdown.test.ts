import assert from 'node:assert/strict';
import { replacementMarkdown } from '../../server/src/features/replacement-markdown.js';
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
