import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeMarkdown, markdownCode, markdownLink, webAddress } from '../../../server/src/report/support/markdown.js';
import { plainText } from '../../../server/src/report/support/plain-text.js';

/** Mostly the characters that mean something. */
const hostileText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'\\`*_{}[]()#+-.!|<>~&$:@/="\' \n\r\t19awh'.split('')),
    fc.constantFrom('www.', 'http://', 'mailto:', '](', '<!--', '&lt;', '```', '\u202E'),
  ),
  maxLength: 60,
});

describe('Markdown from outside text', () => {
  const cases: readonly (readonly [text: string, escaped: string])[] = [
    ['lodash 4.17.21 (latest)', 'lodash 4.17.21 (latest)'],
    ['*a* _b_ `c` ~d~', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~'],
    ['[a](https://evil.invalid)', '\\[a\\](https\\://evil.invalid)'],
    ['![a](x)', '!\\[a\\](x)'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['&lt; &#60;', '\\&lt; \\&#60;'],
    ['www.evil.invalid WWW.evil.invalid', 'www\\.evil.invalid WWW\\.evil.invalid'],
    ['me@evil.invalid', 'me\\@evil.invalid'],
    ['$(zap) a|b', '\\$(zap) a\\|b'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['12. item', '12\\. item'],
    ['one\n\n# two', 'one # two'],
  ];
  for (const [text, escaped] of cases) {
    it(`${JSON.stringify(text)} becomes ${escaped}`, () => assert.equal(escapeMarkdown(text), escaped));
  }

  it('is exactly the plain text once the escapes are taken back', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        assert.equal(escapeMarkdown(text).replaceAll(/\\([^A-Za-z0-9\s])/g, '$1'), plainText(text));
      }),
    );
  });

  it('leaves no character bare that could begin markup, HTML, an entity or a link', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const bare = escapeMarkdown(text).replaceAll(/\\[^A-Za-z0-9\s]/g, ' ');
        assert.doesNotMatch(bare, /[\\`*_[\]<>|~&$\n]/);
        assert.doesNotMatch(bare, /:\S|www\.|@\S/i);
        assert.doesNotMatch(bare, /^(?:[#+\-=]|\d+[.)])/);
      }),
    );
  });
});

describe('a Markdown code span', () => {
  it('has a fence that nothing in it closes', () => {
    assert.equal(markdownCode('^1.0.0'), '`^1.0.0`');
    assert.equal(markdownCode('a`b``c'), '```a`b``c```');
    assert.equal(markdownCode('`a`'), '`` `a` ``');
  });

  it('is plain text where an editor would paint an icon', () => {
    assert.equal(markdownCode('a$(pass)'), 'a\\$(pass)');
  });

  it('shows any text as it is', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(!text.includes('$('));
        const span = markdownCode(text);
        const fence = /^`+/.exec(span)?.[0] ?? '';
        const inside = span.slice(fence.length, -fence.length);
        assert.ok(span.endsWith(fence) && !inside.endsWith('`') && !inside.startsWith('`'));
        assert.ok([...inside.matchAll(/`+/g)].every(([run]) => run.length !== fence.length));
        assert.equal(inside.trim(), plainText(text));
      }),
    );
  });
});

describe('a Markdown link', () => {
  it('leads to a web page under an escaped label', () => {
    assert.equal(markdownLink('a]b', 'https://host.invalid/p'), '[a\\]b](https://host.invalid/p)');
  });

  for (const url of [
    'command:workbench.action.quit',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vscode://x/y',
    'https://registry.npm.example@evil.invalid/',
    'https://',
    'no address',
    `https://host.invalid/${'x'.repeat(3000)}`,
  ]) {
    it(`is no link for ${url.slice(0, 60)}`, () => assert.equal(markdownLink('label', url), 'label'));
  }

  it('cannot be left by its address', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const address = webAddress(`https://host.invalid/${text}`);
        if (address !== undefined) assert.match(address, /^https:\/\/host\.invalid\/[^\s()<>\\`[\]]*$/);
      }),
    );
  });
});
