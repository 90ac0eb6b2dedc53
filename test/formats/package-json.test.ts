import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packageJson } from '../../server/src/formats/package-json.js';
import type { Dependency, Manifest, Span } from '../../server/src/model/index.js';
import { marked } from './support/marked-text.js';

/** `section name raw`, one for each dependency in document order. */
function lines(manifest: Manifest): readonly string[] {
  return manifest.dependencies.map(({ section, name, raw }) => `${section} ${name} ${raw}`);
}

function slice(text: string, span: Span | undefined): string | undefined {
  return span === undefined ? undefined : text.slice(span.start, span.end);
}

function only(manifest: Manifest): Dependency {
  const [first, ...others] = manifest.dependencies;
  assert.ok(first !== undefined && others.length === 0);
  return first;
}

describe('packageJson', () => {
  it('is for package.json alone', () => {
    assert.equal(packageJson.matches('package.json'), true);
    assert.equal(packageJson.matches('package-lock.json'), false);
  });

  it('reads what a manifest says of itself', () => {
    const manifest = packageJson.read(
      '{"name": "@s/n", "version": "1.0.0", "private": true, "engines": {"node": ">=20", "bad": 1}, "workspaces": ["a/*", 1]}',
    );
    assert.equal(manifest.name, '@s/n');
    assert.equal(manifest.version, '1.0.0');
    assert.equal(manifest.private, true);
    assert.deepEqual(manifest.engines, { node: '>=20' });
    assert.deepEqual(manifest.workspaces, ['a/*']);
  });

  it('reads workspaces as yarn writes them', () => {
    assert.deepEqual(packageJson.read('{"workspaces": {"nohoist": ["x"], "packages": ["a/*"]}}').workspaces, ['a/*']);
  });

  it('reads the four sections in document order', () => {
    const manifest = packageJson.read(`{
      "peerDependencies": {"p": "1", "o": "2"},
      "peerDependenciesMeta": {"o": {"optional": true}, "p": {"optional": false}},
      "devDependencies": {"d": "3"},
      "dependencies": {"a": "4"},
      "optionalDependencies": {"x": "5"}
    }`);
    assert.deepEqual(lines(manifest), [
      'peerDependencies p 1',
      'peerDependencies o 2',
      'devDependencies d 3',
      'dependencies a 4',
      'optionalDependencies x 5',
    ]);
    assert.deepEqual(
      manifest.dependencies.map((dependency) => dependency.optionalPeer),
      [undefined, true, undefined, undefined, undefined],
    );
    assert.deepEqual(manifest.dependencies[3]?.path, ['dependencies', 'a']);
    assert.deepEqual(manifest.problems, []);
  });

  describe('places', () => {
    const table: Readonly<Record<string, string>> = {
      'on one line': '{"dependencies":{««"lodash"»:«"^4.17.21"»»}}',
      'over several lines': '{\n  "dependencies": {\n    ««"lodash"»: «"^4.17.21"»»\n  }\n}\n',
      'with CRLF': '{\r\n\t"dependencies": {\r\n\t\t««"lodash"» : «"^4.17.21"»»\r\n\t}\r\n}\r\n',
      'behind a byte order mark': '\uFEFF{ "dependencies": { ««"lodash"»: «"^4.17.21"»» } }',
      'behind characters that take two code units':
        '{ "description": "😀é", "dependencies": { ««"lodash"»: «"^4.17.21"»» } }',
      'among comments': '{ /* « */ "dependencies": { // one\n ««"lodash"»: /* two */ «"^4.17.21"»» } }'.replace(
        ' « ',
        ' ',
      ),
      'with escapes': '{ "dependencies": { ««"lod\\u0061sh"»: «"^4\\u002e17.21"»» } }',
    };
    for (const [where, source] of Object.entries(table)) {
      it(`are exact ${where}`, () => {
        const { text, marks } = marked(source);
        const dependency = only(packageJson.read(text));
        assert.equal(dependency.name, 'lodash');
        assert.equal(dependency.raw, '^4.17.21');
        assert.deepEqual([dependency.span, dependency.nameSpan, dependency.specifierSpan], marks);
      });
    }
  });

  describe('half-typed', () => {
    const table: readonly (readonly [string, string, readonly string[]])[] = [
      ['a missing comma', '{"dependencies": {"a": "1"\n"b": "2"}}', ['a', 'b']],
      ['a trailing comma', '{"dependencies": {"a": "1", "b": "2",},}', ['a', 'b']],
      ['a missing value', '{"dependencies": {"a": "1",\n "new": \n, "b": "2"}}', ['a', 'b']],
      ['a missing value and comma', '{"dependencies": {"a": "1",\n "new": \n "b": "2"}}', ['a', 'b']],
      ['a name alone', '{"dependencies": {"a": "1",\n "new"\n "b": "2"}}', ['a', 'b']],
      ['an unclosed name', '{"dependencies": {"a": "1",\n "new\n "b": "2"}}', ['a', 'b']],
      ['an unclosed value', '{"dependencies": {"a": "1",\n "new": "^1.\n "b": "2"}}', ['a', 'b']],
      ['a value without quotes', '{"dependencies": {"a": "1",\n "new": ^1.0,\n "b": "2"}}', ['a', 'b']],
      ['an end in the middle of a value', '{"dependencies": {"a": "1", "b": "2", "c": "', ['a', 'b']],
      ['an end in the middle of a section', '{"dependencies": {"a": "1",', ['a']],
      ['an unclosed section', '{"dependencies": {"a": "1",\n "devDependencies": {"b": "2"}\n}', ['a', 'b']],
      ['an unclosed override', '{"overrides": {"a": "1",\n "dependencies": {"b": "2"}\n}', ['a', 'b']],
      ['comments', '{"dependencies": {"a": "1", // one\n /* two */ "b": "2"}}', ['a', 'b']],
      [
        'a merge conflict',
        '{"dependencies": {\n<<<<<<< ours\n"a": "1",\n=======\n"b": "2"\n>>>>>>> theirs\n}}',
        ['a', 'b'],
      ],
    ];
    for (const [what, text, names] of table) {
      it(`keeps the good lines beside ${what}`, () => {
        const { dependencies } = packageJson.read(text);
        assert.deepEqual(
          dependencies.map((dependency) => dependency.name),
          names,
        );
      });
    }

    it('gives a line behind an unclosed section the path that it has when the brace is there', () => {
      const { dependencies } = packageJson.read('{"dependencies": {"a": "1",\n "devDependencies": {"b": "2"}\n}');
      assert.deepEqual(dependencies[1]?.path, ['devDependencies', 'b']);
    });
  });

  describe('what cannot be meant', () => {
    const table: readonly (readonly [string, string, readonly string[]])[] = [
      ['a number for a specifier', '{"dependencies": {"a": «1», "b": "2"}}', ['dependencies b 2']],
      ['an object for a specifier', '{"dependencies": {"a": «{»"x": "1"}, "b": "2"}}', ['dependencies b 2']],
      ['a list for a section', '{"dependencies": «[»"a"], "devDependencies": {"b": "2"}}', ['devDependencies b 2']],
      [
        'a name that stands twice',
        '{"dependencies": {«"a"»: "1", "b": "2", "a": "3"}}',
        ['dependencies b 2', 'dependencies a 3'],
      ],
      [
        'a section that stands twice',
        '{«"dependencies"»: {"a": "1"}, "devDependencies": {"b": "2"}, "dependencies": {"c": "3"}}',
        ['devDependencies b 2', 'dependencies c 3'],
      ],
      ['an override that stands twice', '{"overrides": {«"a"»: {"b": "1"}, "a": "2"}}', ['overrides a 2']],
    ];
    for (const [what, source, expected] of table) {
      it(`points at ${what} and keeps the rest`, () => {
        const { text, marks } = marked(source);
        const manifest = packageJson.read(text);
        assert.deepEqual(lines(manifest), expected);
        assert.deepEqual(
          manifest.problems.map(({ span }) => span),
          marks,
        );
      });
    }
  });

  it('takes names that mean something to JavaScript as ordinary text', () => {
    const manifest = packageJson.read(
      '{"engines": {"__proto__": "x"}, "dependencies": {"__proto__": "1.0.0", "constructor": "1.0.0", "toString": "1.0.0"}}',
    );
    assert.deepEqual(
      manifest.dependencies.map(({ name, specifier }) => [name, specifier.kind]),
      [
        ['__proto__', 'invalid'],
        ['constructor', 'version'],
        ['toString', 'version'],
      ],
    );
    assert.deepEqual(Object.entries(manifest.engines ?? {}), [['__proto__', 'x']]);
    assert.equal('x' in {}, false);
  });

  it('marks what is bundled', () => {
    const sections = '"dependencies": {"a": "1", "b": "1"}, "devDependencies": {"c": "1"}, "overrides": {"a": "2"}';
    const bundled = (text: string): readonly string[] =>
      packageJson.read(text).dependencies.flatMap(({ name, bundled: is }) => (is === true ? [name] : []));
    assert.deepEqual(bundled(`{${sections}, "bundleDependencies": ["a", "zzz"]}`), ['a']);
    assert.deepEqual(bundled(`{"bundledDependencies": ["b"], ${sections}}`), ['b']);
    assert.deepEqual(bundled(`{${sections}, "bundleDependencies": true}`), ['a', 'b']);
    assert.deepEqual(bundled(`{${sections}, "bundleDependencies": false}`), []);
  });

  it("reads bun's catalogs, in `workspaces` and beside it", () => {
    const text = `{
      "workspaces": {
        "packages": ["packages/*"],
        "catalog": { "a": "^1.0.0" },
        "catalogs": { "old": { "a": "0.9.0" } }
      },
      "catalog": { "b": "2.0.0" },
      "catalogs": { "new": { "c": "npm:d@3" } },
      "bundleDependencies": ["a"]
    }`;
    const { workspaces, dependencies } = packageJson.read(text);
    assert.deepEqual(workspaces, ['packages/*']);
    assert.deepEqual(
      dependencies.map(({ name, section, catalog, raw, path, bundled }) => [
        name,
        section,
        catalog,
        raw,
        path,
        bundled,
      ]),
      [
        ['a', 'catalog', 'default', '^1.0.0', ['workspaces', 'catalog', 'a'], undefined],
        ['a', 'catalog', 'old', '0.9.0', ['workspaces', 'catalogs', 'old', 'a'], undefined],
        ['b', 'catalog', 'default', '2.0.0', ['catalog', 'b'], undefined],
        ['c', 'catalog', 'new', 'npm:d@3', ['catalogs', 'new', 'c'], undefined],
      ],
    );
  });

  describe('overrides', () => {
    const text =
      '{"overrides": {"a": "1.0.0", "b": {".": "2", "c": "3"}, "d@^1": "4", "@s/e@2": {"f@>1": {"g": "5"}}, "h": "$a", "i": "npm:j@6"}}';
    const { dependencies } = packageJson.read(text);

    it('become one line for each version that they name, under the name they replace', () => {
      assert.deepEqual(
        dependencies.map(({ name, raw }) => `${name} ${raw}`),
        ['a 1.0.0', 'b 2', 'c 3', 'd 4', 'g 5', 'h $a', 'i npm:j@6'],
      );
      assert.ok(dependencies.every(({ section }) => section === 'overrides'));
    });

    it('have the path of their property', () => {
      assert.deepEqual(
        dependencies.map(({ path }) => path.slice(1).join(' > ')),
        ['a', 'b > .', 'b > c', 'd@^1', '@s/e@2 > f@>1 > g', 'h', 'i'],
      );
      for (const { path, nameSpan } of dependencies) assert.equal(slice(text, nameSpan), JSON.stringify(path.at(-1)));
    });

    it('that refer to a declared version are no version', () => {
      assert.deepEqual(dependencies[5]?.specifier, { kind: 'other', protocol: '$' });
      assert.deepEqual(dependencies[6]?.specifier, { kind: 'range', name: 'j', range: '6', alias: true });
    });
  });

  it('takes no quote that is left open for the next key', () => {
    const { dependencies } = packageJson.read('{"dependencies": {"a": "\n: "1.0.0", "b": "2.0.0"}}');
    assert.deepEqual(
      dependencies.map(({ name }) => name),
      ['b'],
    );
  });

  it('survives nesting that would end a recursive reader', () => {
    const deep = 100_000;
    const texts = [
      '['.repeat(deep),
      `{"dependencies": ${'['.repeat(deep)}`,
      `{"dependencies": ${'{"a": '.repeat(deep)}`,
      `{"overrides": ${'{"a": '.repeat(deep)}`,
      `{"dependencies": {${'"devDependencies": {'.repeat(deep)}`,
      `{"peerDependenciesMeta": ${'{"a": '.repeat(deep)}`,
      `{"workspaces": ${'[{"packages": '.repeat(deep)}`,
    ];
    for (const text of texts) assert.deepEqual(packageJson.read(text).dependencies, []);
  });

  describe('any text', () => {
    const sample = JSON.stringify(
      {
        name: 'x',
        dependencies: { lodash: '^4.17.21', '@s/n': 'npm:real@1.0.0' },
        overrides: { a: { '.': '1', b: '$lodash' } },
        devDependencies: { c: 'github:o/r' },
        bundleDependencies: ['lodash'],
      },
      null,
      2,
    );
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      '"dependencies"',
      '"overrides"',
      '"a"',
      '"1.0.0"',
      '\n',
      '\\',
      '1',
      '//',
    );
    const edited = fc
      .tuple(fc.nat(sample.length), fc.nat(20), fc.string({ unit: pieces, maxLength: 6 }))
      .map(([at, removed, added]) => sample.slice(0, at) + added + sample.slice(at + removed));
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces, maxLength: 80 }), edited);

    it('is read without an error, with every place inside of it', () => {
      fc.assert(
        fc.property(texts, (text) => {
          const manifest = packageJson.read(text);
          for (const { span, nameSpan, specifierSpan, raw } of manifest.dependencies) {
            assert.ok(0 <= span.start && span.start === nameSpan.start && nameSpan.end <= specifierSpan.start);
            assert.ok(specifierSpan.end === span.end && span.end <= text.length);
            assert.match(text.slice(nameSpan.start, nameSpan.end), /^"(?:.*")?$/s);
            if (!raw.includes('\\')) assert.ok(text.slice(specifierSpan.start, specifierSpan.end).length >= raw.length);
          }
          for (const { span } of manifest.problems) {
            assert.ok(span !== undefined && 0 <= span.start && span.start <= span.end && span.end <= text.length);
          }
        }),
        { numRuns: 2000 },
      );
    });

    it('says the same as JSON.parse where it is JSON', () => {
      const names = fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true });
      fc.assert(
        fc.property(names, names, (dependencies, devDependencies) => {
          const { dependencies: read } = packageJson.read(JSON.stringify({ dependencies, devDependencies }));
          const expected = [...Object.entries(dependencies), ...Object.entries(devDependencies)];
          assert.deepEqual(
            read.map(({ name, raw }) => [name, raw]),
            expected,
          );
        }),
      );
    });
  });

  it("keeps yarn's resolutions as they are written", () => {
    const { resolutions } = packageJson.read('{"resolutions": {"a/b": "1.0.0", "__proto__": "2", "c": {}}}');
    assert.deepEqual(Object.entries(resolutions ?? {}), [
      ['a/b', '1.0.0'],
      ['__proto__', '2'],
    ]);
  });
});
