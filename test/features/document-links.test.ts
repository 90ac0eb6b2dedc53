import assert from 'node:assert/strict';
import { documentLinksFor } from '../../server/src/features/document-links.js';
import { ENGLISH } from '../../server/src/protocol/translate.js';
import { facts, packument } from '../support/subjects.js';
import { judged, marked, type LineGiven } from './support/manifest-document.js';

const known = (publicRegistry: boolean, name?: string): LineGiven => ({
  subject: { version: '1.0.0', ...(name === undefined ? {} : { name }) },
  facts: facts({ packument: packument({ publicRegistry }) }),
});

describe('links of names', () => {
  it('lead to the page of the public package, without its quotes', () => {
    const { document, ranges } = marked('{ "dependencies": { "«@a/b»": "1.0.0" } }');
    const [link, ...others] = documentLinksFor(
      document,
      judged(document, { '@a/b': known(true) }).assessments,
      ENGLISH,
    );
    assert.deepEqual(others, []);
    assert.equal(link?.target, 'https://www.npmjs.com/package/@a/b/v/1.0.0');
    assert.deepEqual(link.range, ranges[0]);
  });

  const none: readonly (readonly [what: string, line: LineGiven])[] = [
    ['a name of another registry', known(false)],
    ['a name that is not known yet', {}],
    ['a name that is none of npm', known(true, '../../evil?x')],
    ['a name with a character that leads elsewhere', known(true, 'a/../b')],
  ];
  for (const [what, line] of none) {
    it(`are not there for ${what}`, () => {
      const { document } = marked('{ "dependencies": { "a": "1.0.0" } }');
      assert.deepEqual(documentLinksFor(document, judged(document, { a: line }).assessments, ENGLISH), []);
    });
  }
});
