import assert from 'node:assert/strict';
import sax from 'sax';

/** Fails where a text is no well-formed XML 1.0. */
export function parseXml(text: string): void {
  assert.doesNotMatch(text, /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
  const strict = sax.parser(true);
  strict.onerror = (error) => assert.fail(error.message);
  strict.write(text).close();
}
