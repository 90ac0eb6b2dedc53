import assert from 'node:assert/strict';
import fc from 'fast-check';
import { htmlText, scriptJson } from '../../../server/src/report/support/html-text.js';
import { plainText } from '../../../server/src/report/support/plain-text.js';

/** Mostly what means something in HTML. */
const hostileText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'<>&"\'`=/! ax;#'.split('')),
    fc.constantFrom('</script>', '<!--', '<script>', 'onerror=', 'javascript:', '&lt;', '\u2028', '\u202E'),
  ),
  maxLength: 60,
});

describe('HTML from outside text', () => {
  const cases: readonly (readonly [text: string, escaped: string])[] = [
    ['lodash 4.17.21', 'lodash 4.17.21'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['" onclick="x', '&quot; onclick=&quot;x'],
    ["it's `so` & so", 'it&#39;s &#96;so&#96; &amp; so'],
    ['&lt;', '&amp;lt;'],
    ['one\ntwo\u202E', 'one two&lt;U+202E&gt;'],
  ];
  for (const [text, escaped] of cases) {
    it(`${JSON.stringify(text)} becomes ${escaped}`, () => assert.equal(htmlText(text), escaped));
  }

  it('holds no mark of HTML, and is exactly the plain text once the entities are taken back', () => {
    const meant: Readonly<Record<string, string>> = {
      ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>' },
      ...{ '&quot;': '"', '&#39;': "'", '&#96;': '`' },
    };
    fc.assert(
      fc.property(hostileText, (text) => {
        const escaped = htmlText(text);
        assert.doesNotMatch(escaped, /[<>"'`]/);
        assert.equal(
          escaped.replaceAll(/&[#\w]+;/g, (entity) => meant[entity] ?? '?'),
          plainText(text),
        );
      }),
    );
  });
});

describe('data for a script in HTML', () => {
  it('never ends the script nor begins a comment, and is the same data', () => {
    fc.assert(
      fc.property(fc.array(hostileText), (texts) => {
        const json = scriptJson({ texts });
        assert.doesNotMatch(json, /[<>&\u2028\u2029]/);
        assert.deepEqual(JSON.parse(json), { texts });
      }),
    );
  });
});
