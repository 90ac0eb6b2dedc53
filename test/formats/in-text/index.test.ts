import assert from 'node:assert/strict';
import fc from 'fast-check';
import { IN_TEXT_FORMATS } from '../../../server/src/formats/in-text/index.js';
import { assertSpansMatch } from './marked-mentions.js';

const FILES = ['a.ts', 'README.md', 'a.sh', 'Dockerfile', '.github/workflows/a.yml', '.mcp.json', 'a.html'];

const PIECES = fc.constantFrom(
  ...[
    'npm i ',
    'npx ',
    'yarn add ',
    'a ',
    '@b/c@1 ',
    '-p ',
    '--package=',
    '--',
    '-',
    '$',
    '${',
    '{{',
    '}',
    '}}',
    '<',
    '>',
  ],
  ...[
    '<<EOF',
    'EOF',
    '"',
    "'",
    '`',
    '```',
    '```sh\n',
    '\\',
    '\n',
    '\r\n',
    ' ',
    '  ',
    '#',
    '|',
    '&&',
    ';',
    '(',
    ')',
    '$(',
  ],
  ...[
    'RUN ',
    'run: ',
    'run: |\n',
    'script:\n',
    '- ',
    '{',
    '"command": "npx", "args": [',
    ']',
    ',',
    ':',
    '<!--',
    '-->',
    '<script src=',
    '//unpkg.com/',
    '\u0000',
  ],
);

describe('IN_TEXT_FORMATS', () => {
  it('know each file by one format', () => {
    const known = FILES.map((file) => IN_TEXT_FORMATS.filter((format) => format.matches(file)).map(({ id }) => id));
    assert.deepEqual(known.flat().sort(), IN_TEXT_FORMATS.map(({ id }) => id).sort());
  });

  for (const [index, format] of IN_TEXT_FORMATS.entries()) {
    it(`take any text: ${format.id}`, () => {
      const text = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(PIECES, { maxLength: 40 }).map((all) => all.join('')),
      );
      fc.assert(
        fc.property(text, (given) => {
          assertSpansMatch(given, format.read(given, FILES[index] ?? ''));
        }),
        { numRuns: 400 },
      );
    });
  }

  it('read long lines in time that grows with their length', () => {
    // Whoever goes back and forth over such texts would never end.
    const long = [
      'npm i a ',
      '<a ',
      '"',
      '`',
      '$(',
      'npx -p ',
      '- run: ',
      '\\\n',
      '<!--',
      '${{',
      '[',
      '{"a":',
      '<script ',
      '<script src="//unpkg.com/a',
      '<script>"//esm.sh/a@1',
      '<a /*',
      'RUN <<a\n',
      '`a',
      '{{ ',
      '    ',
      'a@a',
    ].map((piece) => piece.repeat(20_000));
    for (const [index, format] of IN_TEXT_FORMATS.entries()) {
      for (const text of long) assertSpansMatch(text, format.read(text, FILES[index] ?? ''));
    }
  }).timeout(60_000);
});
