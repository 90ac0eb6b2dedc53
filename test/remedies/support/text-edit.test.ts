import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createScanner, parse, type ParseError } from 'jsonc-parser';
import type { JsonChange } from '../../../server/src/model/index.js';
import { placeAmong } from '../../../server/src/remedies/support/sorted-place.js';
import { toTextEdits } from '../../../server/src/remedies/support/text-edit.js';
import { applyEdits, markEdits } from './marked-edits.js';

const set = (path: string[], value: string, expected?: string): JsonChange => ({ op: 'set', path, value, expected });
const remove = (path: string[], expected?: string): JsonChange => ({ op: 'remove', path, expected });
const rename = (path: string[], name: string, value?: string): JsonChange => ({ op: 'rename', path, name, value });
const add = (path: string[], value: string): JsonChange => ({ op: 'add', path, value });

const b = ['dependencies', 'b'];

describe('toTextEdits', () => {
  describe('marks only what a change speaks of', () => {
    const cases: readonly (readonly [string, string, JsonChange, string])[] = [
      ['a new value', '{"dependencies": {"b": "1"}}', set(b, '2', '1'), '{"dependencies": {"b": ⟦"1"→"2"⟧}}'],
      [
        'a value with an escape, expected as it is written',
        String.raw`{"dependencies": {"b": "\u0031"}}`,
        set(b, '2', String.raw`\u0031`),
        String.raw`{"dependencies": {"b": ⟦"\u0031"→"2"⟧}}`,
      ],
      [
        'a value with an escape, expected as it reads',
        String.raw`{"dependencies": {"b": "\u0031"}}`,
        set(b, '2', '1'),
        String.raw`{"dependencies": {"b": ⟦"\u0031"→"2"⟧}}`,
      ],
      [
        'a new key and value, in place',
        '{"dependencies": {"a": "1", /* why */ "b": "1", "d": "1"}}',
        rename(b, 'c', '^2'),
        '{"dependencies": {"a": "1", /* why */ ⟦"b"→"c"⟧: ⟦"1"→"^2"⟧, "d": "1"}}',
      ],
      [
        'a new key alone, whatever its value is',
        '{"peerDependenciesMeta": {"b": {"optional": true}}}',
        rename(['peerDependenciesMeta', 'b'], 'c'),
        '{"peerDependenciesMeta": {⟦"b"→"c"⟧: {"optional": true}}}',
      ],
      [
        'text that would be JSON if it were not quoted',
        '{"dependencies": {"b": "1"}}',
        set(b, '", "x": "'),
        String.raw`{"dependencies": {"b": ⟦"1"→"\", \"x\": \""⟧}}`,
      ],
      [
        'a good line of a half-typed file',
        '{"dependencies": {"b": "1", "c": }',
        set(b, '2', '1'),
        '{"dependencies": {"b": ⟦"1"→"2"⟧, "c": }',
      ],
    ];
    for (const [name, before, change, marked] of cases) {
      it(name, () => assert.equal(markEdits(before, toTextEdits(before, [change])), marked));
    }
  });

  describe('removes a property with its comma and its line, and no comment', () => {
    const cases: readonly (readonly [name: string, before: string, after: string])[] = [
      [
        'in the middle',
        '{\n  "dependencies": {\n    "a": "1",\n    "b": "2",\n    "c": "3"\n  }\n}\n',
        '{\n  "dependencies": {\n    "a": "1",\n    "c": "3"\n  }\n}\n',
      ],
      [
        'first',
        '{\n  "dependencies": {\n    "b": "2",\n    "c": "3"\n  }\n}\n',
        '{\n  "dependencies": {\n    "c": "3"\n  }\n}\n',
      ],
      [
        'last, when the comma before goes',
        '{\n  "dependencies": {\n    "a": "1",\n    "b": "2"\n  }\n}\n',
        '{\n  "dependencies": {\n    "a": "1"\n  }\n}\n',
      ],
      [
        'last with a trailing comma, which the list keeps',
        '{\n  "dependencies": {\n    "a": "1",\n    "b": "2",\n  }\n}\n',
        '{\n  "dependencies": {\n    "a": "1",\n  }\n}\n',
      ],
      ['only', '{\n  "dependencies": {\n    "b": "2"\n  }\n}\n', '{\n  "dependencies": {}\n}\n'],
      [
        'only, with a trailing comma',
        '{\n  "dependencies": {\n    "b": "2",\n  }\n}\n',
        '{\n  "dependencies": {}\n}\n',
      ],
      [
        'only, with a comment',
        '{\n  "dependencies": {\n    // none yet\n    "b": "2"\n  }\n}\n',
        '{\n  "dependencies": {\n    // none yet\n  }\n}\n',
      ],
      [
        'last, behind a comment on the property before',
        '{\n  "dependencies": {\n    "a": "1", // why a\n    "b": "2"\n  }\n}\n',
        '{\n  "dependencies": {\n    "a": "1" // why a\n  }\n}\n',
      ],
      [
        'with comments around and behind it',
        '{\n  "dependencies": {\n    // above\n    "b": "2", // behind\n    // below\n    "c": "3"\n  }\n}\n',
        '{\n  "dependencies": {\n    // above\n    // behind\n    // below\n    "c": "3"\n  }\n}\n',
      ],
      [
        'with a comment before its comma',
        '{\n  "dependencies": {\n    "b": "2" /* two */,\n    "c": "3"\n  }\n}\n',
        '{\n  "dependencies": {\n    /* two */\n    "c": "3"\n  }\n}\n',
      ],
      [
        'with Windows line ends and tabs',
        '{\r\n\t"dependencies": {\r\n\t\t"a": "1",\r\n\t\t"b": "2"\r\n\t}\r\n}\r\n',
        '{\r\n\t"dependencies": {\r\n\t\t"a": "1"\r\n\t}\r\n}\r\n',
      ],
      [
        'where commas start the lines',
        '{ "dependencies":\n  { "a": "1"\n  , "b": "2"\n  , "c": "3"\n  }\n}\n',
        '{ "dependencies":\n  { "a": "1"\n  , "c": "3"\n  }\n}\n',
      ],
      ['first on one line', '{"dependencies": { "b": "2", "c": "3" }}', '{"dependencies": { "c": "3" }}'],
      ['last on one line', '{"dependencies": { "a": "1", "b": "2" }}', '{"dependencies": { "a": "1" }}'],
      [
        'before the end of a line on which more stands',
        '{ "dependencies": { "b": "2",\n  "c": "3" }}',
        '{ "dependencies": {\n  "c": "3" }}',
      ],
      ['in an object that is not closed yet', '{"dependencies": { "b": "2"\n', '{"dependencies": {\n'],
      ['only on one line', '{"dependencies": { "b": "2" }}', '{"dependencies": {}}'],
      ['without any blanks', '{"dependencies":{"a":"1","b":"2","c":"3"}}', '{"dependencies":{"a":"1","c":"3"}}'],
      [
        'with a value over several lines',
        '{\n  "dependencies": {\n    "a": "1",\n    "b": {\n      "c": "2"\n    }\n  }\n}\n',
        '{\n  "dependencies": {\n    "a": "1"\n  }\n}\n',
      ],
      [
        'where it stands twice',
        '{\n  "dependencies": {\n    "b": "2",\n    "a": "1",\n    "b": "2"\n  }\n}\n',
        '{\n  "dependencies": {\n    "a": "1"\n  }\n}\n',
      ],
    ];
    for (const [name, before, after] of cases) {
      it(name, () => {
        const edits = toTextEdits(before, [remove(b)]);
        assert.equal(edits && applyEdits(before, edits), after);
      });
    }
  });

  describe('adds a property', () => {
    const cases: readonly (readonly [name: string, before: string, path: string[], after: string])[] = [
      [
        'behind the last, with the comment behind that left where it is',
        '{\n  "overrides": {\n    "c": "1", // why c\n    "a": "1" // why a\n  }\n}\n',
        ['overrides', 'b'],
        '{\n  "overrides": {\n    "c": "1", // why c\n    "a": "1", // why a\n    "b": "9"\n  }\n}\n',
      ],
      [
        'in its place where the keys are sorted',
        '{\n  "overrides": {\n    "a": "1", /* why a */\n    // about c\n    "c": "1",\n    "d": "1"\n  }\n}\n',
        ['overrides', 'b'],
        '{\n  "overrides": {\n    "a": "1", /* why a */\n    "b": "9",\n    // about c\n    "c": "1",\n    "d": "1"\n  }\n}\n',
      ],
      [
        'first where the keys are sorted',
        '{\n  "overrides": { // these\n    "c": "1",\n    "d": "1",\n    "e": "1"\n  }\n}\n',
        ['overrides', 'b'],
        '{\n  "overrides": { // these\n    "b": "9",\n    "c": "1",\n    "d": "1",\n    "e": "1"\n  }\n}\n',
      ],
      [
        'with a trailing comma where there was one',
        '{\n\t"overrides": {\n\t\t"a": "1",\n\t},\n}\n',
        ['overrides', 'b'],
        '{\n\t"overrides": {\n\t\t"a": "1",\n\t\t"b": "9",\n\t},\n}\n',
      ],
      [
        'with parents that are missing, at the end',
        '{\n    "name": "x" // us\n}\n',
        ['pnpm', 'overrides', 'a>b'],
        '{\n    "name": "x", // us\n    "pnpm": {\n        "overrides": {\n            "a>b": "9"\n        }\n    }\n}\n',
      ],
      [
        'to an empty object',
        '{\r\n  "overrides": {},\r\n  "name": "x"\r\n}\r\n',
        ['overrides', 'b'],
        '{\r\n  "overrides": {\r\n    "b": "9"\r\n  },\r\n  "name": "x"\r\n}\r\n',
      ],
      [
        'to an object of comments',
        '{\n  "overrides": {\n    // none yet\n  }\n}\n',
        ['overrides', 'b'],
        '{\n  "overrides": {\n    "b": "9"\n    // none yet\n  }\n}\n',
      ],
      ['to a text of one line', '{"a": "1"}', ['overrides', 'b'], '{"a": "1", "overrides": {"b": "9"}}'],
      ['to a minified text', '{"overrides":{"a":"1"}}', ['overrides', 'b'], '{"overrides":{"a":"1","b":"9"}}'],
      ['to nothing but braces', '{}\n', ['overrides', 'b'], '{\n  "overrides": {\n    "b": "9"\n  }\n}\n'],
      [
        'where commas start the lines',
        '{ "overrides":\n  { "a": "1"\n  , "c": "2"\n  }\n}\n',
        ['overrides', 'b'],
        '{ "overrides":\n  { "a": "1"\n  , "c": "2", "b": "9"\n  }\n}\n',
      ],
      ['not where it is there already', '{"overrides": {"b": "9"}}', ['overrides', 'b'], '{"overrides": {"b": "9"}}'],
    ];
    for (const [name, before, path, after] of cases) {
      it(name, () => {
        const edits = toTextEdits(before, [add(path, '9')]);
        assert.equal(edits && applyEdits(before, edits), after);
      });
    }
  });

  it('changes only the one of two equal keys that holds what is expected', () => {
    const text = '{"dependencies": {"b": "1", "b": "2"}}';
    assert.equal(
      markEdits(text, toTextEdits(text, [set(b, '3', '2')])),
      '{"dependencies": {"b": "1", "b": ⟦"2"→"3"⟧}}',
    );
  });

  it('applies changes in order and refers all edits to the original text', () => {
    const text = '{"dependencies": {"b": "1", "c": "1"}, "peerDependenciesMeta": {"b": {}}}';
    const changes = [set(b, '2'), remove(['peerDependenciesMeta', 'b']), rename(b, 'd'), remove(['dependencies', 'c'])];
    const edits = toTextEdits(text, changes);
    assert.equal(edits && applyEdits(text, edits), '{"dependencies": {"d": "2"}, "peerDependenciesMeta": {}}');
  });

  describe('refuses', () => {
    const cases: readonly (readonly [string, string, JsonChange])[] = [
      ['a path that is gone', '{"dependencies": {"a": "1"}}', set(b, '2')],
      ['a section that is gone', '{"devDependencies": {"b": "1"}}', remove(b)],
      ['another value than expected', '{"dependencies": {"b": "1.0.1"}}', set(b, '2', '1.0.0')],
      ['another kind of value than expected', '{"dependencies": {"b": ["1.0.0"]}}', remove(b, '1.0.0')],
      ['a new key that another property has', '{"dependencies": {"b": "1", "c": "1"}}', rename(b, 'c', '2')],
      ['to add over another value', '{"dependencies": {"b": "1"}}', add(b, '2')],
      ['to add to what is no object', '{"dependencies": ["b"]}', add(b, '2')],
      ['to add to an object that is not closed', '{"dependencies": {', add(b, '2')],
      ['to leave a broken text more broken', '{"dependencies": {,"b": "1"', remove(b)],
      ['an empty text', '', remove(b)],
      ['a text that is no object', '[]', remove(b)],
      ['a text of nothing but brackets', '{"dependencies":'.repeat(200_000), remove(b)],
    ];
    for (const [name, text, change] of cases) {
      it(name, () => assert.equal(toTextEdits(text, [change]), undefined));
    }

    it('all changes where one of them is refused', () => {
      assert.equal(toTextEdits('{"dependencies": {"b": "1"}}', [set(b, '2'), remove(['overrides', 'b'])]), undefined);
    });
  });

  describe('changes lists and flags', () => {
    const list = (op: 'append' | 'drop', value: string): JsonChange => ({ op, path: ['l'], value });
    const flag = (value: boolean): JsonChange => ({ op: 'add', path: ['m', 'b'], value });
    const cases: readonly (readonly [string, string, JsonChange, string | undefined])[] = [
      ['an item behind others', '{"l": ["a"]}', list('append', 'b'), '{"l": ["a", "b"]}'],
      ['an item in an empty list', '{"l": []}', list('append', 'b'), '{"l": ["b"]}'],
      [
        'an item on its own line',
        '{\n  "l": [\n    "a" // why\n  ]\n}',
        list('append', 'b'),
        '{\n  "l": [\n    "a", // why\n    "b"\n  ]\n}',
      ],
      ['an item that is there', '{"l": ["b"]}', list('append', 'b'), '{"l": ["b"]}'],
      [
        'a list that is not there yet',
        '{\n  "a": 1\n}',
        list('append', 'b'),
        '{\n  "a": 1,\n  "l": [\n    "b"\n  ]\n}',
      ],
      ['an item less', '{"l": ["a", "b", "c"]}', list('drop', 'b'), '{"l": ["a", "c"]}'],
      ['the only item less', '{"l": ["b"]}', list('drop', 'b'), '{"l": []}'],
      ['no item that is not there', '{"l": ["a"]}', list('drop', 'b'), undefined],
      ['nothing that is no list', '{"l": {"a": 1}}', list('append', 'b'), undefined],
      ['a flag', '{\n  "m": {}\n}', flag(true), '{\n  "m": {\n    "b": true\n  }\n}'],
      [
        'a flag that says otherwise',
        '{"m": {"b": true}}',
        { op: 'set', path: ['m', 'b'], value: false },
        '{"m": {"b": false}}',
      ],
      ['a flag that is taken', '{"m": {"b": true}}', flag(false), undefined],
    ];
    for (const [name, text, change, expected] of cases) {
      it(name, () => {
        const edits = toTextEdits(text, [change]);
        assert.equal(edits && applyEdits(text, edits), expected);
      });
    }

    it('to any list of names, and back', () => {
      const names = fc.array(fc.stringMatching(/^[a-z@/]{1,8}$/), { maxLength: 4 });
      fc.assert(
        fc.property(names, fc.constantFrom(0, 2), (given, indent) => {
          const text = JSON.stringify({ a: '1', l: [...new Set(given)] }, undefined, indent);
          const added = applyEdits(text, toTextEdits(text, [list('append', 'new.one')]) ?? []);
          assert.deepEqual(parse(added), { a: '1', l: [...new Set(given), 'new.one'] });
          const back = applyEdits(added, toTextEdits(added, [list('drop', 'new.one')]) ?? []);
          assert.deepEqual(parse(back), parse(text));
        }),
      );
    });
  });

  it('changes in any manifest what it says and nothing else, and keeps every comment', () => {
    fc.assert(
      fc.property(manifestWithChange, ({ text, change }) => {
        const edits = toTextEdits(text, [change]);
        assert.ok(edits, text);
        const after = applyEdits(text, edits);
        assert.deepEqual(entriesOf(after), expectedEntries(entriesOf(text), change), `${text}\n---\n${after}`);
        assert.deepEqual(commentsIn(after), commentsIn(text));
        assert.equal(after.replaceAll('\r\n', '').includes('\r'), false, 'line ends stay whole');
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on a text that is no manifest', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(set(b, '2'), remove(b), rename(b, 'c', '2'), add(b, '2'), add(['x', 'y'], '2')),
        (noise, change) => {
          for (const text of [noise, `{"dependencies": {"b": "1"${noise}`, `{"dependencies": {${noise}"b": "1"}}`]) {
            const edits = toTextEdits(text, [change]);
            if (edits !== undefined) assert.doesNotThrow(() => applyEdits(text, edits));
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

const SECTIONS = ['dependencies', 'devDependencies'];
const NAMES = ['a', 'b', '@c/d', 'e.f', '__proto__'];

interface Style {
  readonly eol: string;
  readonly indent: string;
  readonly trailingComma: boolean;
}

/** A property's surroundings: comments above, between value and comma, and behind. */
interface Entry {
  readonly name: string;
  readonly value: string;
  readonly above: boolean;
  readonly within: boolean;
  readonly behind: boolean;
}

const style: fc.Arbitrary<Style> = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  indent: fc.constantFrom('  ', '\t', '    '),
  trailingComma: fc.boolean(),
});

const entries = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...NAMES),
    value: fc.constantFrom('1.0.0', '^1.0.0', '', 'say "hi" \\'),
    above: fc.boolean(),
    within: fc.boolean(),
    behind: fc.boolean(),
  }),
  { selector: ({ name }) => name, minLength: 1 },
);

/** A manifest, and a change of one line that is there. */
const manifestWithChange = fc
  .tuple(style, entries, entries, fc.nat(), fc.constantFrom('set', 'remove', 'rename', 'add'), fc.boolean())
  .map(([how, first, second, pick, op, inSecond]) => {
    const lists = [first, second];
    const text = render(lists, how);
    const section = inSecond ? 1 : 0;
    const list = lists[section] ?? [];
    const entry = list[pick % list.length];
    assert.ok(entry);
    const place = { path: [SECTIONS[section] ?? '', entry.name], expected: entry.value };
    const change: JsonChange =
      op === 'set'
        ? { op, ...place, value: '2.0.0' }
        : op === 'remove'
          ? { op, ...place }
          : op === 'add'
            ? { op, path: [SECTIONS[section] ?? '', 'new'], value: '2.0.0' }
            : { op: 'rename', ...place, name: 'renamed', value: '^2' };
    return { text, change };
  });

function render(lists: readonly (readonly Entry[])[], { eol, indent, trailingComma }: Style): string {
  const sections = lists.map((list, index) => {
    const lines = list.flatMap((entry, at) => {
      const comma = at < list.length - 1 || trailingComma ? ',' : '';
      const pair = `${JSON.stringify(entry.name)}: ${JSON.stringify(entry.value)}`;
      const line = `${pair}${entry.within ? ` /* in ${entry.name} */` : ''}${comma}`;
      const own = `${indent}${indent}${line}${entry.behind ? ` // behind ${entry.name}` : ''}`;
      return entry.above ? [`${indent}${indent}// above ${entry.name}`, own] : [own];
    });
    return `${indent}"${SECTIONS[index] ?? ''}": {${eol}${lines.join(eol)}${eol}${indent}}`;
  });
  return `{${eol}${sections.join(`,${eol}`)}${eol}}${eol}`;
}

/** Sections with their lines in order. Fails on a text that is not whole. */
function entriesOf(text: string): readonly (readonly [string, readonly (readonly [string, string])[]])[] {
  const errors: ParseError[] = [];
  // `parse` would set the prototype for a key `__proto__`.
  const value = parse(text.replaceAll('"__proto__"', '"proto"'), errors, { allowTrailingComma: true }) as object;
  assert.deepEqual(errors, [], text);
  return Object.entries(value).map(([section, lines]) => [section, Object.entries(lines as Record<string, string>)]);
}

function expectedEntries(before: ReturnType<typeof entriesOf>, change: JsonChange): ReturnType<typeof entriesOf> {
  const [section = '', name = ''] = change.path.map((part) => (part === '__proto__' ? 'proto' : part));
  if (change.op === 'add')
    return before.map(([one, lines]) => [one, withAdded(lines, one === section, String(change.value))]);
  return before.map(([one, lines]) => [
    one,
    lines.flatMap(([key, value]) => {
      if (one !== section || key !== name) return [[key, value] as const];
      if (change.op === 'remove') return [];
      return [[change.op === 'rename' ? change.name : key, String(change.value ?? value)] as const];
    }),
  ]);
}

function withAdded(
  lines: readonly (readonly [string, string])[],
  isSection: boolean,
  value: string,
): readonly (readonly [string, string])[] {
  const names = lines.map(([name]) => (name === 'proto' ? '__proto__' : name));
  const at = isSection ? placeAmong(names, 'new') : 0;
  return isSection ? [...lines.slice(0, at), ['new', value], ...lines.slice(at)] : lines;
}

function commentsIn(text: string): readonly string[] {
  const scanner = createScanner(text);
  const comments: string[] = [];
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const token = text.slice(scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength());
    if (/^\/[/*]/.test(token)) comments.push(token);
  }
  return comments;
}
