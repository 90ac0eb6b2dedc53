import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sourceCode } from '../../../server/src/formats/in-text/source-code.js';
import type { Mention } from '../../../server/src/model/index.js';
import { assertMarked, assertSpansMatch } from './marked-mentions.js';

/** Each table row: what stands in a file, with «what is imported» marked. */
type Table = Readonly<Record<string, string>>;

function assertFinds(table: Table, file = 'a.ts'): void {
  for (const [title, marked] of Object.entries(table)) {
    it(title, () => assertMarked(sourceCode, file, marked));
  }
}

function howOf(text: string): readonly string[] {
  return sourceCode.read(text, 'a.ts').map((found) => (found.kind === 'import' ? found.how : found.kind));
}

describe('sourceCode', () => {
  it('is for JavaScript, TypeScript, Vue and Svelte files', () => {
    const files = ['a.js', 'a.mjs', 'a.cjs', 'a.jsx', 'a.ts', 'a.mts', 'a.cts', 'a.tsx', 'A.vue', 'b/A.svelte'];
    assert.deepEqual(
      files.filter((file) => !sourceCode.matches(file)),
      [],
    );
    assert.deepEqual(
      ['a.json', 'a.md', 'js', 'a.tsx.snap'].filter((file) => sourceCode.matches(file)),
      [],
    );
  });

  describe('finds', () => {
    assertFinds({
      'static imports': `import a from '«lodash»';\nimport { b, c as d } from "«@scope/name/part»"\nimport * as e from '«./e»';`,
      'imports for their effect': `import '«core-js»'; import "«./a.css»"`,
      'exports of other modules': `export * from '«a»'; export * as b from '«b»'; export { c, d as default } from '«c»';`,
      'imports for types': `import type { A } from '«a»'; import type B from '«b»'; export type { C } from '«c»'; import { type D } from '«d»'`,
      'imports that are called type or from': `import type from '«a»'; import type, { b } from '«b»'; import { from } from '«c»'; import from from '«d»'`,
      'modules that are called for': `const a = await import('«a»'); const { b } = require("«b»"), c = require.resolve('«c/d»', {});`,
      'a require that is spread': `const a = [...require('«a»')]`,
      'an import that is an assignment': `import a = require('«a»'); export import b = require('«b»');`,
      'a template without anything put in': 'const a = import(`«a»`), b = import(`./${a}`);',
      'imports with attributes': `import a from '«./a.json»' with { type: 'json' }; import b from '«b»' assert { type: "json" };`,
      'imports of a phase': `import defer * as a from '«a»'; import source b from '«b»'`,
      'string names': `import { 'a-b' as c } from '«a»'`,
      'imports over lines and comments': `import /* why */ {\n  a, // from 'x'\n  b,\n} /* from 'y' */ from\n  '«a»'`,
      'what stands behind regular expressions': `const a = b.replace(/['"\`]/g, ''); require('«a»')\nif (a) /'/.test(b); require('«b»')`,
      'what stands behind divisions': `const a = b / c; const d = (e) / 2; f[0] / 2 / require('«a»')`,
      'what stands behind a count': `i++ / 2; require('«a»'); /'/`,
      'what stands in a template': '`a ${require("«a»")} ${`b ${import(\'«b»\')}`} import "c"`; require("«d»")',
      'what stands behind an object or a block': `const a = { b: 1 } / 2; require('«a»')\nfunction c() {}\n/'/.test(d); require('«b»')`,
      'modules that are resolved': `import.meta.resolve('«a»')`,
      'a file for a shell': `#!/usr/bin/env node 'it's\nimport '«a»'`,
    });
  });

  describe('finds nothing in', () => {
    assertFinds({
      comments: `// import 'a'\n/* require('b') */ /** import c from 'd' */`,
      'strings and templates': `const a = "import 'b'", c = 'require("d")', e = \`import 'f'\``,
      'regular expressions': `const a = /require('b')/, c = /[/'] require("d")/;`,
      'names of others': `a.require('b'); a.import('c'); a?.require('d'); ({ import: 'e', require: 'f' })`,
      'words that only begin so': `importScripts('a'); required('b'); $require('c'); import_('d')`,
      'modules that are put together': `require('a' + b); import(\`./\${a}\`); require(a); import('b' as c)`,
      'exports of its own': `export const a = 'b'; export { c }; export default 'd'; export type E = 'e'`,
      'what is being typed': `import { a`,
      'a string that is not closed': `import a from 'lod`,
      'names with escapes': `import 'lod\\u0061sh'`,
      'an empty name': `import ''`,
    });
  });

  describe('takes what is being typed', () => {
    assertFinds({
      'an import before another': `import { a\nimport b from '«b»'`,
      'a string that is not closed': `const a = 'it\nimport b from '«b»'`,
      'a call that is not closed': `require('«a»'`,
      'a bracket too many': `)}] import '«a»'`,
    });
  });

  describe('reads JSX', () => {
    assertFinds(
      {
        'whose text holds quotes and braces': `const a = <p title="it's">don't import 'x' {require('«a»')} \`</p>; require('«b»')`,
        'in itself': `const a = <><B c={<D>it's</D>} e='}' /> text's </>; import('«b»')`,
        'whose component is given types': `const a = <B<string> c="d">it's</B>; import('«b»')`,
        'and no comparison': `if (a < b || c > d) require('«a»'); const e = f<string>('g'); require('«b»')`,
        'and no type parameters': `const a = <T,>(b: T) => b; const c = <T extends D>(e: T) => e; require('«a»')`,
        'with comments in a tag': `const a = <B // it's\n /* it's */ c>it's</B>; require('«b»')`,
      },
      'a.tsx',
    );
    assertFinds({ 'not where types are asserted': `const a = <string>b; require('«a»')` }, 'a.ts');
  });

  describe('reads pages', () => {
    const page = `<template><p>import 'x' it's</p></template>\n<!-- <script>import 'y'</script> -->\n`;
    assertFinds(
      { 'for their scripts': `${page}<script setup lang="ts">\nimport { a } from '«a»'\n</script>` },
      'A.vue',
    );
    assertFinds(
      {
        'with several scripts': `<script context="module">import '«a»'</script><script>import '«b»'\n</script><p>it's</p>`,
      },
      'A.svelte',
    );
    assertFinds({ 'whose script is not closed': `<script>import '«a»'` }, 'A.vue');
  });

  it('tells imports for types from others', () => {
    const text = `import type { A } from 'a'; import b from 'b'; export type * from 'c'; import('d'); require('e')`;
    assert.deepEqual(howOf(text), ['type', 'import', 'type', 'dynamic', 'require']);
  });

  it('takes any text, and says where each module is named', () => {
    const piece = fc.constantFrom(
      ...['import ', 'export ', 'from ', 'require(', "'a'", '"b"', '`', '${', '}', '{', '(', ')', '/', '<', '>', '</'],
      ...['*', ',', '.', '\n', '\\', 'type ', 'x', ' ', '//', '/*', '*/', '<script>', '</script>', "'", '"', '=>', '…'],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('a.ts', 'a.tsx', 'a.vue'), (given, file) => {
        const found: readonly Mention[] = sourceCode.read(given, file);
        assertSpansMatch(given, found);
      }),
      { numRuns: 500 },
    );
  });

  it('finds an import behind any code that is whole', () => {
    const code = fc.constantFrom(
      ...['a / b;', 'f(/x/);', "'it\\'s';", '`a${b}c`;', 'if (a) { b }', 'const a = { b: [1] };', '/* x */', '// y\n'],
      ...['<T,>(a: T) => a;', 'const e = <p>it’s {a} "</p>;', 'class A { b() {} }', 'a ? b : c;', 'i++;'],
    );
    fc.assert(
      fc.property(fc.array(code), (before) => {
        assertMarked(sourceCode, 'a.tsx', `${before.join('\n')}\nimport a from '«a»'`);
      }),
    );
  });
});
