import assert from 'node:assert/strict';
import { jsonText, terminalText } from '../../server/src/report/support/terminal.js';

/** Characters that show as nothing: with them two names look the same, and sentences are hidden from all but models. */
const UNSEEN = {
  'a variation selector': '\u{e0101}',
  'a filler of Hangul': '\u3164',
  'an empty pattern of Braille': '\u2800',
  'a joiner of graphemes': '\u034f',
  'a tag': '\u{e0041}',
};

describe('a character that is not seen', () => {
  for (const [what, character] of Object.entries(UNSEEN)) {
    const name = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
    it(`is named in a terminal and escaped in JSON where it is ${what}`, () => {
      assert.equal(terminalText(`lod${character}ash`), `lod<U+${name}>ash`);
      const printed = jsonText({ name: `lod${character}ash` });
      assert.match(printed, /^[\n -~]*$/);
      assert.deepEqual(JSON.parse(printed), { name: `lod${character}ash` });
    });
  }
});
