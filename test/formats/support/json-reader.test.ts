import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createScanner } from 'jsonc-parser';
import { JsonReader } from '../../../server/src/formats/support/json-reader.js';
import { MachineJsonScanner, TOKEN, type TokenSource } from '../../../server/src/formats/support/json-tokens.js';

const SCANNERS: Readonly<Record<string, (text: string) => TokenSource>> = {
  'for lockfiles': (text) => new MachineJsonScanner(text),
  'of jsonc-parser': (text) => createScanner(text, true),
};

/** Every string in the tree as `path=value`; other values by their first token. */
function outline(text: string, scanner: TokenSource): { readonly lines: string[]; readonly reader: JsonReader } {
  const reader = new JsonReader(text, scanner);
  const lines: string[] = [];
  const visit = (path: string) => (key: string) => {
    const at = `${path}/${key}`;
    if (reader.valueToken === TOKEN.openBrace && at.length < 200) reader.readObject(visit(at));
    else lines.push(`${at}=${reader.string() ?? reader.raw()}`);
  };
  reader.readDocument(visit(''));
  return { lines, reader };
}

const SAME: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a plain object',
    '{"a": "1", "b": {"c": "2"}, "d": [1, {"x": 2}], "e": true}',
    ['/a=1', '/b/c=2', '/d=[', '/e=true'],
  ],
  ['escapes', '{"\\u0061\\"": "x\\ny"}', ['/a"=x\ny']],
  ['a bad escape as it stands', '{"a": "\\q"}', ['/a=\\q']],
  ['a byte order mark and CRLF', '\uFEFF{\r\n"a": "1"\r\n}\r\n', ['/a=1']],
  ['a missing comma', '{"a": "1" "b": "2"}', ['/a=1', '/b=2']],
  ['a trailing comma', '{"a": "1", "b": "2",}', ['/a=1', '/b=2']],
  ['a missing value', '{"a": , "b": "2"}', ['/b=2']],
  ['a value missing at the end of the line', '{"a": \n "b": "2"}', ['/b=2']],
  ['a missing colon', '{"a" "1", "b": "2"}', ['/b=2']],
  ['a word where a value belongs', '{"a": ^1.0, "b": "2"}', ['/b=2']],
  ['a key without quotes', '{a: "1", "b": "2"}', ['/b=2']],
  ['an array that is not closed', '{"x": {"a": ["1", }, "b": "2"}', ['/x/a=[', '/b=2']],
  ['a closing bracket too many', '{"a": "1"], "b": "2"}', ['/a=1', '/b=2']],
  ['a missing closing brace', '{"x": {"a": "1"', ['/x/a=1']],
  ['comments', '// "x": 1\n{/* "y": 2 */"a"/**/: // {\n "1" /* , */, "b": /*//*/ "2"} // }', ['/a=1', '/b=2']],
  ['a comment that is not closed', '{"a": "1", /* "b": "2"}', ['/a=1']],
  ['a slash that is no comment', '{"a": /, "b": "2"}', ['/b=2']],
  ['no object', '["a", 1]', []],
  ['nothing', '', []],
];

for (const [name, scanner] of Object.entries(SCANNERS)) {
  describe(`JsonReader with the scanner ${name}`, () => {
    for (const [what, text, expected] of SAME) {
      it(`reads ${what}`, () => {
        assert.deepEqual(outline(text, scanner(text)).lines, expected);
      });
    }

    it('reads the items of an array like values of properties', () => {
      const text = '{"a": ["x", null, {"b": [1]}, ["y"], , 2,], "c": "3"}';
      const reader = new JsonReader(text, scanner(text));
      const items: string[] = [];
      const others: string[] = [];
      reader.readDocument((key) => {
        if (key !== 'a') others.push(key);
        else
          assert.ok(
            reader.readItems((index) => {
              items.push(`${index} ${reader.string() ?? reader.raw()}`);
              if (reader.valueToken === TOKEN.openBrace) reader.readObject((inner) => items.push(inner));
            }),
          );
      });
      assert.deepEqual(items, ['0 x', '1 null', '2 {', 'b', '3 [', '4 2']);
      assert.deepEqual(others, ['c']);
    });

    it('says where an array has no end', () => {
      for (const [text, cut] of [
        ['{"a": ["x", "y', true],
        ['{"a": ["x"}', false],
      ] as const) {
        const reader = new JsonReader(text, scanner(text));
        let items = 0;
        reader.readDocument(() => {
          assert.equal(
            reader.readItems(() => (items += 1)),
            false,
          );
        });
        assert.deepEqual([items, reader.isCut], [1, cut], text);
      }
    });

    it('tells where keys and values stand', () => {
      const text = '{ "key" : "value" }';
      const reader = new JsonReader(text, scanner(text));
      reader.readDocument(() => {
        assert.equal(text.slice(reader.keySpan.start, reader.keySpan.end), '"key"');
        assert.equal(text.slice(reader.valueSpan.start, reader.valueSpan.end), '"value"');
      });
    });

    it('tells that the text was cut off', () => {
      assert.equal(outline('{"a": {"b": "1"}', scanner('{"a": {"b": "1"}')).reader.isCut, true);
      assert.equal(outline('{"a": [[', scanner('{"a": [[')).reader.isCut, true);
      assert.equal(outline('{"a": [[]]}', scanner('{"a": [[]]}')).reader.isCut, false);
    });

    it('needs no stack for nesting and reports no more problems than can be read', () => {
      for (const part of ['[', '{"a":', '[{', '"a":', '"a" ', '}', ']']) {
        const text = `{"x": ${part.repeat(100_000)}`;
        assert.ok(outline(text, scanner(text)).reader.problems.length <= 100, part);
      }
    });

    it('reads any text, with every place inside of it', () => {
      const piece = fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '"b"',
        'true',
        '12',
        '\\',
        ' ',
        '\n',
        'é',
        '//',
        '/*',
      );
      fc.assert(
        fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: piece, maxLength: 60 })), (text) => {
          const { reader } = outline(text, scanner(text));
          for (const { span } of reader.problems) {
            assert.ok(span !== undefined && span.start >= 0 && span.start <= span.end && span.end <= text.length);
          }
        }),
        { numRuns: 1000 },
      );
    });
  });
}

describe('JsonReader', () => {
  it('reads what JSON.parse reads, for any JSON', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.dictionary(fc.string(), fc.string()))),
        (value) => {
          const text = JSON.stringify(value, null, 1);
          const read: [string, unknown][] = [];
          const reader = new JsonReader(text, new MachineJsonScanner(text));
          reader.readDocument((key) => {
            const inner: [string, string | undefined][] = [];
            if (reader.valueToken === TOKEN.openBrace) reader.readObject((name) => inner.push([name, reader.string()]));
            else read.push([key, reader.string()]);
            if (typeof value[key] === 'object') read.push([key, inner]);
          });
          const expected = Object.entries(value).map(([key, at]) => [
            key,
            typeof at === 'string' ? at : Object.entries(at),
          ]);
          assert.deepEqual(read, expected);
        },
      ),
    );
  });
});
