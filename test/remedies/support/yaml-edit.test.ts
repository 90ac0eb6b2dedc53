import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { JsonChange } from '../../../server/src/model/index.js';
import { toYamlEdits } from '../../../server/src/remedies/support/yaml-edit.js';
import { applyEdits, markEdits } from './marked-edits.js';

const set = (path: string[], value: string, expected?: string): JsonChange => ({ op: 'set', path, value, expected });
const remove = (path: string[], expected?: string): JsonChange => ({ op: 'remove', path, expected });
const rename = (path: string[], name: string, value?: string): JsonChange => ({ op: 'rename', path, name, value });
const add = (path: string[], value: string): JsonChange => ({ op: 'add', path, value });

const b = ['catalog', 'b'];

type Case = readonly [name: string, before: string, change: JsonChange, after: string];

function after(text: string, change: JsonChange): string | undefined {
  const edits = toYamlEdits(text, [change]);
  return edits && applyEdits(text, edits);
}

function changes(cases: readonly Case[]): void {
  for (const [name, before, change, expected] of cases) {
    it(name, () => assert.equal(after(before, change), expected));
  }
}

describe('toYamlEdits', () => {
  describe('marks only what a change speaks of', () => {
    const cases: readonly (readonly [string, string, JsonChange, string])[] = [
      ['a new value', 'catalog:\n  b: ^1 # why\n', set(b, '^2', '^1'), 'catalog:\n  b: ⟦^1→^2⟧ # why\n'],
      ['a value in single quotes', "catalog:\n  b: '^1'\n", set(b, '^2', '^1'), "catalog:\n  b: ⟦'^1'→'^2'⟧\n"],
      ['a value in double quotes', 'catalog:\n  "b": "^1"\n', set(b, '^2', '^1'), 'catalog:\n  "b": ⟦"^1"→"^2"⟧\n'],
      ['a value in braces', 'catalog: {a: 1, b: ^1}\n', set(b, '^2', '^1'), 'catalog: {a: 1, b: ⟦^1→^2⟧}\n'],
      ['a value that would be a number', 'catalog:\n  b: ^1\n', set(b, '1.0'), "catalog:\n  b: ⟦^1→'1.0'⟧\n"],
      ['a value that is a number', 'catalog:\n  b: 4\n', set(b, '5.0.1', '4'), 'catalog:\n  b: ⟦4→5.0.1⟧\n'],
      ['a value with an indicator', 'catalog:\n  b: ^1\n', set(b, '*'), "catalog:\n  b: ⟦^1→'*'⟧\n"],
      ['a comma in braces', 'catalog: { b: ^1 }\n', set(b, '1,2'), "catalog: { b: ⟦^1→'1,2'⟧ }\n"],
      ['quotes like those around', 'x: "y"\ncatalog:\n  b: ^1\n', set(b, '*'), 'x: "y"\ncatalog:\n  b: ⟦^1→"*"⟧\n'],
      ['behind an anchor', 'catalog:\n  b: &one ^1\n', set(b, '^2', '^1'), 'catalog:\n  b: &one ⟦^1→^2⟧\n'],
      [
        'in the place of an alias',
        'x: &one ^1\ncatalog:\n  b: *one\n',
        set(b, '^2', '^1'),
        'x: &one ^1\ncatalog:\n  b: ⟦*one→^2⟧\n',
      ],
      ['an empty place', 'catalog:\n  b:\n  c: 1\n', set(b, '^2'), 'catalog:\n  b:⟦→ ^2⟧\n  c: 1\n'],
      [
        'a value on lines of its own',
        'catalog:\n  b: >-\n    ^1\n  c: 1\n',
        set(b, '^2', '^1'),
        'catalog:\n  b: ⟦>-\n    ^1\n→^2\n⟧  c: 1\n',
      ],
      [
        'a new key and value, in place',
        'catalog:\n  a: 1\n  b: ^1 # why\n',
        rename(b, '@c/d', '^2'),
        "catalog:\n  a: 1\n  ⟦b→'@c/d'⟧: ⟦^1→^2⟧ # why\n",
      ],
      ['a new key alone', 'catalog:\n  "b": ^1\n', rename(b, 'c'), 'catalog:\n  ⟦"b"→"c"⟧: ^1\n'],
      [
        'with a byte order mark and Windows line ends',
        '\uFEFFcatalog:\r\n  b: ^1\r\n',
        set(b, '^2', '^1'),
        '\uFEFFcatalog:\r\n  b: ⟦^1→^2⟧\r\n',
      ],
      ['beside a half-typed line', 'catalog:\n  b: ^1\n  lod\n', set(b, '^2', '^1'), 'catalog:\n  b: ⟦^1→^2⟧\n  lod\n'],
    ];
    for (const [name, before, change, marked] of cases) {
      it(name, () => assert.equal(markEdits(before, toYamlEdits(before, [change])), marked));
    }
  });

  describe('removes a pair with its line and no comment', () => {
    changes([
      ['in the middle', 'catalog:\n  a: 1\n  b: 2\n  c: 3\n', remove(b), 'catalog:\n  a: 1\n  c: 3\n'],
      ['last, without a line end', 'catalog:\n  a: 1\n  b: 2', remove(b), 'catalog:\n  a: 1\n'],
      ['only', 'catalog:\n  b: 2\nx: 1\n', remove(b), 'catalog:\n  {}\nx: 1\n'],
      [
        'with comments around and behind it',
        'catalog:\n  # above\n  b: 2 # behind\n  # below\n  c: 3\n',
        remove(b),
        'catalog:\n  # above\n  # behind\n  # below\n  c: 3\n',
      ],
      ['with Windows line ends', 'catalog:\r\n  a: 1\r\n  b: 2\r\n', remove(b), 'catalog:\r\n  a: 1\r\n'],
      ['first in braces', 'catalog: { b: 2, c: 3 }\n', remove(b), 'catalog: { c: 3 }\n'],
      ['last in braces', 'catalog: { a: 1, b: 2 }\n', remove(b), 'catalog: { a: 1 }\n'],
      ['only in braces', 'catalog: { b: 2 }\n', remove(b), 'catalog: {}\n'],
    ]);
  });

  describe('adds', () => {
    changes([
      ['behind the last', 'catalog:\n  z: 1\n  a: 1 # a\n', add(b, '^1'), 'catalog:\n  z: 1\n  a: 1 # a\n  b: ^1\n'],
      [
        'in its place where the keys are sorted',
        'catalog:\n  a: 1 # a\n  # about c\n  c: 1\n  d: 1\n',
        add(b, '^1'),
        'catalog:\n  a: 1 # a\n  b: ^1\n  # about c\n  c: 1\n  d: 1\n',
      ],
      [
        'first where the keys are sorted',
        'catalog: # the\n    # about c\n    c: 1\n    d: 1\n    e: 1\n',
        add(b, '^1'),
        'catalog: # the\n    b: ^1\n    # about c\n    c: 1\n    d: 1\n    e: 1\n',
      ],
      [
        'to a key without a value',
        'overrides: # none\nx: 1\n',
        add(['overrides', 'a>b'], '^1'),
        'overrides: # none\n  a>b: ^1\nx: 1\n',
      ],
      ['a parent that is missing', 'packages:\n  - a\n', add(b, '^1'), 'packages:\n  - a\ncatalog:\n  b: ^1\n'],
      [
        'with a blank line before it where the others have one',
        "packages:\n  - 'a'\n\nx:\n    y: 1\n",
        add(['catalogs', 'old', '@b/c'], '*'),
        "packages:\n  - 'a'\n\nx:\n    y: 1\n\ncatalogs:\n    old:\n        '@b/c': '*'\n",
      ],
      ['without a line end before it', 'x: 1', add(b, '^1'), 'x: 1\ncatalog:\n  b: ^1'],
      ['to an empty text', '', add(b, '^1'), 'catalog:\n  b: ^1\n'],
      ['to a text of comments', '# ours\n', add(b, '^1'), '# ours\ncatalog:\n  b: ^1\n'],
      ['with Windows line ends', 'x: 1\r\n', add(b, '^1'), 'x: 1\r\ncatalog:\r\n  b: ^1\r\n'],
      ['to empty braces', 'catalog: {}\n', add(b, '^1'), 'catalog: { b: ^1 }\n'],
      ['to braces', 'catalog: { a: 1 } # c\n', add(b, '^1'), 'catalog: { a: 1, b: ^1 } # c\n'],
      [
        'to braces with a line for each',
        'catalog: {\n  a: 1, # a\n  c: 1 # c\n}\n',
        add(b, '^1'),
        'catalog: {\n  a: 1, # a\n  c: 1, # c\n  b: ^1\n}\n',
      ],
      ['a parent to a text in braces', '{ x: 1 }\n', add(b, '^1'), '{ x: 1, catalog: { b: ^1 } }\n'],
      ['behind a block scalar', 'catalog:\n  a: |\n    1\n', add(b, '^1'), 'catalog:\n  a: |\n    1\n  b: ^1\n'],
      ['nothing where it is there', 'catalog:\n  b: "^1"\n', add(b, '^1'), 'catalog:\n  b: "^1"\n'],
    ]);
  });

  describe('changes lists and flags', () => {
    const list = (op: 'append' | 'drop', value: string): JsonChange => ({ op, path: ['l'], value });
    const cases: readonly (readonly [string, string, JsonChange, string | undefined])[] = [
      [
        'an item behind others',
        'l:\n  - a # why\nx: 1\n',
        list('append', '@b/c'),
        "l:\n  - a # why\n  - '@b/c'\nx: 1\n",
      ],
      ['an item without a step in', 'l:\n- a\nx: 1\n', list('append', 'b'), 'l:\n- a\n- b\nx: 1\n'],
      ['an item in brackets', 'l: [a]\n', list('append', 'b'), 'l: [a, b]\n'],
      ['an item in empty brackets', 'l: []\n', list('append', 'b'), 'l: [b]\n'],
      ['an item where nothing stands', 'l:\nx: 1\n', list('append', 'b'), 'l:\n  - b\nx: 1\n'],
      ['a new list', 'x: 1\n', list('append', 'b'), 'x: 1\nl:\n  - b\n'],
      ['an item that is there', 'l: [b]\n', list('append', 'b'), 'l: [b]\n'],
      ['an item less', 'l:\n  - a\n  - b\n  - c\n', list('drop', 'b'), 'l:\n  - a\n  - c\n'],
      ['the only item less', 'l:\n  - b # why\n', list('drop', 'b'), 'l:\n  [] # why\n'],
      ['an item less in brackets', 'l: [a, b]\n', list('drop', 'b'), 'l: [a]\n'],
      ['no item that is not there', 'l: [a]\n', list('drop', 'b'), undefined],
      ['nothing that is no list', 'l: a\n', list('append', 'b'), undefined],
      ['a flag', 'm:\n  a: 1\n', { op: 'add', path: ['m', 'b'], value: true }, 'm:\n  a: 1\n  b: true\n'],
      ['a flag in the place of a text', 'b: maybe\n', { op: 'set', path: ['b'], value: false }, 'b: false\n'],
    ];
    for (const [name, text, change, expected] of cases) {
      it(name, () => assert.equal(after(text, change), expected));
    }
  });

  describe('refuses', () => {
    const cases: readonly (readonly [string, string, JsonChange])[] = [
      ['a path that is gone', 'catalog:\n  a: 1\n', set(b, '2')],
      ['another value than expected', 'catalog:\n  b: 1.0.1\n', set(b, '2', '1.0.0')],
      ['another kind of value than expected', 'catalog:\n  b: [1.0.0]\n', remove(b, '1.0.0')],
      ['to write over a map', 'catalog:\n  b:\n    c: 1\n', set(b, '2')],
      ['a new key that another pair has', 'catalog:\n  b: 1\n  c: 1\n', rename(b, 'c', '2')],
      ['to change what an alias repeats', 'catalog:\n  b: &one ^1\n  c: *one\n', set(b, '^2', '^1')],
      ['to remove what an alias repeats', 'catalog:\n  b: &one ^1\n  c: *one\n', remove(b)],
      ['to remove one key twice from one line', '{catalog: {b: 1 ,b', remove(b)],
      ['to add over another value', 'catalog:\n  b: ^1\n', add(b, '^2')],
      ['to add to a value that is no map', 'catalog: 1\n', add(b, '^2')],
      ['to add to a list', 'catalog:\n  - 1\n', add(b, '^2')],
      ['to add where nothing is written out', 'catalog: null\n', add(b, '^2')],
      ['a text of nothing but brackets', '{a: '.repeat(20_000), add(b, '^2')],
      ['aliases made to unfold without end', bomb(), set(b, '^2')],
    ];
    for (const [name, text, change] of cases) {
      it(name, () => assert.equal(toYamlEdits(text, [change]), undefined));
    }

    it('all changes where one of them is refused', () => {
      assert.equal(toYamlEdits('catalog:\n  b: 1\n', [set(b, '2'), remove(['overrides', 'b'])]), undefined);
    });
  });

  it('applies changes in order and refers all edits to the original text', () => {
    const text = 'catalog:\n  b: 1\n  c: 1\n';
    const edits = toYamlEdits(text, [
      set(b, '2'),
      rename(b, 'd'),
      remove(['catalog', 'c']),
      add(['catalog', 'e'], '3.0.0'),
    ]);
    assert.equal(edits && applyEdits(text, edits), "catalog:\n  d: '2'\n  e: 3.0.0\n");
  });

  it('changes in any document what it says and nothing else, and keeps every comment', () => {
    fc.assert(
      fc.property(documentWithChange, ({ text, change }) => {
        const changed = after(text, change);
        assert.ok(changed !== undefined, text);
        assert.deepEqual(read(changed), expected(read(text), change), `${text}\n---\n${changed}`);
        assert.deepEqual(commentsIn(changed), commentsIn(text), `${text}\n---\n${changed}`);
        assert.equal(changed.replaceAll('\r\n', '').includes('\r'), false, 'line ends stay whole');
      }),
      { numRuns: 50 },
    );
  });

  it('never throws on any text, and leaves no more wrong than it was', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(set(b, '2'), remove(b), rename(b, 'c', '2'), add(b, '2')),
        (noise, change) => {
          for (const text of [
            noise,
            `catalog:\n  b: 1\n${noise}`,
            `catalog:\n  ${noise}\n  b: 1\n`,
            `{catalog: {b: 1 ${noise}`,
          ]) {
            const edits = toYamlEdits(text, [change]);
            if (edits !== undefined) assert.doesNotThrow(() => applyEdits(text, edits));
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

function bomb(): string {
  const levels = Array.from({ length: 20 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}]`);
  return ['a0: &a0 x', ...levels, 'catalog:\n  b: 1\n'].join('\n');
}

const SECTIONS = ['catalog', 'overrides'];
const NAMES = ['a', 'b', '@c/d', 'e.f', '__proto__', 'g>h', 'true'];
const VALUES = ['1.0.0', '^1.0.0', '*', '>=1 <2', '1.0', "it's", 'say "hi" \\', 'catalog:', 'yes', '2020-01-01', ''];

interface Entry {
  readonly name: string;
  readonly value: string;
  readonly quote: '"' | "'" | 'as needed';
  readonly above: boolean;
  readonly behind: boolean;
}

const entries = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...NAMES),
    value: fc.constantFrom(...VALUES),
    quote: fc.constantFrom('"' as const, "'" as const, 'as needed' as const),
    above: fc.boolean(),
    behind: fc.boolean(),
  }),
  { selector: ({ name }) => name, minLength: 1 },
);

const style = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  indent: fc.constantFrom('  ', '    ', ' '),
  flow: fc.boolean(),
  blankLine: fc.boolean(),
  lastLineEnd: fc.boolean(),
});

/** A document, and a change of one pair that is there, or an addition. */
const documentWithChange = fc
  .tuple(
    style,
    entries,
    entries,
    fc.nat(),
    fc.constantFrom('set', 'remove', 'rename', 'add', 'add section'),
    fc.boolean(),
  )
  .chain(([how, first, second, pick, op, inSecond]) =>
    fc.constantFrom(...VALUES).map((value) => {
      const text = render([first, second], how);
      const list = inSecond ? second : first;
      const entry = list[pick % list.length];
      assert.ok(entry);
      const section = SECTIONS[inSecond ? 1 : 0] ?? '';
      return { text, change: changeOf(op, section, entry, value) };
    }),
  );

function changeOf(op: string, section: string, entry: Entry, value: string): JsonChange {
  const place = { path: [section, entry.name], expected: entry.value };
  switch (op) {
    case 'set':
      return { op, ...place, value };
    case 'remove':
      return { op, ...place };
    case 'rename':
      return { op, ...place, name: 'renamed', value };
    case 'add':
      return { op, path: [section, 'new'], value };
    default:
      return { op: 'add', path: ['more', 'than one', 'new'], value };
  }
}

function render(
  lists: readonly (readonly Entry[])[],
  how: typeof style extends fc.Arbitrary<infer S> ? S : never,
): string {
  const { eol, indent, flow, blankLine, lastLineEnd } = how;
  const sections = lists.map((list, index) => {
    const name = SECTIONS[index] ?? '';
    if (flow && index === 0) return `${name}: { ${list.map(pairText).join(', ')} } # behind ${name}`;
    const lines = list.flatMap((entry) => [
      ...(entry.above ? [`${indent}# above ${entry.name}`] : []),
      `${indent}${pairText(entry)}${entry.behind ? ` # behind ${entry.name}` : ''}`,
    ]);
    return `${name}:${eol}${lines.join(eol)}`;
  });
  return sections.join(blankLine ? eol + eol : eol) + (lastLineEnd ? eol : '');
}

function pairText({ name, value, quote }: Entry): string {
  const isPlain = /^\^?[\w.]+$/.test(value) && !['1.0', 'yes', '2020-01-01'].includes(value) && quote === 'as needed';
  const written = isPlain ? value : quote === "'" ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
  return `${/^\w+$/.test(name) && name !== 'true' ? name : JSON.stringify(name)}: ${written}`;
}

type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Fails on a text that is not whole. */
function read(text: string): Sections {
  return parse(text, { mapAsMap: true }) as Sections;
}

function expected(before: Sections, change: JsonChange): Sections {
  const [section = '', ...rest] = change.path;
  const name = rest.at(-1) ?? '';
  if (rest.length > 1 && change.op === 'add') {
    return new Map<string, never>([
      ...before,
      [section, new Map([[rest[0], new Map([[name, change.value]])]])],
    ] as never);
  }
  const own = [...(before.get(section) ?? [])];
  const changed: [string, string][] =
    change.op === 'add'
      ? [...own, [name, String(change.value)]]
      : own.flatMap(([key, value]): [string, string][] => {
          if (key !== name) return [[key, value]];
          if (change.op === 'remove') return [];
          return [[change.op === 'rename' ? change.name : key, String(change.value ?? value)]];
        });
  return new Map([...before].map(([key, map]) => [key, key === section ? new Map(changed) : map]));
}

function commentsIn(text: string): readonly string[] {
  return text.match(/# (?:above|behind) \S+/g) ?? [];
}
