import assert from 'node:assert/strict';
import { webPage } from '../../../server/src/formats/in-text/web-page.js';
import { assertMarked } from './marked-mentions.js';

const TABLE: Readonly<Record<string, string>> = {
  'scripts and styles':
    '<link rel="stylesheet" href="https://cdn.jsdelivr.net/npm/«bootstrap@5.3.3»/dist/css/b.css">\n<script src="https://unpkg.com/«vue@3»/dist/vue.js" defer></script>',
  'names with a scope': '<script src="https://unpkg.com/«@acme/ui@1.0.0»"></script>',
  'names without a version, and tags':
    "<script src=https://unpkg.com/«htmx.org»></script><script src='//esm.run/«lit@latest»'></script>",
  'imports in scripts':
    '<script type="module">\nimport { h } from "https://esm.sh/«preact@10.5.0»/hooks";\nconst a = import(`https://cdn.skypack.dev/«canvas-confetti»?min`);\n</script>',
  'import maps':
    '<script type="importmap">{ "imports": { "react": "https://esm.sh/stable/«react@^18.2.0»/index.js", "b": "https://ga.jspm.io/npm:«b@1.0.0»/b.js", "c": "./c.js" } }</script>',
  'builds of a network of a certain age': '<script src="https://esm.sh/v135/*«swr@2.2.0»/es2022/swr.mjs"></script>',
  'what is put together':
    '<script src="https://cdn.jsdelivr.net/combine/npm/«a-one@1.0.0»/dist/a.min.js,npm/«@b/c@2»,gh/d/e@1"></script>',
  'versions that a template fills in': '<script src="https://unpkg.com/«vue»@{{ version }}/dist/vue.js"></script>',
  'what is being typed': '<script type="module">import "https://esm.sh/«left-pad@1.3.0»"',
};

const NOTHING: Readonly<Record<string, string>> = {
  'where a page leads to': '<a href="https://unpkg.com/vue@3">Vue</a>',
  'what it shows as text': '<pre>&lt;script src="https://unpkg.com/vue@3">&lt;/script></pre> https://unpkg.com/vue',
  'what is commented out': '<!-- <script src="https://unpkg.com/vue@3"></script> -->',
  'other hosts':
    '<script src="https://unpkg.com.evil.invalid/vue@3"></script><script src="https://cdnjs.cloudflare.com/ajax/libs/vue/3.0.0/vue.js"></script>',
  'repositories, pages of a network and other registries':
    '<script src="https://cdn.jsdelivr.net/gh/a/b@1/c.js"></script><script src="https://esm.sh/jsr/@std/path@1"></script><link href="https://unpkg.com/browse/vue@3/">',
  'pinned builds, whose hash is no version':
    '<script src="https://cdn.skypack.dev/pin/vue@v3.0.0-AbCdEf/vue.js"></script>',
  'a host alone': '<link rel="preconnect" href="https://unpkg.com"><link rel="preconnect" href="https://esm.sh/">',
  'names to be filled in':
    '<script src="https://unpkg.com/package@1"></script><script src="https://unpkg.com/${name}"></script>',
  'other attributes': '<script data-src="https://unpkg.com/vue@3" src="./vue.js"></script>',
};

describe('webPage', () => {
  for (const [title, text] of Object.entries(TABLE)) {
    it(`reads ${title}`, () => assertMarked(webPage, 'index.html', text));
  }
  for (const [title, text] of Object.entries(NOTHING)) {
    it(`does not read ${title}`, () => assert.deepEqual(webPage.read(text, 'index.html'), []));
  }

  it('tells the name and the version apart', () => {
    const text = '<script src="https://unpkg.com/@acme/ui@^1.0.0/a.js"></script><script src="//esm.run/lit"></script>';
    assert.deepEqual(
      webPage.read(text, 'a.html').map((mention) => [mention.kind, 'name' in mention && [mention.name, mention.range]]),
      [
        ['address', ['@acme/ui', '^1.0.0']],
        ['address', ['lit', undefined]],
      ],
    );
  });

  it('is for pages alone', () => {
    const files = ['index.html', 'a/b.HTM', 'c.xhtml', 'a.html.erb', 'html', 'a.vue'];
    assert.deepEqual(
      files.filter((file) => webPage.matches(file)),
      files.slice(0, 3),
    );
  });
});
